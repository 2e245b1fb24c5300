"""What the template of the playground is given: the form's fields with what was typed, the rows, the answer, the examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.urls import reverse
from django.utils.translation import gettext

from motcua.law.play import read_scenario
from motcua.web.design.words import sentence
from motcua.web.play.address import LONGEST, query_of
from motcua.web.play.answer import Happened, Page
from motcua.web.play.draft import (
    FIELDS,
    MOST_EVENTS,
    MOST_STEPS,
    STEP_FIELDS,
    Draft,
    EventDraft,
    StepDraft,
    details_of,
    draft_of_scenario,
    is_by_time,
)
from motcua.web.play.examples import EXAMPLES
from motcua.web.play.reading import Said
from motcua.web.play.vocabulary import CLOCKS, HAPPENINGS, LENGTHS, ROLES, UNITS, Detail, Kind
from motcua.web.refusals import Shown

MOST_UNFOLDED = 3
"""Steps of a process whose fields all stand open."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field, as {% field %} draws it."""

    name: str
    label: str
    value: str
    kind: str = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    is_optional: bool = False
    width: str = ""
    error: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One step or event with its fields; `refusal` where the law refused it, `mistake` where the row as a whole is wrong.

    `summary` says the row in one line where its fields may be folded; they are not where `is_open`.
    """

    no: int
    name: str
    title: str
    do: str
    fields: tuple[Field, ...]
    refusal: Shown | None = None
    mistake: str = ""
    summary: str = ""
    is_open: bool = True


def context_of(found: Page, *, is_new: bool = False, file_mistake: Said | None = None) -> dict[str, Any]:
    """Everything that play/page.html shows."""
    draft, mistakes = found.draft, found.mistakes
    query = query_of(draft)
    steps = [_step_row(no, step, draft, mistakes) for no, step in enumerate(draft.steps, 1)]
    events = [_event_row(no, event, draft, found) for no, event in enumerate(draft.events, 1)]
    return {
        "answer": None if is_new else found.answer,
        "mistakes": {} if is_new else _listed(mistakes, [*steps, *events]),
        "file_mistake": sentence(file_mistake),
        "term": _term_fields(draft, mistakes),
        "rules": _rule_fields(draft, mistakes),
        "steps": steps,
        "events": events,
        "as_of": _field(
            mistakes,
            FIELDS["as_of"],
            gettext("Xem đến lúc nào"),
            draft.as_of,
            hint=gettext("Để trống là lúc việc cuối cùng xảy ra."),
            is_optional=True,
        ),
        "happenings": [(do, str(happening.name)) for do, happening in HAPPENINGS.items()],
        "can_add_event": len(draft.events) < MOST_EVENTS,
        "can_add_step": len(draft.steps) < MOST_STEPS,
        "most_events": MOST_EVENTS,
        "is_by_time": is_by_time(draft),
        "query": query,
        "is_too_long": len(query) > LONGEST,
        "is_new": is_new,
        "examples": examples(),
    }


def examples() -> list[dict[str, Any]]:
    """The examples with their addresses."""
    return [
        {"no": one.no, "title": one.title, "lesson": one.lesson, "address": f"{reverse('playground')}?{example_query(one.body)}#ket-luan"}
        for one in EXAMPLES
    ]


def example_query(body: dict[str, Any]) -> str:
    """The address of a scenario's JSON."""
    return query_of(draft_of_scenario(read_scenario(body), body.get("as_of")))


def _listed(mistakes: Mapping[str, Said], rows: list[Row]) -> dict[str, str]:
    """What the summary lists: what belongs to no field first; what belongs to a row says to which."""
    places = {one.name: f"{row.title}, {one.label}: " for row in rows for one in row.fields}
    ordered = sorted(mistakes.items(), key=lambda pair: pair[0] != "")
    return {name: places.get(name, "") + sentence(said) for name, said in ordered}


def _field(mistakes: Mapping[str, Said], name: str, label: str, value: str, **more: Any) -> Field:
    return Field(name=name, label=label, value=value, error=sentence(mistakes.get(name)), **more)


def _options(options: Mapping[Any, Any], chosen: str = "") -> tuple[tuple[str, str], ...]:
    """The choices; one that was chosen elsewhere and is none of them stays visible as it is."""
    known = tuple((str(key), gettext(str(label))) for key, label in options.items())
    return known if not chosen or chosen in dict(known) else (*known, (chosen, chosen))


def _term_fields(draft: Draft, mistakes: Mapping[str, Said]) -> list[Field]:
    """Amount and unit, and the date of a term that ends on a date."""
    unit = _field(mistakes, FIELDS["unit"], gettext("Tính bằng"), draft.unit, kind="select", options=_options(UNITS, draft.unit))
    if draft.unit == "FIXED_DATE":
        return [unit, _field(mistakes, FIELDS["fixed_date"], gettext("Ngày ấn định"), draft.fixed_date, hint="31/12/2026", width="medium")]
    if draft.unit == "SAME_DAY_15H":
        return [unit]
    return [_field(mistakes, FIELDS["amount"], gettext("Thời hạn"), draft.amount, width="short"), unit]


def _rule_fields(draft: Draft, mistakes: Mapping[str, Said]) -> list[Field]:
    """What the procedure says about supplements."""
    clock = gettext("Khi người nộp bổ sung đủ")
    return [
        _field(mistakes, FIELDS["clock"], clock, draft.clock, kind="select", options=_options(CLOCKS, draft.clock)),
        _field(mistakes, FIELDS["window"], gettext("Chờ bổ sung nhiều nhất (ngày)"), draft.window, width="short"),
    ]


def _step_row(no: int, step: StepDraft, draft: Draft, mistakes: Mapping[str, Said]) -> Row:
    place = {key: f"buoc-{no}-{name}" for key, name in STEP_FIELDS.items()}
    roles = _options(ROLES, step.role)
    fields = (
        _field(mistakes, place["agency"], gettext("Cơ quan"), step.agency),
        _field(mistakes, place["length"], gettext("Được bao lâu"), step.length, width="short"),
        _field(mistakes, place["unit"], gettext("Tính bằng"), step.unit, kind="select", options=_options(LENGTHS, step.unit)),
        _field(mistakes, place["role"], gettext("Vị trí"), step.role, kind="select", options=roles),
        _field(mistakes, place["name"], gettext("Tên bước"), step.name, is_optional=True),
        *_branch_fields(no, step, place, mistakes),
    )
    title = gettext("Bước {no}").format(no=no)
    is_open = len(draft.steps) <= MOST_UNFOLDED or no == len(draft.steps) or any(field.error for field in fields)
    length = f"{step.length} {gettext(str(LENGTHS.get(step.unit, '')))}"
    summary = " · ".join(part for part in (step.name or step.agency, step.agency if step.name else "", length) if part)
    return Row(no=no, name=title, title=title, do="", fields=fields, summary=summary, is_open=is_open)


def _branch_fields(no: int, step: StepDraft, place: Mapping[str, str], mistakes: Mapping[str, Said]) -> tuple[Field, ...]:
    """What makes branches: after which steps this one begins; and how it can end."""
    if no == 1 and not (step.after or step.outcomes):
        return ()
    return (
        _field(mistakes, place["after"], gettext("Sau bước số"), step.after, is_optional=True, width="short"),
        _field(mistakes, place["outcomes"], gettext("Các kết quả của bước"), step.outcomes, is_optional=True),
    )


def _is_asked(detail: Detail, event: EventDraft, draft: Draft) -> bool:
    """Agencies only where there are several, steps only where there are branches, outcomes where the step has some; and what was said."""
    if detail.kind is Kind.AGENCY:
        return bool(draft.steps)
    if event.words.get(detail.key):
        return True
    if detail.kind is Kind.STEP:
        return draft.has_branches
    chosen = event.words.get("step", "")
    return detail.key != "outcome" or any(step.outcomes for no, step in enumerate(draft.steps, 1) if chosen in {"", str(no)})


def _event_row(no: int, event: EventDraft, draft: Draft, found: Page) -> Row:
    place = f"viec-{no}"
    happened: Happened | None = found.answer.events[no - 1] if found.answer else None
    when = _field(found.mistakes, f"{place}-luc", gettext("Lúc"), event.at, width="medium")
    details = (
        _detail_field(one, f"{place}-{one.key}", event.words.get(one.key, ""), draft, found.mistakes)
        for one in details_of(event.do)
        if _is_asked(one, event, draft)
    )
    return Row(
        no=no,
        name=str(HAPPENINGS[event.do].name) if event.do in HAPPENINGS else gettext("Việc chưa rõ"),
        title=gettext("Việc {no}").format(no=no),
        do=event.do,
        fields=(when, *details),
        refusal=happened.refusal if happened else None,
        mistake=sentence(found.mistakes.get(place)),
    )


def _detail_field(detail: Detail, name: str, value: str, draft: Draft, mistakes: Mapping[str, Said]) -> Field:
    more: dict[str, Any] = {"hint": str(detail.hint), "is_optional": detail.is_optional}
    if detail.kind is Kind.CHOICE:
        more |= {"kind": "select", "options": _options(detail.options, value)}
    elif detail.kind is Kind.AGENCY:
        more |= {"kind": "select", "options": _options({one: one for one in draft.agencies}, value)}
    elif detail.kind is Kind.STEP:
        more |= {"kind": "select", "options": _options(_steps_of(draft), value)}
    elif detail.kind is Kind.WHOLE:
        more |= {"width": "short"}
    elif detail.kind is Kind.INSTANT:
        more |= {"width": "medium"}
    shown = value or draft.agencies[-1] if detail.kind is Kind.AGENCY else value
    return _field(mistakes, name, str(detail.label), shown, **more)


def _steps_of(draft: Draft) -> dict[str, str]:
    named = {str(no): f"{no}. {step.name or step.agency}" for no, step in enumerate(draft.steps, 1)}
    return {"": gettext("Bước đang làm"), **named}
