"""What stops and moves the clock: supplement and the other listed pauses (domain §2.3, §2.4)."""

from __future__ import annotations

from datetime import datetime

from motcua.law.calendar import business_date
from motcua.law.codes.text import shown
from motcua.law.deadline import due_at, shift
from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.decide.intake import refuse_papers
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import PaperStatus, PauseReason, Status, Supplement
from motcua.law.procedure import ClockOnSupplement, Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.sentence import listed


def request_supplement(state: DossierState, command: c.RequestSupplement, context: Context) -> Decision:
    """Everything at once, from the published list only; a second time needs an override with its legal basis."""
    refusal = _refuse_supplement(state, command, context)
    if refusal:
        return refusal
    after = state.received_at is not None
    asked = e.SupplementRequested(
        requirements=command.requirements,
        request=command.request,
        after_reception=after,
        override_basis=command.override_basis,
        data_demands=command.data_demands,
    )
    if not after:
        return (asked,)
    return (asked, e.ClockPaused(reason=PauseReason.SUPPLEMENT, evidence=command.request.hash))


def _refuse_supplement(state: DossierState, command: c.RequestSupplement, context: Context) -> Refusal | None:
    if not command.requirements:
        return refuse("SUPPLEMENT_EMPTY", field="requirements")
    refusal = _refuse_demand(command, context)
    if refusal:
        return refusal
    after = state.received_at is not None
    earlier = [s for s in state.supplements if s.after_reception == after]
    if earlier and len(state.supplements) >= context.rules.supplements_in_total:
        return refuse("SUPPLEMENT_CEILING", count=context.rules.supplements_in_total)
    once = context.rules.supplements_after_acceptance if after else 1
    if len(earlier) >= once and not command.override_basis.strip():
        return refuse("SUPPLEMENT_TWICE", field="override_basis", when=f"{business_date(earlier[0].requested_at):%d/%m/%Y}")
    return None


def _refuse_demand(command: c.RequestSupplement, context: Context) -> Refusal | None:
    """Only what is published, and nothing that a database or the e-archive holds unless it failed or is wrong (domain §4.7)."""
    archived = {paper.key: paper.source for paper in command.in_archive}
    published = {requirement.key: requirement for requirement in context.case.requirements}
    excepted = {demand.key for demand in command.data_demands}
    for key in command.requirements:
        requirement = published.get(key)
        if requirement is None:
            return refuse("PAPER_NOT_PUBLISHED", field="requirements", key=shown(key))
        if requirement.replaced_by_data and key not in excepted:
            return refuse("ALREADY_IN_DATABASE", field="requirements", name=requirement.name, source=requirement.replaced_by_data)
        if key in archived and key not in excepted:
            return refuse("ALREADY_IN_ARCHIVE", field="requirements", name=requirement.name, source=archived[key])
    return None


def answer_supplement(state: DossierState, command: c.AnswerSupplement, context: Context) -> Decision:
    """Before reception the dossier waits at the door again; after it the clock resumes or restarts, as the procedure says."""
    asked = state.supplements[-1]
    refusal = refuse_papers(command.papers, context.case) or _refuse_part(state, command, asked, context)
    if refusal:
        return refusal
    answered = e.SupplementAnswered(papers=command.papers, status=asked.resume_status)
    if not asked.after_reception:
        return (answered,)
    return (answered, _resumed(state, asked.resume_status, context))


def reuse_paper(state: DossierState, command: c.ReusePaper, context: Context) -> Decision:
    """Once, for a published requirement that an earlier result may answer, with a link to that result (domain §15, 22)."""
    requirement = next((r for r in context.case.requirements if r.key == command.paper.key), None)
    if requirement is None:
        return refuse("PAPER_NOT_PUBLISHED", field="paper", key=shown(command.paper.key))
    if not requirement.reuse_result_of:
        return refuse("NOT_REUSABLE", field="paper", name=requirement.name)
    if any(one.key == command.paper.key and one.status is PaperStatus.REUSED for one in state.papers):
        return refuse("REUSED_ALREADY", field="paper", name=requirement.name)
    return (e.PaperReused(paper=command.paper),)


def _refuse_part(state: DossierState, command: c.AnswerSupplement, asked: Supplement, context: Context) -> Refusal | None:
    """The time runs from the whole supplement on; what was asked for is there or is named (domain §2.3)."""
    there = {paper.key for paper in command.papers} | {paper.key for paper in state.papers if paper.status is PaperStatus.REUSED}
    lacking = [r.name for r in context.case.requirements if r.key in asked.requirements and r.key not in there]
    return refuse("SUPPLEMENT_NOT_WHOLE", field="papers", names=listed(lacking, is_quoted=True)) if lacking else None


def _resumed(state: DossierState, status: Status, context: Context) -> e.ClockResumed:
    """The whole term begins anew only where the supplement was asked for in time: what was late already stays late (§15, trap 8)."""
    assert state.legal_due_at is not None
    assert state.pause is not None
    assert state.term is not None
    restart = context.case.clock_on_supplement is ClockOnSupplement.RESTART and state.pause.started_at <= state.legal_due_at
    if restart and state.pause.reason is PauseReason.SUPPLEMENT:
        moved = due_at(context.at, state.term, context.calendar, context.rules)
    else:
        moved = shift(state.legal_due_at, state.pause.started_at, context.at, context.calendar)
    promised = _promised(state, state.pause.started_at, context)
    appointment = max(promised, moved) if promised else None
    return e.ClockResumed(previous_due_at=state.legal_due_at, due_at=moved, status=status, appointment_at=appointment)


def _promised(state: DossierState, stopped_at: datetime, context: Context) -> datetime | None:
    """The day that an apology promised, moved by the part of the stop that came after the promise; None without an apology."""
    if state.apology is None or state.appointment_at is None:
        return None
    return shift(state.appointment_at, max(stopped_at, state.apology.at), context.at, context.calendar)


def supplement_ends_at(state: DossierState, context: Context) -> datetime | None:
    """When the window of the open supplement request closes: at closing time of its last calendar day, rolled to a working day."""
    if state.status is not Status.SUPPLEMENT_REQUESTED:
        return None
    window = Term(context.case.supplement_window_days, TermUnit.CALENDAR_DAYS)
    return due_at(state.supplements[-1].requested_at, window, context.calendar, context.rules)


def expire_supplement(state: DossierState, command: c.ExpireSupplement, context: Context) -> Decision:
    """The dossier stops when its window is over and nobody came; not a minute before."""
    ends = supplement_ends_at(state, context)
    if ends is None or context.at <= ends:
        return refuse("WINDOW_OPEN", until=context.clock(ends) if ends else "")
    return (e.Stopped(reason=command.reason),)


def pause(state: DossierState, command: c.PauseClock, context: Context) -> Decision:
    """Only for the listed reasons and only on a paper; waiting for opinions, people or machines is no reason."""
    if command.reason is PauseReason.SUPPLEMENT:
        return refuse("NOT_A_PAUSE", field="reason")
    if command.reason is PauseReason.FINANCIAL_OBLIGATION and not context.money_stops_clock:
        return refuse("MONEY_RUNS_ON", field="reason")
    if not command.evidence.strip():
        return refuse("EVIDENCE_MISSING", field="evidence")
    return (e.ClockPaused(reason=command.reason, evidence=command.evidence.strip()),)


def resume(state: DossierState, command: c.ResumeClock, context: Context) -> Decision:
    """The due date moves by exactly the working time the pause took."""
    if state.pause is None:
        return refuse("CLOCK_NOT_PAUSED")
    status = Status.APPRAISING if state.status is Status.AWAITING_PAYMENT else state.status
    return (_resumed(state, status, context),)
