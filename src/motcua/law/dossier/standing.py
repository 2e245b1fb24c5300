"""How a dossier stands to its time: the verdict, since when an apology is owed, and what each agency used (domain §2.6, §2.7, §23)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.calendar import WorkingCalendar, business_date
from motcua.law.deadline import Verdict, classify, late_working_days, shift
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Pause, StepRun
from motcua.law.process import total_minutes
from motcua.law.rulesets import ApologyBy, Ruleset

LATE_VERDICTS = frozenset({Verdict.LATE, Verdict.OVERDUE_OPEN})


def judged_at(state: DossierState, now: datetime) -> datetime:
    """The instant a dossier is judged by: its end; where the clock stood still (then, or now), when it stopped; else `now`."""
    last = state.pauses[-1] if state.pauses else None
    if state.processing_ended_at is not None:
        stood_still = last is not None and last.ended_at == state.processing_ended_at
        return last.started_at if last is not None and stood_still else state.processing_ended_at
    return state.pause.started_at if state.pause else now


def verdict_of(state: DossierState, now: datetime, calendar: WorkingCalendar, rules: Ruleset) -> Verdict | None:
    """Early, on time, late, within, overdue: by the legal due date. None for a dossier that was never received."""
    if state.legal_due_at is None:
        return None
    at = judged_at(state, now)
    return classify(at if state.processing_ended_at else None, state.legal_due_at, at, calendar, rules)


def is_late(state: DossierState, now: datetime, calendar: WorkingCalendar, rules: Ruleset) -> bool:
    """Whether it ended late or is open past its due date."""
    return verdict_of(state, now, calendar, rules) in LATE_VERDICTS


def late_days_of(state: DossierState, now: datetime, calendar: WorkingCalendar) -> int:
    """Working days late at its end or now; 0 when not late."""
    if state.legal_due_at is None:
        return 0
    return late_working_days(judged_at(state, now), state.legal_due_at, calendar)


def apology_owed_from(state: DossierState, calendar: WorkingCalendar, rules: Ruleset) -> datetime | None:
    """From when an open dossier is forecast to be late: when the working day before the due day opens.

    By that day's end the apology must be out (at least one day before expiry, khoản 9 Điều 19; P).
    """
    if state.legal_due_at is None:
        return None
    day = calendar.working_day_after(business_date(state.legal_due_at), -rules.apology_days_before_due)
    return calendar.opens_at(day)


def explanations_owed(state: DossierState, now: datetime) -> int:
    """How many explanations a late dossier owes: one, and a second when the apology's appointment was not kept either."""
    promised = state.appointment_at if state.apology is not None else None
    return 2 if promised is not None and judged_at(state, now) > promised else 1


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """One agency's unbroken turn at a dossier: its budget is the minutes of the steps it was given, its lateness its own."""

    agency: int
    entered_at: datetime
    left_at: datetime | None
    budget_minutes: int
    used_minutes: int
    due_at: datetime
    late_days: int


def shares_of(state: DossierState, now: datetime, calendar: WorkingCalendar) -> tuple[Share, ...]:
    """Who had the dossier how long against which budget, turn by turn (domain §23): the delay of each agency is known."""
    turns: list[list[StepRun]] = []
    for run in state.runs:
        last = next((turn for turn in reversed(turns) if turn[0].agency == run.agency), None)
        if last is not None and _goes_on(last, run):
            last.append(run)
        else:
            turns.append([run])
    return tuple(_share(state, turn, now, calendar) for turn in turns)


def _goes_on(turn: list[StepRun], run: StepRun) -> bool:
    """Whether the agency still had the dossier when the next passage began; with branches others may have had it, too."""
    return any(one.left_at is None or one.left_at >= run.entered_at for one in turn)


def _share(state: DossierState, turn: list[StepRun], now: datetime, calendar: WorkingCalendar) -> Share:
    first = turn[0]
    lefts = [run.left_at for run in turn if run.left_at is not None]
    left_at = max(lefts) if len(lefts) == len(turn) else None
    end = left_at or judged_at(state, now)
    steps = {run.no for run in turn}
    budget = total_minutes([step for step in state.plan if step.no in steps])
    due = calendar.add(first.entered_at, budget)
    for pause in state.pauses:
        due = after_pause(due, pause, first.entered_at, end, calendar)
    return Share(
        agency=first.agency,
        entered_at=first.entered_at,
        left_at=left_at,
        budget_minutes=budget,
        used_minutes=calendar.between(first.entered_at, end) - _paused(state, first.entered_at, end, calendar),
        due_at=due,
        late_days=late_working_days(end, due, calendar),
    )


def after_pause(due: datetime, pause: Pause, start: datetime, end: datetime, calendar: WorkingCalendar) -> datetime:
    """When a part that lasted from `start` to `end` is due after a pause: later by the working time that the pause took of it."""
    if pause.started_at < start or pause.started_at > end:
        return due
    return shift(due, pause.started_at, min(pause.ended_at or end, end), calendar)


def run_due_at(state: DossierState, run: StepRun, calendar: WorkingCalendar) -> datetime:
    """Until when an open passage should be done: its own budget, moved by the stops of the clock since it began."""
    due = run.due_at
    for pause in state.pauses:
        if pause.ended_at is not None and pause.started_at >= run.entered_at:
            due = shift(due, pause.started_at, pause.ended_at, calendar)
    return due


def _paused(state: DossierState, start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    inside = [pause for pause in state.pauses if start <= pause.started_at <= end]
    return sum(calendar.between(pause.started_at, min(pause.ended_at or end, end)) for pause in inside)


def late_agency(state: DossierState, now: datetime, calendar: WorkingCalendar) -> int:
    """The agency that overran its own budget most, in working days; the one competent for the result where none did."""
    days: dict[int, int] = {}
    for share in shares_of(state, now, calendar):
        days[share.agency] = days.get(share.agency, 0) + share.late_days
    worst = max(days, key=lambda agency: days[agency], default=state.competent_agency)
    return worst if days.get(worst, 0) > days.get(state.competent_agency, 0) else state.competent_agency


def apologising_agency(state: DossierState, now: datetime, calendar: WorkingCalendar, rules: Ruleset) -> int:
    """Who apologises (domain §2.7, 3): the agency competent for the result; or, where the ruleset reads the law so, the one
    agency that was late alone."""
    if rules.apology_by is ApologyBy.RESULT_AGENCY:
        return state.competent_agency
    late = {share.agency for share in shares_of(state, now, calendar) if share.late_days > 0}
    return late.pop() if len(late) == 1 else state.competent_agency


def indicator_is_on_time(state: DossierState, period_end: datetime, rules: Ruleset) -> bool | None:
    """Indicator 2.1 of QĐ 766/QĐ-TTg (domain §5.3, K): None for a dossier that was never received.

    End of processing less the time of answered supplements, against the appointment given at reception (moved only by a legal
    extension). More than one supplement request after reception counts as late whatever the clock says.
    """
    if state.original_due_at is None:
        return None
    asked = [supplement for supplement in state.supplements if supplement.after_reception]
    if len(asked) > 1:
        return False
    end = state.processing_ended_at
    if end is None and asked and asked[0].answered_at is None:
        end = asked[0].requested_at
    end = end or period_end
    for supplement in asked:
        waited_until = supplement.answered_at or state.processing_ended_at
        if waited_until is not None:
            end -= waited_until - supplement.requested_at
    due = state.original_due_at
    if state.extension is not None:
        due += state.extension.due_at - state.extension.previous_due_at
    return end <= due
