"""Who owes what for a dossier at an instant: the duties that stand in people's work lists (domain §2.3, §2.5, §2.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

import msgspec

from motcua.law.calendar import business_date
from motcua.law.dossier.decide.clock import supplement_ends_at
from motcua.law.dossier.decide.context import Context
from motcua.law.dossier.standing import apologising_agency, apology_owed_from, explanations_owed, is_late, judged_at
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import ENDED, Status
from motcua.law.roles import Role


class DutyKind(StrEnum):
    """What is owed."""

    ANSWER_AT_DOOR = "ANSWER_AT_DOOR"
    FORECAST_LATE = "FORECAST_LATE"
    APOLOGISE = "APOLOGISE"
    DELIVER_APOLOGY = "DELIVER_APOLOGY"
    EXPLAIN = "EXPLAIN"
    CONCLUDE_EXPLANATION = "CONCLUDE_EXPLANATION"
    ANSWER_OPINION = "ANSWER_OPINION"
    END_SUPPLEMENT = "END_SUPPLEMENT"
    HAND_OVER = "HAND_OVER"


DUTY_NAMES: dict[DutyKind, str] = {
    DutyKind.ANSWER_AT_DOOR: "Trả lời hồ sơ mới nộp",
    DutyKind.FORECAST_LATE: "Sắp đến hạn: xong trước hạn hoặc xin lỗi và hẹn lại",
    DutyKind.APOLOGISE: "Xin lỗi và hẹn lại ngày trả kết quả",
    DutyKind.DELIVER_APOLOGY: "Gửi thư xin lỗi đến người nộp",
    DutyKind.EXPLAIN: "Giải trình hồ sơ quá hạn với người đứng đầu",
    DutyKind.CONCLUDE_EXPLANATION: "Kết luận bản giải trình",
    DutyKind.ANSWER_OPINION: "Trả lời ý kiến",
    DutyKind.END_SUPPLEMENT: "Dừng hồ sơ đã quá hạn bổ sung",
    DutyKind.HAND_OVER: "Trả kết quả",
}


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One thing somebody owes: the post and agency that owe it, the person where it is a person's, until when."""

    kind: DutyKind
    role: Role
    agency: int
    holder: int | None = None
    due_at: datetime
    overdue: bool


def duties_of(state: DossierState, context: Context) -> tuple[Duty, ...]:
    """Everything owed for this dossier at `context.at`, the most pressing first."""
    found = [*_at_door(state, context), *_late(state, context), *_opinions(state, context), *_results(state, context)]
    return tuple(sorted(found, key=lambda duty: duty.due_at))


def _duty(kind: DutyKind, role: Role, agency: int, due_at: datetime, context: Context, holder: int | None = None) -> Duty:
    return Duty(kind=kind, role=role, agency=agency, holder=holder, due_at=due_at, overdue=context.at > due_at)


def _at_door(state: DossierState, context: Context) -> Iterator[Duty]:
    door = state.receiving_agency
    if state.status is Status.SUBMITTED:
        yield _duty(DutyKind.ANSWER_AT_DOOR, Role.RECEPTION, door, state.answer_due_at, context)
    ends = supplement_ends_at(state, context)
    if ends is not None and context.at > ends:
        yield _duty(DutyKind.END_SUPPLEMENT, Role.RECEPTION, door, ends, context)


def _late(state: DossierState, context: Context) -> Iterator[Duty]:
    if state.legal_due_at is None:
        return
    late = is_late(state, context.at, context.calendar, context.rules)
    yield from _apology(state, context, late=late)
    if late and len(state.explanations) < explanations_owed(state, context.at):
        yield _duty(DutyKind.EXPLAIN, Role.CASE_OFFICER, state.competent_agency, _explain_by(state, context), context, _officer(state))
    for explanation in state.explanations:
        if explanation.conclusion is None:
            until = _working_days_on(explanation.at, context)
            yield _duty(DutyKind.CONCLUDE_EXPLANATION, Role.APPROVER, state.competent_agency, until, context)


def _apology(state: DossierState, context: Context, *, late: bool) -> Iterator[Duty]:
    agency = apologising_agency(state, context.at, context.calendar)
    if state.apology is not None:
        if state.apology.delivered_at is None:
            yield _duty(DutyKind.DELIVER_APOLOGY, Role.RECEPTION, state.receiving_agency, state.apology.at, context)
        return
    owed, due = apology_owed_from(state, context.calendar, context.rules), state.legal_due_at
    if owed is None or due is None or state.status is Status.RESULT_RETURNED:
        return
    until = context.calendar.closes_at(business_date(owed)) or owed
    if late:
        yield _duty(DutyKind.APOLOGISE, Role.APPROVER, agency, until, context)
    elif state.status not in ENDED and state.pause is None and context.at >= owed:
        yield _duty(DutyKind.FORECAST_LATE, Role.CASE_OFFICER, agency, due, context, _officer(state))


def _explain_by(state: DossierState, context: Context) -> datetime:
    """Within so many working days after the date that was missed: the due date, then the apology's appointment."""
    missed = state.legal_due_at
    if state.apology is not None and len(state.explanations) == 1:
        missed = state.apology.appointment_at
    return _working_days_on(missed or judged_at(state, context.at), context)


def _working_days_on(start: datetime, context: Context) -> datetime:
    day = context.calendar.working_day_after(business_date(start), context.rules.explanation_working_days)
    return context.calendar.closes_at(day) or start


def _officer(state: DossierState) -> int | None:
    """The case officer who has it, or had it last."""
    roles = {step.no: step.role for step in state.plan}
    return next((run.holder for run in reversed(state.runs) if roles.get(run.no) is Role.CASE_OFFICER), None)


def _opinions(state: DossierState, context: Context) -> Iterator[Duty]:
    for opinion in state.opinions:
        if opinion.answered_at is None and state.status not in ENDED:
            yield _duty(DutyKind.ANSWER_OPINION, Role.CASE_OFFICER, opinion.agency, opinion.due_at, context)


def _results(state: DossierState, context: Context) -> Iterator[Duty]:
    if state.status is Status.COMPLETED and state.appointment_at is not None:
        yield _duty(DutyKind.HAND_OVER, Role.RECEPTION, state.receiving_agency, state.appointment_at, context)
