"""Who owes what for a dossier at an instant: the duties that stand in people's work lists (domain §2.3, §2.5, §2.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from motcua.law.calendar import WorkingCalendar, business_date
from motcua.law.deadline.warning import warnings
from motcua.law.dossier.decide.clock import supplement_ends_at
from motcua.law.dossier.decide.context import Context
from motcua.law.dossier.decide.work import last_case_run
from motcua.law.dossier.standing import (
    apologising_agency,
    apology_owed_from,
    explanations_owed,
    is_late,
    judged_at,
    late_agency,
    run_due_at,
)
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import ENDED, DutyKind, Status, StepRun
from motcua.law.roles import Role

__all__ = ["DUTY_NAMES", "Duty", "DutyKind", "duties_of"]


DUTY_NAMES: dict[DutyKind, str] = {
    DutyKind.ANSWER_AT_DOOR: "Trả lời hồ sơ mới nộp",
    DutyKind.FORECAST_HALF: "Đã dùng quá nửa thời hạn: xem lại tiến độ",
    DutyKind.FORECAST_MOST: "Sắp hết thời hạn: đôn đốc để xong trước hạn",
    DutyKind.FORECAST_LATE: "Sắp đến hạn: xong trước hạn hoặc xin lỗi và hẹn lại",
    DutyKind.APOLOGISE: "Xin lỗi và hẹn lại ngày trả kết quả",
    DutyKind.DELIVER_APOLOGY: "Gửi thư xin lỗi đến người nộp",
    DutyKind.EXPLAIN: "Giải trình hồ sơ quá hạn với người đứng đầu",
    DutyKind.CONCLUDE_EXPLANATION: "Kết luận bản giải trình",
    DutyKind.ANSWER_OPINION: "Trả lời ý kiến",
    DutyKind.DO_BRANCH: "Làm phần việc liên thông",
    DutyKind.END_SUPPLEMENT: "Dừng hồ sơ đã quá hạn bổ sung",
    DutyKind.HAND_OVER: "Trả kết quả",
}


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One thing somebody owes: the post, agency and unit (0: any) that owe it, the person where it is a person's, until when.

    `no` tells opinions and explanations of one dossier apart.
    """

    kind: DutyKind
    role: Role
    agency: int
    unit: int = 0
    holder: int | None = None
    no: int = 0
    due_at: datetime
    overdue: bool


def duties_of(state: DossierState, context: Context) -> tuple[Duty, ...]:
    """Everything owed for this dossier at `context.at`, the most pressing first."""
    found = (duty for owed in _OWED for duty in owed(state, context))
    return tuple(sorted(found, key=lambda duty: duty.due_at))


class _Place(msgspec.Struct, frozen=True):
    """Who owes it."""

    role: Role
    agency: int
    unit: int = 0
    holder: int | None = None


def _duty(kind: DutyKind, by: _Place, due_at: datetime, context: Context, no: int = 0) -> Duty:
    overdue = context.at > due_at
    return Duty(kind=kind, role=by.role, agency=by.agency, unit=by.unit, holder=by.holder, no=no, due_at=due_at, overdue=overdue)


def _counter(state: DossierState) -> _Place:
    return _Place(Role.RECEPTION, state.receiving_agency)


def _at_door(state: DossierState, context: Context) -> Iterator[Duty]:
    if state.status is Status.SUBMITTED:
        yield _duty(DutyKind.ANSWER_AT_DOOR, _counter(state), state.answer_due_at, context)
    ends = supplement_ends_at(state, context)
    if ends is not None and context.at > ends:
        yield _duty(DutyKind.END_SUPPLEMENT, _counter(state), ends, context)


def _late(state: DossierState, context: Context) -> Iterator[Duty]:
    if state.legal_due_at is None:
        return
    late = is_late(state, context.at, context.calendar, context.rules)
    yield from _apology(state, context, late=late)
    if late and len(state.explanations) < explanations_owed(state, context.at):
        yield _duty(
            DutyKind.EXPLAIN, _place_of(state, explaining_run(state, context.at, context.calendar)), _explain_by(state, context), context
        )
    for explanation in state.explanations:
        if explanation.conclusion is None:
            head = _Place(Role.APPROVER, state.competent_agency)
            yield _duty(DutyKind.CONCLUDE_EXPLANATION, head, _working_days_on(explanation.at, context), context, explanation.no)


def _apology(state: DossierState, context: Context, *, late: bool) -> Iterator[Duty]:
    if state.apology is not None:
        if state.apology.delivered_at is None:
            yield _duty(DutyKind.DELIVER_APOLOGY, _counter(state), _close_of_day(state.apology.at, context), context)
        return
    if state.status is Status.RESULT_RETURNED or state.legal_due_at is None:
        return
    if late:
        agency = apologising_agency(state, context.at, context.calendar, context.rules)
        yield _duty(DutyKind.APOLOGISE, _Place(Role.APPROVER, agency), apology_by(state, context), context)
    elif state.status not in ENDED and state.pause is None:
        yield from _forecast(state, state.legal_due_at, context)


def _forecast(state: DossierState, due: datetime, context: Context) -> Iterator[Duty]:
    """At half of the time to who does the step, at most of it to the unit's head, the day before to who does the step again (§8.4)."""
    half, most, eve = forecasts_of(state, context)
    place = _place_of(state, state.run)
    if context.at >= eve:
        yield _duty(DutyKind.FORECAST_LATE, place, due, context)
    elif context.at >= most:
        yield _duty(DutyKind.FORECAST_MOST, _overseer(place), due, context)
    elif context.at >= half:
        yield _duty(DutyKind.FORECAST_HALF, place, due, context)


def forecasts_of(state: DossierState, context: Context) -> tuple[datetime, datetime, datetime]:
    """When a running dossier is forecast for the first, second and last time; what has no day before is told last when most is used."""
    extended = (state.extension.previous_due_at, state.extension.due_at) if state.extension else None
    dates = (state.received_at, state.original_due_at, state.legal_due_at, extended)
    return _forecasts(dates, context.calendar, context.rules.warn_percentages, context.rules.apology_days_before_due)


@lru_cache(maxsize=8192)
def _forecasts(
    dates: tuple[Any, ...], calendar: WorkingCalendar, shares: tuple[int, ...], eve_days: int
) -> tuple[datetime, datetime, datetime]:
    """Kept, because every command asks before and after, and the dates seldom move."""
    received, original, legal, extended = dates
    given = calendar.between(received, original) + (calendar.between(*extended) if extended else 0)
    half, most = warnings(received, legal, calendar, shares, total=given).at_shares
    day_before = calendar.opens_at(calendar.working_day_after(business_date(legal), -eve_days))
    eve = day_before if day_before is not None and day_before >= received else most
    return min(half, eve), min(most, eve), eve


def _overseer(place: _Place) -> _Place:
    """Who looks after the work of a post: the head of the unit, of the centre, or of the agency."""
    role = _OVERSEERS.get(place.role, Role.UNIT_HEAD)
    return _Place(role, place.agency, place.unit if role is Role.UNIT_HEAD else 0)


_OVERSEERS = {Role.RECEPTION: Role.CENTRE_LEADER, Role.CLERK: Role.APPROVER, Role.APPROVER: Role.APPROVER, Role.UNIT_HEAD: Role.APPROVER}


def apology_by(state: DossierState, context: Context) -> datetime:
    """When the apology of a received dossier must be out: closing time of the working day before the due day (khoản 9 Điều 19)."""
    owed = apology_owed_from(state, context.calendar, context.rules) or context.at
    return context.calendar.closes_at(business_date(owed)) or owed


def _place_of(state: DossierState, run: StepRun | None) -> _Place:
    """The post that does, or did, a passage; the competent agency's case officers where there was none."""
    run = run or state.run
    step = state.planned(run.no) if run else None
    if run is None or step is None:
        return _Place(Role.CASE_OFFICER, state.competent_agency)
    return _Place(step.role, run.agency, run.unit, run.holder)


def explaining_run(state: DossierState, now: datetime, calendar: WorkingCalendar) -> StepRun | None:
    """The passage whose people explain: the last case officer's, in an interlinked dossier the late agency's last (Annex A, 15)."""
    if all(run.agency == state.competent_agency for run in state.runs):
        return last_case_run(state)
    late = late_agency(state, now, calendar)
    own = [run for run in state.runs if run.agency == late]
    examined = [run for run in own if (step := state.planned(run.no)) and step.role is Role.CASE_OFFICER]
    return next(reversed(examined or own), None) or last_case_run(state)


def _branches(state: DossierState, context: Context) -> Iterator[Duty]:
    """Each open branch is owed by the post that does it, by its own time; the clock's stops move that time, too."""
    if state.status in ENDED or state.pause is not None:
        return
    for run in state.open_runs:
        if state.is_branch(run.no):
            yield _duty(DutyKind.DO_BRANCH, _place_of(state, run), run_due_at(state, run, context.calendar), context, run.no)


def _explain_by(state: DossierState, context: Context) -> datetime:
    """Within so many working days after the date that was missed: the due date, then the apology's appointment."""
    missed = state.legal_due_at
    if state.apology is not None and len(state.explanations) == 1:
        missed = state.appointment_at
    return _working_days_on(missed or judged_at(state, context.at), context)


def _working_days_on(start: datetime, context: Context) -> datetime:
    day = context.calendar.working_day_after(business_date(start), context.rules.explanation_working_days)
    return context.calendar.closes_at(day) or start


def _close_of_day(at: datetime, context: Context) -> datetime:
    """Closing time of the day, or of the next working day where the office has closed already."""
    today = context.calendar.closes_at(business_date(at))
    if today is not None and at < today:
        return today
    return context.calendar.closes_at(context.calendar.working_day_after(business_date(at), 1)) or at


def _opinions(state: DossierState, context: Context) -> Iterator[Duty]:
    for opinion in state.opinions:
        if opinion.answered_at is None and state.status not in ENDED:
            asked = _Place(Role.CASE_OFFICER, opinion.agency, opinion.unit)
            yield _duty(DutyKind.ANSWER_OPINION, asked, opinion.due_at, context, opinion.no)


def _results(state: DossierState, context: Context) -> Iterator[Duty]:
    if state.status is Status.COMPLETED and state.appointment_at is not None:
        yield _duty(DutyKind.HAND_OVER, _counter(state), state.appointment_at, context)


_OWED: tuple[Callable[[DossierState, Context], Iterator[Duty]], ...] = (_at_door, _late, _opinions, _branches, _results)
