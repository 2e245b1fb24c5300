"""How a dossier ends: completed, handed over, withdrawn, stopped, returned; and opened again (domain §2.8)."""

from __future__ import annotations

from datetime import datetime

from motcua.law.deadline import shift
from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.decide.work import enter, last_case_run
from motcua.law.dossier.passages import left_undone
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Status
from motcua.law.roles import Role


def complete(state: DossierState, command: c.Complete, context: Context) -> Decision:
    """The end of processing, which decides early, on time or late. Nothing of the process may be left undone."""
    run = state.run
    undone = left_undone(state.plan, state.runs, run.no) if run else ()
    if undone:
        return refuse("STEPS_LEFT", step=undone[0].name)
    signs = any(step.role is Role.APPROVER for step in state.plan)
    if signs and state.status is not Status.NUMBERED:
        return refuse("NUMBER_MISSING", field="number")
    if not signs and not state.examinations:
        return refuse("NOT_EXAMINED", field="examination")
    return (e.Completed(),)


def hand_over(state: DossierState, command: c.HandOver, context: Context) -> Decision:
    """To the applicant or who acts for them; collecting late makes nobody late (domain §2.6)."""
    return (e.HandedOver(receiver=command.receiver, method=command.method),)


def withdraw(state: DossierState, command: c.Withdraw, context: Context) -> Decision:
    """Only by the applicant's own confirmation."""
    if not command.confirmed_by_applicant:
        return refuse("NOT_CONFIRMED", field="confirmed_by_applicant")
    confirmed = e.Withdrawn(reason=command.reason, cause=command.cause, confirmation=command.confirmation, evidence=command.evidence)
    return (confirmed,)


def stop(state: DossierState, command: c.Stop, context: Context) -> Decision:
    """By the agency, while no result decision exists."""
    return (e.Stopped(reason=command.reason),)


def return_not_eligible(state: DossierState, command: c.ReturnNotEligible, context: Context) -> Decision:
    """Refusal on the merits, in writing."""
    return (e.NotEligible(reason=command.reason),)


def reopen(state: DossierState, command: c.Reopen, context: Context) -> Decision:
    """Work goes on in the last step, or with the case officer where it was signed already; what was counted stays counted."""
    if not state.runs:
        return refuse("NO_PROCESS")
    reopened = e.Reopened(reason=command.reason, status=Status.APPRAISING, due_at=_given_back(state, context))
    last = state.planned(state.runs[-1].no)
    examined = last_case_run(state)
    goes_on = last is None or (last.role not in (Role.APPROVER, Role.CLERK) and not state.is_branch(last.no))
    if goes_on or examined is None:
        return (reopened,)
    step = state.planned(examined.no)
    assert step is not None
    return (reopened, enter(state, step, examined.holder, Status.APPRAISING, context))


def _given_back(state: DossierState, context: Context) -> datetime | None:
    """The due date of a dossier that ended while its clock stood still, moved by that stop; None where nothing moves."""
    last = state.pauses[-1] if state.pauses else None
    if last is None or last.ended_at is None or last.ended_at != state.processing_ended_at or state.legal_due_at is None:
        return None
    return shift(state.legal_due_at, last.started_at, last.ended_at, context.calendar)
