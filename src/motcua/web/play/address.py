"""The whole course of events in the address of the page: compact, whole even where it is wrong, readable to the curious.

`h=n5` the term · `s=lai` the clock begins anew after a supplement · `w=20` days to bring it · `b=…` one step · `v=…` one event ·
`x=…` until when to look. Parts of a step or event are joined by a tilde.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlencode

from motcua.law.calendar import VN
from motcua.law.procedure import TermUnit
from motcua.web.play.draft import MOST_EVENTS, MOST_STEPS, Draft, EventDraft, StepDraft, details_of, kept, read_instant
from motcua.web.play.vocabulary import Kind

LONGEST = 6_000
"""Letters of an address that every browser, proxy and chat window carries."""

UNIT_LETTERS = {
    "n": TermUnit.WORKING_DAYS,
    "g": TermUnit.HOURS,
    "d": TermUnit.CALENDAR_DAYS,
    "t": TermUnit.MONTHS,
    "k": TermUnit.SAME_DAY_15H,
    "a": TermUnit.FIXED_DATE,
}
LENGTH_LETTERS = {"n": "working_days", "g": "hours", "p": "minutes"}
AGAIN = "lai"
MOST_PARTS = 8
EARLIEST = 1000
"""The first year with four digits."""
_OF_UNIT = {unit.value: letter for letter, unit in UNIT_LETTERS.items()}
_OF_LENGTH = {unit: letter for letter, unit in LENGTH_LETTERS.items()}
_DIGITS = re.compile(r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$")
_DATE = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_ISO = re.compile(r"^(\d{4})(\d\d)(\d\d)$")


def query_of(draft: Draft) -> str:
    """The draft as the query of an address."""
    return urlencode(list(_pairs(draft)), safe="~:")


def _pairs(draft: Draft) -> Iterator[tuple[str, str]]:
    is_fixed = draft.unit == TermUnit.FIXED_DATE
    day = _DATE.match(draft.fixed_date)
    fixed = f"{int(day[3]):04d}{int(day[2]):02d}{int(day[1]):02d}" if day else draft.fixed_date
    yield "h", _OF_UNIT.get(draft.unit, "?") + (fixed if is_fixed else draft.amount)
    if draft.clock != "RESUME":
        yield "s", AGAIN
    if draft.window != "30":
        yield "w", draft.window
    for step in draft.steps:
        after = step.after.replace(", ", ".")
        yield "b", _joined(step.length, _OF_LENGTH.get(step.unit, "?"), step.role, step.agency, step.name, after, step.outcomes)
    for event in draft.events:
        yield "v", _joined(_short(event.at), event.do, *(_detail(one.kind, event.words.get(one.key, "")) for one in details_of(event.do)))
    if draft.as_of:
        yield "x", _short(draft.as_of)


def _joined(*parts: str) -> str:
    return "~".join(part.replace("%", "%25").replace("~", "%7E") for part in parts).rstrip("~")


def _parted(text: str) -> list[str]:
    return [kept(unquote(part)) for part in text.split("~", MOST_PARTS)]


def _detail(kind: Kind, text: str) -> str:
    return _short(text) if kind is Kind.INSTANT else text


def _short(text: str) -> str:
    at = read_instant(text)
    if at is None or at.year < EARLIEST:
        return text
    return f"{at.astimezone(VN):%Y%m%d%H%M%S}" if at.second else f"{at.astimezone(VN):%Y%m%d%H%M}"


def _long(text: str) -> str:
    found = _DIGITS.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second = found.groups()
    return f"{day}/{month}/{year} {hour}:{minute}" + (f":{second}" if second else "")


def draft_of_query(typed: Any) -> Draft:
    """The draft that an address holds (a QueryDict), whatever else somebody wrote into it."""
    plain: Mapping[str, str] = {key: kept(typed.get(key, "")) for key in ("h", "s", "w", "x")}
    letter, amount = plain["h"][:1], plain["h"][1:]
    unit = UNIT_LETTERS.get(letter, TermUnit.WORKING_DAYS)
    is_fixed = unit is TermUnit.FIXED_DATE
    return Draft(
        amount="" if is_fixed else amount if letter in UNIT_LETTERS else plain["h"],
        unit=unit.value,
        fixed_date=_ISO.sub(r"\3/\2/\1", amount) if is_fixed else "",
        clock="RESTART" if plain["s"] == AGAIN else "RESUME",
        window=plain["w"] or "30",
        steps=tuple(_step(_parted(text)) for text in typed.getlist("b")[:MOST_STEPS]),
        events=tuple(_event(_parted(text)) for text in typed.getlist("v")[:MOST_EVENTS]),
        as_of=_long(plain["x"]),
    )


def _step(parts: Sequence[str]) -> StepDraft:
    length, unit, role, agency, name, after, outcomes = [*parts, *[""] * MOST_PARTS][:7]
    return StepDraft(
        length=length,
        unit=LENGTH_LETTERS.get(unit, "working_days"),
        role=role or "CASE_OFFICER",
        agency=agency,
        name=name,
        after=after.replace(".", ", "),
        outcomes=outcomes,
    )


def _event(parts: Sequence[str]) -> EventDraft:
    at, do, *details = [*parts, *[""] * MOST_PARTS]
    words = {one.key: _long(text) if one.kind is Kind.INSTANT else text for one, text in zip(details_of(do), details, strict=False)}
    return EventDraft(do=do, at=_long(at), words=words)
