"""At the door: submit, receive, refuse (domain §2.1, steps 1-4)."""

from __future__ import annotations

from datetime import datetime

from motcua.law.codes.text import shown
from motcua.law.deadline import due_at, effective_arrival
from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import DossierPaper
from motcua.law.procedure import ProcedureCase, legal_minutes
from motcua.law.process import total_minutes
from motcua.law.refusal import Refusal

MOST_SETS = 99
MOST_COPIES = 999


def submit(state: DossierState | None, command: c.Submit, context: Context) -> Decision:
    """A dossier begins, with papers of the published list only (R2)."""
    if state is not None:
        return refuse("ALREADY_SUBMITTED", when=context.clock(state.submitted_at))
    if command.case_key != context.case.key:
        return refuse("UNKNOWN_CASE", field="case", case=command.case_key)
    if not 1 <= command.sets <= MOST_SETS:
        return refuse("SETS_OUT_OF_RANGE", field="sets", sets=command.sets)
    refusal = refuse_papers(command.papers, context.case)
    return refusal or (
        e.Submitted(
            procedure_version=command.procedure_version,
            case_key=command.case_key,
            channel=command.channel,
            receiving_agency=command.receiving_agency,
            competent_agency=command.competent_agency,
            applicant=command.applicant,
            submitter=command.submitter,
            papers=command.papers,
            sets=command.sets,
            delivery=command.delivery,
            answer_due_at=_answer_due_at(context),
        ),
    )


def _answer_due_at(context: Context) -> datetime:
    """The agency answers within 8 working hours of arrival (Điều 11 Nghị định 45/2020/NĐ-CP)."""
    arrived = effective_arrival(context.at, context.calendar)
    return context.calendar.add(arrived, context.rules.online_answer_hours * 60)


def refuse_papers(papers: tuple[DossierPaper, ...], case: ProcedureCase) -> Refusal | None:
    """The refusal of papers outside the published requirements, given twice or in a number nobody brings; None where all is well (R2)."""
    published = {requirement.key for requirement in case.requirements}
    seen: set[str] = set()
    for paper in papers:
        if paper.key not in published:
            return refuse("PAPER_NOT_PUBLISHED", field="papers", key=shown(paper.key))
        if paper.key in seen:
            return refuse("PAPER_TWICE", field="papers", key=paper.key)
        wrong = next((count for count in (paper.originals, paper.copies) if not 0 <= count <= MOST_COPIES), None)
        if wrong is not None:
            return refuse("PAPER_COUNT", field="papers", most=MOST_COPIES, count=wrong)
        seen.add(paper.key)
    return None


def refuse_missing(papers: tuple[DossierPaper, ...], case: ProcedureCase) -> Refusal | None:
    """Everything that lacks, listed at once (domain §2.3), or None when the dossier is complete."""
    there = {paper.key for paper in papers}
    missing = [r for r in case.requirements if r.required and r.key not in there]
    if not missing:
        return None
    details = tuple(refuse("PAPER_MISSING", field=f"paper:{r.key}", name=r.name) for r in missing)
    return refuse("PAPERS_MISSING", field="papers", details=details, count=len(missing))


def receive(state: DossierState, command: c.Receive, context: Context) -> Decision:
    """The clock starts: the due date is counted once, from the pinned term, and never moved."""
    if not command.plan:
        return refuse("NO_PROCESS")
    refusal = refuse_missing(state.papers, context.case) or _refuse_long_process(command, context)
    if refusal:
        return refusal
    return (
        e.Received(
            code=command.code,
            register_book=command.register_book,
            register_no=command.register_no,
            officer=command.officer,
            plan=command.plan,
            term=context.case.term,
            due_at=due_at(context.at, context.case.term, context.calendar, context.rules),
            step_due_at=context.calendar.add(context.at, command.plan[0].minutes),
            ruleset=context.rules.key,
            calendar=context.calendar.version,
        ),
    )


def _refuse_long_process(command: c.Receive, context: Context) -> Refusal | None:
    legal = legal_minutes(context.case.term)
    total = total_minutes(command.plan)
    if legal is not None and total > legal:
        return refuse("PROCESS_TOO_LONG", minutes=total, legal=legal)
    return None


def refuse_at_door(state: DossierState, command: c.RefuseAtDoor, context: Context) -> Decision:
    """Not a solved dossier: the clock never started (domain §2.2)."""
    return (e.Rejected(reason=command.reason),)
