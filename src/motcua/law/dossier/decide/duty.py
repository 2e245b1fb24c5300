"""Late, and what is owed then: extension before expiry, apology, explanation and its conclusion (domain §2.6, §2.7).

None of these heals lateness: only the extension, given in time and on a legal basis, moves what decides it.
"""

from __future__ import annotations

from datetime import datetime

from motcua.law.calendar import business_date
from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.standing import apologising_agency, explanations_owed, is_late
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import BY_HAND, DutyKind
from motcua.law.refusal import Refusal

LONGEST_EXTENSION = 250


def extend(state: DossierState, command: c.Extend, context: Context) -> Decision:
    """The due date moves by whole working days, once, before it passed, on a named legal basis."""
    due = state.legal_due_at
    if due is None or context.at > due:
        return refuse("EXTENSION_TOO_LATE", due=context.clock(due) if due else "")
    if state.extension is not None:
        return refuse("EXTENSION_TWICE", when=context.clock(state.extension.at))
    if not command.basis.strip():
        return refuse("EXTENSION_BASIS", field="basis")
    if not 1 <= command.working_days <= LONGEST_EXTENSION:
        return refuse("EXTENSION_LENGTH", field="working_days", days=command.working_days, most=LONGEST_EXTENSION)
    moved = context.calendar.add(due, command.working_days * context.rules.hours_per_day * 60)
    return (e.TermExtended(basis=command.basis.strip(), previous_due_at=due, due_at=moved),)


def apologise(state: DossierState, command: c.Apologise, context: Context) -> Decision:
    """Once, by the agency that owes it, with a new appointment on a working day to come; what is counted stays."""
    refusal = _refuse_apology(state, command, context)
    if refusal:
        return refusal
    assert state.appointment_at is not None
    return (
        e.Apologised(
            agency=command.agency,
            reason=command.reason,
            previous_appointment_at=state.appointment_at,
            appointment_at=command.appointment_at,
        ),
    )


def _refuse_apology(state: DossierState, command: c.Apologise, context: Context) -> Refusal | None:
    if state.received_at is None:
        return refuse("NOT_RECEIVED")
    if state.apology is not None:
        return refuse("APOLOGY_TWICE", when=context.clock(state.apology.at))
    if state.processing_ended_at is not None and not is_late(state, context.at, context.calendar, context.rules):
        return refuse("APOLOGY_NOT_OWED")
    if command.agency != apologising_agency(state, context.at, context.calendar, context.rules):
        return refuse("APOLOGY_BY_ANOTHER", field="agency")
    chosen = command.appointment_at
    if chosen <= max(context.at, state.legal_due_at or context.at):
        return refuse("APPOINTMENT_PASSED", field="appointment_at")
    if not context.calendar.is_working_day(business_date(chosen)):
        return refuse("APPOINTMENT_DAY_OFF", field="appointment_at", day=f"{business_date(chosen):%d/%m/%Y}")
    return None


def record_apology_delivery(state: DossierState, command: c.RecordApologyDelivery, context: Context) -> Decision:
    """Evidence that the letter reached the applicant; the first record stays."""
    if state.apology is None:
        return refuse("NO_APOLOGY")
    if state.apology.delivered_at is not None:
        return ()
    return (e.ApologyDelivered(channel=command.channel),)


def explain(state: DossierState, command: c.Explain, context: Context) -> Decision:
    """Owed for every late dossier; again when the new appointment, too, has passed (domain §2.7, 4)."""
    if not is_late(state, context.at, context.calendar, context.rules):
        return refuse("NOT_LATE")
    if len(state.explanations) >= explanations_owed(state, context.at):
        return refuse("EXPLAINED", when=context.clock(state.explanations[-1].at))
    return (e.Explained(no=len(state.explanations) + 1, cause=command.cause, words=command.words),)


def conclude_explanation(state: DossierState, command: c.ConcludeExplanation, context: Context) -> Decision:
    """The head concludes on another person's explanation, once each."""
    explanation = next((x for x in state.explanations if x.no == command.no), None)
    if explanation is None or explanation.conclusion is not None:
        return refuse("NO_SUCH_EXPLANATION", no=command.no)
    if explanation.by == context.by:
        return refuse("OWN_EXPLANATION")
    return (e.ExplanationConcluded(no=command.no, conclusion=command.conclusion, remark=command.remark),)


def remind(state: DossierState, command: c.RemindDuty, context: Context) -> Decision:
    """What is overdue comes before the next head, once at each level; by hand, once a day. Said again it changes nothing."""
    if context.at <= command.due_at:
        return refuse("DUTY_NOT_OVERDUE", due=context.clock(command.due_at))
    same = [one for one in state.reminders if (one.kind, one.no, one.due_at, one.level) == _reminded(command)]
    today = business_date(context.at)
    if any(command.level != BY_HAND or business_date(one.at) == today for one in same):
        return ()
    reminded = e.DutyReminded(
        kind=command.kind, no=command.no, due_at=command.due_at, level=command.level, role=command.role, agency=command.agency
    )
    return (reminded,)


def _reminded(command: c.RemindDuty) -> tuple[DutyKind, int, datetime, int]:
    return command.kind, command.no, command.due_at, command.level
