"""What the page answers: the draft's scenario played through the law, and everything said about it in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from motcua.law.calendar import OutsideCalendarError, WorkingCalendar, business_date, national_calendar
from motcua.law.deadline import DayNote, Verdict, explain, late_working_days
from motcua.law.deadline.verdict import VERDICT_NAMES
from motcua.law.dossier.duties import DUTY_NAMES, Duty
from motcua.law.dossier.passages import is_row
from motcua.law.dossier.standing import Share, after_pause, judged_at
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Opinion
from motcua.law.play import Outcome, Scenario, ScenarioError, play, read_scenario
from motcua.law.play.player import Player
from motcua.law.procedure import ClockOnSupplement
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES
from motcua.law.rulesets import ruleset_at
from motcua.law.sentence import Sentence
from motcua.web.play.because import indicator_because, verdict_because
from motcua.web.play.draft import Draft
from motcua.web.play.picture import Mark, Picture, Stretch, draw
from motcua.web.play.reading import BEYOND, Said, Written, field_of, write
from motcua.web.play.vocabulary import HAPPENINGS
from motcua.web.refusals import Shown, shown

TONES = {Verdict.EARLY: "good", Verdict.ON_TIME: "good", Verdict.WITHIN: "open", Verdict.LATE: "late", Verdict.OVERDUE_OPEN: "late"}
MOST_DAYS = 70
LAST_DAYS = 10


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the scenario: when, what, the refusal if the law said no; `is_to_come` if it is later than one looks."""

    no: int
    at: datetime
    name: Any
    refusal: Shown | None
    is_to_come: bool


class DueDate(msgspec.Struct, frozen=True):
    """One of the three due dates, and what it is for."""

    name: Sentence
    at: datetime | None
    note: Sentence


class ShareLine(msgspec.Struct, frozen=True):
    """One agency's turn, until it gave the dossier on or one looks."""

    agency: str
    share: Share
    until: datetime


class OpinionLine(msgspec.Struct, frozen=True):
    """One agency asked; `late_days` until it answered, or until one looks."""

    agency: str
    opinion: Opinion
    is_late: bool
    late_days: int


class DutyLine(msgspec.Struct, frozen=True):
    """What is owed, by which post of which agency."""

    name: str
    role: str
    agency: str
    duty: Duty


class Count(msgspec.Struct, frozen=True):
    """The count of the term day by day; `left_out` days in the middle of a long one are not written out."""

    name: Sentence
    first: tuple[DayNote, ...]
    left_out: int
    last: tuple[DayNote, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page says about the scenario. `agency_alone` when no process shares the work out."""

    outcome: Outcome
    as_of: datetime
    tone: str
    verdict: str
    because: tuple[Sentence, ...]
    counts: tuple[Count, ...]
    due_dates: tuple[DueDate, ...]
    indicator: str
    indicator_because: Sentence
    shares: tuple[ShareLine, ...]
    opinions: tuple[OpinionLine, ...]
    duties: tuple[DutyLine, ...]
    events: tuple[Happened, ...]
    refused: int
    picture: Picture | None
    agency_alone: bool
    is_open: bool


class Page(msgspec.Struct, frozen=True):
    """A draft with what came of it: an answer, or the mistakes field by field."""

    draft: Draft
    written: Written
    mistakes: dict[str, Said]
    answer: Answer | None


def answered(draft: Draft) -> Page:
    """Play the draft if it can be played."""
    written = write(draft)
    if written.mistakes:
        return Page(draft, written, written.mistakes, None)
    try:
        scenario = read_scenario(written.body)
        return Page(draft, written, {}, _answer(scenario, has_process=bool(draft.steps)))
    except ScenarioError as error:
        return Page(draft, written, {field_of(error.refusal.field): error.refusal}, None)
    except (OutsideCalendarError, OverflowError):
        return Page(draft, written, {"": BEYOND}, None)


def _answer(scenario: Scenario, *, has_process: bool) -> Answer:
    calendar = national_calendar()
    outcome, player = play(scenario, calendar), Player(scenario, calendar)
    events = tuple(_happened(no, player, scenario) for no in range(1, len(scenario.acts) + 1))
    state, names = player.state, {no: name for name, no in player.names.items()}
    counts = _counts(state, scenario, calendar) if state else ()
    return Answer(
        outcome=outcome,
        as_of=scenario.as_of,
        tone=TONES[outcome.verdict] if outcome.verdict else "none",
        verdict=VERDICT_NAMES[outcome.verdict] if outcome.verdict else "",
        because=tuple(verdict_because(state, outcome, scenario.as_of, calendar, scenario.clock_on_supplement)) if state else (),
        counts=counts,
        due_dates=_due_dates(outcome),
        indicator=VERDICT_NAMES[Verdict(outcome.indicator_verdict)] if outcome.indicator_verdict else "",
        indicator_because=indicator_because(state) if state else Sentence(""),
        shares=tuple(ShareLine(names[share.agency], share, share.left_at or scenario.as_of) for share in outcome.shares)
        if has_process
        else (),
        opinions=tuple(_opinion(one, names, scenario.as_of, calendar) for one in state.opinions) if state else (),
        duties=tuple(_duty(one, names if has_process else {}) for one in outcome.duties),
        events=events,
        refused=len(outcome.refused),
        picture=_picture(state, outcome, events, scenario.as_of, calendar, names if has_process else {}) if state else None,
        is_open=outcome.verdict is Verdict.OVERDUE_OPEN,
        agency_alone=not has_process and state is not None and state.received_at is not None,
    )


def _happened(no: int, player: Player, scenario: Scenario) -> Happened:
    act = scenario.acts[no - 1]
    is_to_come = act.at > scenario.as_of
    refusal: Refusal | None = None if is_to_come else player.act(act)
    return Happened(no=no, at=act.at, name=HAPPENINGS[act.do].name, refusal=shown(refusal) if refusal else None, is_to_come=is_to_come)


def _due_dates(outcome: Outcome) -> tuple[DueDate, ...]:
    return (
        DueDate(Sentence("Hạn ban đầu"), outcome.original_due_at, Sentence("Tính lúc tiếp nhận, không bao giờ đổi.")),
        DueDate(
            Sentence("Hạn theo luật"),
            outcome.legal_due_at,
            Sentence("Chỉ lùi khi đồng hồ dừng hoặc được gia hạn; kết luận so với hạn này."),
        ),
        DueDate(
            Sentence("Hẹn với người nộp"), outcome.appointment_at, Sentence("Điều người nộp được báo gần nhất; hẹn lại không đổi kết luận.")
        ),
    )


def _counts(state: DossierState, scenario: Scenario, calendar: WorkingCalendar) -> tuple[Count, ...]:
    if state.received_at is None or state.term is None:
        return ()
    starts = [(Sentence("Cách tính hạn ban đầu"), state.received_at)]
    if scenario.clock_on_supplement is ClockOnSupplement.RESTART:
        answered_at = [one.answered_at for one in state.supplements if one.after_reception and one.answered_at]
        starts += [(Sentence("Cách tính lại sau khi bổ sung"), at) for at in answered_at]
    rules = ruleset_at(business_date(state.received_at))
    return tuple(_count(name, explain(at, state.term, calendar, rules)) for name, at in starts)


def _count(name: Sentence, notes: list[DayNote]) -> Count:
    if len(notes) <= MOST_DAYS:
        return Count(name, tuple(notes), 0, ())
    first = MOST_DAYS - LAST_DAYS
    return Count(name, tuple(notes[:first]), len(notes) - MOST_DAYS, tuple(notes[-LAST_DAYS:]))


def _opinion(opinion: Opinion, names: dict[int, str], as_of: datetime, calendar: WorkingCalendar) -> OpinionLine:
    until = opinion.answered_at or as_of
    return OpinionLine(names[opinion.agency], opinion, until > opinion.due_at, late_working_days(until, opinion.due_at, calendar))


def _duty(duty: Duty, names: dict[int, str]) -> DutyLine:
    return DutyLine(DUTY_NAMES[duty.kind], ROLE_NAMES[duty.role], names.get(duty.agency, ""), duty)


def _picture(
    state: DossierState,
    outcome: Outcome,
    events: tuple[Happened, ...],
    as_of: datetime,
    calendar: WorkingCalendar,
    names: dict[int, str],
) -> Picture | None:
    """The picture of a dossier that was received, with everything that has an instant."""
    if state.received_at is None or state.term is None:
        return None
    notes = explain(state.received_at, state.term, calendar, ruleset_at(business_date(state.received_at)))
    return draw(
        marks=tuple(Mark(event.no, event.at, is_refused=event.refusal is not None) for event in events if not event.is_to_come),
        flags=tuple((due.name, due.at) for due in _due_dates(outcome) if due.at),
        as_of=as_of,
        pauses=tuple(Stretch("", pause.started_at, pause.ended_at or as_of) for pause in state.pauses),
        turns=tuple(_turns(state, outcome, as_of, calendar, names)) if names else (),
        numbers={note.day: note.number for note in notes if note.number},
        calendar=calendar,
    )


def _turns(state: DossierState, outcome: Outcome, as_of: datetime, calendar: WorkingCalendar, names: dict[int, str]) -> Iterator[Stretch]:
    """Who had the dossier when: agency by agency, where the process has branches step by step, so that they are seen side by side."""
    if is_row(state.plan):
        for share in outcome.shares:
            yield Stretch(names[share.agency], share.entered_at, share.left_at or as_of, is_late=share.late_days > 0)
        return
    steps = {step.no: step.name for step in state.plan}
    for run in state.runs:
        until = run.left_at or judged_at(state, as_of)
        if until > run.entered_at:
            due = run.due_at
            for pause in state.pauses:
                due = after_pause(due, pause, run.entered_at, until, calendar)
            is_late = late_working_days(until, due, calendar) > 0
            yield Stretch(f"{steps[run.no]} · {names[run.agency]}", run.entered_at, until, is_late=is_late)
