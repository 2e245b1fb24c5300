"""A course of events as it is being written: everything still text as typed, so that nothing typed is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

import msgspec
from msgspec.structs import replace

from motcua.law.calendar import VN, OutsideCalendarError, national_calendar
from motcua.law.play.acts import SAME, command_of
from motcua.law.play.scenario import Act, PlayedStep, Scenario, instant
from motcua.web.play.vocabulary import HAPPENINGS, NO, YES, Detail, Kind

MOST_EVENTS = 40
MOST_STEPS = 12
LONGEST_KEPT = 500
NAMELESS = "Bước"
"""What a scenario calls a step without a name."""
MINUTES = {"working_days": 480, "hours": 60, "minutes": 1}
_INSTANT = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]+(\d{1,2})(?:[:hg.]|\s*giờ\s*)?(\d{2})?(?::(\d{2}))?)?$", re.IGNORECASE)


class StepDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the process as typed: whose it is, how long it may take, after which steps ("3, 4") and how it can end ("Có; Không")."""

    agency: str = ""
    length: str = ""
    unit: str = "working_days"
    role: str = "CASE_OFFICER"
    name: str = ""
    after: str = ""
    outcomes: str = ""


class EventDraft(msgspec.Struct, frozen=True, kw_only=True):
    """One event as typed: which happening, when, with what details."""

    do: str
    at: str = ""
    words: dict[str, str] = {}


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The whole course of events as typed. Instants and dates as Viet Nam writes them: 02/03/2026 09:00."""

    amount: str = "5"
    unit: str = "WORKING_DAYS"
    fixed_date: str = ""
    clock: str = "RESUME"
    window: str = "30"
    steps: tuple[StepDraft, ...] = ()
    events: tuple[EventDraft, ...] = ()
    as_of: str = ""

    @property
    def agencies(self) -> list[str]:
        """The agencies of the process, each once, in their order."""
        return list(dict.fromkeys(step.agency for step in self.steps if step.agency))

    @property
    def has_branches(self) -> bool:
        """Whether a step says after which others it begins."""
        return any(step.after for step in self.steps)


def kept(text: object) -> str:
    """What was typed in one line, without letters that no page can carry, in bounds."""
    whole = str(text).encode("utf-8", "ignore").decode()
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole).split())[:LONGEST_KEPT]


def read_instant(text: str) -> datetime | None:
    """02/03/2026 09:00, also 2/3/2026 9h30 and the bare date (09:00), in Viet Nam's time; None for anything else."""
    found = _INSTANT.match(text.strip())
    if found is None:
        return None
    day, month, year, hour, minute, second = (int(part) if part else None for part in found.groups())
    try:
        return datetime(year or 0, month or 0, day or 0, 9 if hour is None else hour, minute or 0, second or 0, tzinfo=VN)
    except ValueError:
        return None


def instant_text(at: datetime) -> str:
    """The same instant as one types it."""
    local = at.astimezone(VN)
    return f"{local:%d/%m/}{local.year:04d} " + (f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}")


def draft_of_form(typed: Mapping[str, str]) -> Draft:
    """The draft that a form holds; fields that are missing are empty."""
    return Draft(
        **{key: kept(typed.get(name, "")) for key, name in FIELDS.items()},
        steps=tuple(_steps(typed)),
        events=tuple(_events(typed)),
    )


FIELDS = {"amount": "so", "unit": "don-vi", "fixed_date": "ngay", "clock": "bo-sung", "window": "cho", "as_of": "den"}
STEP_FIELDS = {"agency": "co-quan", "length": "so", "unit": "tinh", "role": "vi-tri", "name": "ten", "after": "sau", "outcomes": "ket-qua"}


def _steps(typed: Mapping[str, str]) -> Iterator[StepDraft]:
    for no in range(1, MOST_STEPS + 1):
        names = {key: f"buoc-{no}-{name}" for key, name in STEP_FIELDS.items()}
        if names["agency"] in typed:
            yield StepDraft(**{key: kept(typed.get(name, "")) for key, name in names.items()})


def _events(typed: Mapping[str, str]) -> Iterator[EventDraft]:
    for no in range(1, MOST_EVENTS + 1):
        do = kept(typed.get(f"viec-{no}", ""))
        if do:
            words = {one.key: kept(typed.get(f"viec-{no}-{one.key}", "")) for one in details_of(do)}
            yield EventDraft(do=do, at=kept(typed.get(f"viec-{no}-luc", "")), words=words)


def details_of(do: str) -> tuple[Detail, ...]:
    """The details of a happening; none of one that nobody knows."""
    return HAPPENINGS[do].details if do in HAPPENINGS else ()


def draft_of_scenario(scenario: Scenario, as_of: object) -> Draft:
    """The draft of a scenario that was read from JSON; `as_of` is what the JSON said. Raises ScenarioError for words nobody knows."""
    return Draft(
        amount=str(scenario.term.amount),
        unit=scenario.term.unit.value,
        fixed_date=_vietnamese_date(scenario.term.fixed_date),
        clock=scenario.clock_on_supplement.value,
        window=str(scenario.supplement_window_days),
        steps=tuple(_step_of(step) for step in scenario.process),
        events=tuple(_event_of(act) for act in scenario.acts),
        as_of=instant_text(scenario.as_of) if as_of else "",
    )


def _vietnamese_date(iso: str) -> str:
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    return kept(f"{day}/{month}/{year}" if day else iso)


def _step_of(step: PlayedStep) -> StepDraft:
    unit = next(unit for unit, minutes in MINUTES.items() if step.minutes % minutes == 0)
    length = str(step.minutes // MINUTES[unit])
    return StepDraft(
        agency=kept(step.agency),
        length=length,
        unit=unit,
        role=step.role.value,
        name=kept(step.name) if step.name != NAMELESS else "",
        after=", ".join(str(no) for no in step.after),
        outcomes=kept("; ".join(step.outcomes)),
    )


def _event_of(act: Act) -> EventDraft:
    command_of(act, lambda _: 1)
    do = SAME.get(act.do, act.do)
    return EventDraft(do=do, at=instant_text(act.at), words={one.key: _word(one, act) for one in details_of(do)})


def _word(detail: Detail, act: Act) -> str:
    found = next((act.words[key] for key in (detail.key, *detail.other_keys) if key in act.words), None)
    if found is None:
        return detail.usual
    if detail.key == "confirmed":
        return YES if found else NO
    return instant_text(instant(found, f"{act.path}.{detail.key}")) if detail.kind is Kind.INSTANT else kept(found)


# Changing a draft


def with_event(draft: Draft, do: str) -> Draft:
    """One event more at the end, with the usual words: at nine on the working day after the last one."""
    if do not in HAPPENINGS or len(draft.events) >= MOST_EVENTS:
        return draft
    at = _next_working_day(draft)
    usual = {one.key: _usual(one, draft, at) for one in details_of(do)}
    return replace(draft, events=(*draft.events, EventDraft(do=do, at=instant_text(at) if at else "", words=usual)))


def _next_working_day(draft: Draft) -> datetime | None:
    known = [at for at in (read_instant(event.at) for event in draft.events) if at]
    return _working_days_on(max(known), 1, time(9)) if known else None


def _working_days_on(at: datetime, days: int, clock: time) -> datetime | None:
    try:
        return datetime.combine(national_calendar().working_day_after(at.date(), days), clock, VN)
    except OutsideCalendarError:
        return None


def _usual(detail: Detail, draft: Draft, at: datetime | None) -> str:
    if detail.kind is Kind.INSTANT:
        later = _working_days_on(at, 3, time(17)) if at else None
        return instant_text(later) if later else ""
    return draft.agencies[-1] if detail.kind is Kind.AGENCY and draft.agencies else detail.usual


def without_event(draft: Draft, no: int) -> Draft:
    """The draft without its `no`-th event, counted from 1."""
    return replace(draft, events=draft.events[: no - 1] + draft.events[no:]) if no > 0 else draft


def with_step(draft: Draft) -> Draft:
    """One step more at the end of the process."""
    if len(draft.steps) >= MOST_STEPS:
        return draft
    name = f"Cơ quan {len(draft.agencies) + 1}"
    return replace(draft, steps=(*draft.steps, StepDraft(agency=name, length="1")))


def without_step(draft: Draft, no: int) -> Draft:
    """The draft without the `no`-th step of its process, counted from 1; who named a later step names the same one still."""
    if no <= 0:
        return draft
    steps = [replace(step, after=_renumbered(step.after, no)) for step in draft.steps[: no - 1] + draft.steps[no:]]
    events = [replace(one, words=one.words | {"step": _renumbered(one.words.get("step", ""), no)}) for one in draft.events]
    return replace(draft, steps=tuple(steps), events=tuple(events))


def _renumbered(text: str, gone: int) -> str:
    kept_ones = (int(part) for part in re.findall(r"[0-9]{1,4}", text))
    return ", ".join(str(one - (one > gone)) for one in kept_ones if one != gone)


def by_time(draft: Draft) -> Draft:
    """The same events in the order of their times; those whose time nobody can read stay last."""
    latest = datetime.max.replace(tzinfo=VN) - timedelta(days=1)
    return replace(draft, events=tuple(sorted(draft.events, key=lambda event: read_instant(event.at) or latest)))


def is_by_time(draft: Draft) -> bool:
    """Whether the events stand in the order of their times."""
    known = [at for at in (read_instant(event.at) for event in draft.events) if at]
    return known == sorted(known)
