"""State after one more event. Never refuses, never decides: what happened, happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from motcua.law.dossier import events as e
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import (
    BY_HAND,
    Apology,
    Correction,
    DossierPaper,
    Examination,
    Explanation,
    Extension,
    Opinion,
    PaperStatus,
    Pause,
    PauseReason,
    Reminder,
    Result,
    Slip,
    Status,
    StepRun,
    Supplement,
    Withdrawal,
)

Stamped = tuple[e.Event, datetime, str]


def evolve(state: DossierState | None, event: e.Event, at: datetime, by: str) -> DossierState:
    """Fold one event that happened at `at`, done by `by` (journal name of the actor)."""
    if state is None:
        assert isinstance(event, e.Submitted), "a dossier begins with Submitted"
        return _submitted(event, at)
    changed = _FOLDS[type(event)](state, event, at, by)
    return replace(state, seq=state.seq + 1, last_at=at, **changed)


def fold(events: Iterable[Stamped]) -> DossierState | None:
    """The state after all `events`, or None when there are none."""
    state: DossierState | None = None
    for event, at, by in events:
        state = evolve(state, event, at, by)
    return state


Changes = dict[str, Any]


def _submitted(event: e.Submitted, at: datetime) -> DossierState:
    return DossierState(
        status=Status.SUBMITTED,
        seq=1,
        last_at=at,
        procedure_version=event.procedure_version,
        case_key=event.case_key,
        channel=event.channel,
        delivery=event.delivery,
        receiving_agency=event.receiving_agency,
        competent_agency=event.competent_agency,
        applicant=event.applicant,
        submitter=event.submitter,
        submitted_at=at,
        answer_due_at=event.answer_due_at,
        papers=event.papers,
        sets=event.sets,
    )


def _received(state: DossierState, event: e.Received, at: datetime, by: str) -> Changes:
    first = event.plan[0]
    run = StepRun(
        no=first.no,
        agency=first.agency,
        unit=first.unit,
        holder=event.officer,
        entered_at=at,
        due_at=event.step_due_at,
    )
    return {
        "status": Status.RECEIVED,
        "code": event.code,
        "register_book": event.register_book,
        "register_no": event.register_no,
        "received_at": at,
        "received_by": by,
        "term": event.term,
        "ruleset": event.ruleset,
        "calendar": event.calendar,
        "original_due_at": event.due_at,
        "legal_due_at": event.due_at,
        "appointment_at": event.due_at,
        "plan": event.plan,
        "runs": (run,),
    }


def _rejected(state: DossierState, event: e.Rejected, at: datetime, by: str) -> Changes:
    return {"status": Status.REJECTED, "end_reason": event.reason}


def _leave(state: DossierState, at: datetime, no: int = 0, outcome: str = "") -> tuple[StepRun, ...]:
    """Every open passage left, or only that through step `no`."""
    return tuple(run if run.left_at or no not in {0, run.no} else replace(run, left_at=at, outcome=outcome) for run in state.runs)


def _step_entered(state: DossierState, event: e.StepEntered, at: datetime, by: str) -> Changes:
    run = StepRun(
        no=event.no,
        agency=event.agency,
        unit=event.unit,
        holder=event.holder,
        entered_at=at,
        due_at=event.due_at,
    )
    return {"status": event.status, "runs": (*_leave(state, at, event.leaving, event.outcome), run)}


def _step_left(state: DossierState, event: e.StepLeft, at: datetime, by: str) -> Changes:
    return {"runs": _leave(state, at, event.no, event.outcome)}


def _assigned(state: DossierState, event: e.Assigned, at: datetime, by: str) -> Changes:
    runs = tuple(run if run.left_at or event.no not in {0, run.no} else replace(run, holder=event.holder) for run in state.runs)
    return {"status": event.status, "runs": runs}


def _examined(state: DossierState, event: e.Examined, at: datetime, by: str) -> Changes:
    examination = Examination(conclusion=event.conclusion, note=event.note, by=by, at=at, step=event.step)
    status = Status.CONSULTING if state.status is Status.CONSULTING else Status.APPRAISING
    return {"status": status, "examinations": (*state.examinations, examination)}


def _drafted(state: DossierState, event: e.ResultDrafted, at: datetime, by: str) -> Changes:
    return {"result": Result(draft=event.draft, drafted_by=by)}


def _returned_for_rework(state: DossierState, event: e.ReturnedForRework, at: datetime, by: str) -> Changes:
    return {}


def _approved(state: DossierState, event: e.Approved, at: datetime, by: str) -> Changes:
    assert state.result is not None
    return {"status": Status.SIGNED, "result": replace(state.result, approved_by=by, approved_at=at)}


def _numbered(state: DossierState, event: e.Numbered, at: datetime, by: str) -> Changes:
    assert state.result is not None
    result = replace(state.result, number=event.number, numbered_by=by, numbered_at=at, file=event.file)
    return {"status": Status.NUMBERED, "result": result}


def _completed(state: DossierState, event: e.Completed, at: datetime, by: str) -> Changes:
    return {"status": Status.COMPLETED, "processing_ended_at": at, "runs": _leave(state, at)}


def _handed_over(state: DossierState, event: e.HandedOver, at: datetime, by: str) -> Changes:
    return {"status": Status.RESULT_RETURNED, "returned_at": at, "returned_to": event.receiver, "delivery": event.method}


def _supplement_requested(state: DossierState, event: e.SupplementRequested, at: datetime, by: str) -> Changes:
    supplement = Supplement(
        requirements=event.requirements,
        request=event.request,
        requested_at=at,
        after_reception=event.after_reception,
        resume_status=state.status,
        override_basis=event.override_basis,
        data_demands=event.data_demands,
    )
    return {"status": Status.SUPPLEMENT_REQUESTED, "supplements": (*state.supplements, supplement)}


def _supplement_answered(state: DossierState, event: e.SupplementAnswered, at: datetime, by: str) -> Changes:
    *before, last = state.supplements
    fresh = {paper.key for paper in event.papers}
    papers = (*(paper for paper in state.papers if paper.key not in fresh), *event.papers)
    return {"status": event.status, "papers": papers, "supplements": (*before, replace(last, answered_at=at))}


def _paper_reused(state: DossierState, event: e.PaperReused, at: datetime, by: str) -> Changes:
    paper = DossierPaper(key=event.paper.key, status=PaperStatus.REUSED, source=event.paper.source)
    return {"papers": (*(one for one in state.papers if one.key != paper.key), paper)}


def _clock_paused(state: DossierState, event: e.ClockPaused, at: datetime, by: str) -> Changes:
    pause = Pause(reason=event.reason, started_at=at, by=by, evidence=event.evidence)
    status = Status.AWAITING_PAYMENT if event.reason is PauseReason.FINANCIAL_OBLIGATION else state.status
    return {"status": status, "pauses": (*state.pauses, pause)}


def _clock_resumed(state: DossierState, event: e.ClockResumed, at: datetime, by: str) -> Changes:
    *before, last = state.pauses
    return {
        "status": event.status,
        "pauses": (*before, replace(last, ended_at=at)),
        "legal_due_at": event.due_at,
        "appointment_at": event.appointment_at or event.due_at,
    }


def _opinion_asked(state: DossierState, event: e.OpinionAsked, at: datetime, by: str) -> Changes:
    opinion = Opinion(no=event.no, agency=event.agency, unit=event.unit, question=event.question, asked_at=at, due_at=event.due_at)
    return {"status": Status.CONSULTING, "opinions": (*state.opinions, opinion)}


def _opinion_answered(state: DossierState, event: e.OpinionAnswered, at: datetime, by: str) -> Changes:
    answered = {"answer": event.answer, "answered_at": at, "files": event.files}
    opinions = tuple(replace(opinion, **answered) if opinion.no == event.no else opinion for opinion in state.opinions)
    return {"status": event.status, "opinions": opinions}


def _opinion_reminded(state: DossierState, event: e.OpinionReminded, at: datetime, by: str) -> Changes:
    return {"opinions": tuple(replace(x, reminded_at=(*x.reminded_at, at)) if x.no == event.no else x for x in state.opinions)}


def _withdrawn(state: DossierState, event: e.Withdrawn, at: datetime, by: str) -> Changes:
    ended = _ended(Status.WITHDRAWN)(state, event, at, by)
    if event.confirmation is None or event.evidence is None:
        return ended
    return ended | {"withdrawal": Withdrawal(cause=event.cause, confirmation=event.confirmation, evidence=event.evidence)}


def _ended(status: Status) -> Callable[[DossierState, Any, datetime, str], Changes]:
    def fold_end(state: DossierState, event: Any, at: datetime, by: str) -> Changes:
        pauses = tuple(pause if pause.ended_at else replace(pause, ended_at=at) for pause in state.pauses)
        ended = at if state.received_at else None
        return {
            "status": status,
            "end_reason": event.reason,
            "processing_ended_at": ended,
            "runs": _leave(state, at),
            "pauses": pauses,
        }

    return fold_end


def _reopened(state: DossierState, event: e.Reopened, at: datetime, by: str) -> Changes:
    last = state.runs[-1]
    run = replace(last, entered_at=at, left_at=None)
    moved = {} if event.due_at is None else {"legal_due_at": event.due_at, "appointment_at": _told(state, event.due_at)}
    return moved | {
        "status": event.status,
        "reopened": state.reopened + 1,
        "processing_ended_at": None,
        "returned_at": None,
        "returned_to": None,
        "end_reason": None,
        "runs": (*state.runs, run),
    }


def _extended(state: DossierState, event: e.TermExtended, at: datetime, by: str) -> Changes:
    extension = Extension(at=at, by=by, basis=event.basis, previous_due_at=event.previous_due_at, due_at=event.due_at)
    return {"extension": extension, "legal_due_at": event.due_at, "appointment_at": _told(state, event.due_at)}


def _told(state: DossierState, due: datetime) -> datetime:
    """The appointment after the due date moved: the later day that an apology promised stays promised."""
    return max(due, state.apology.appointment_at) if state.apology else due


def _apologised(state: DossierState, event: e.Apologised, at: datetime, by: str) -> Changes:
    apology = Apology(
        at=at,
        by=by,
        agency=event.agency,
        reason=event.reason,
        previous_appointment_at=event.previous_appointment_at,
        appointment_at=event.appointment_at,
    )
    return {"apology": apology, "appointment_at": event.appointment_at}


def _apology_delivered(state: DossierState, event: e.ApologyDelivered, at: datetime, by: str) -> Changes:
    assert state.apology is not None
    return {"apology": replace(state.apology, channel=event.channel, delivered_at=at)}


def _explained(state: DossierState, event: e.Explained, at: datetime, by: str) -> Changes:
    explanation = Explanation(no=event.no, at=at, by=by, cause=event.cause, words=event.words)
    return {"explanations": (*state.explanations, explanation)}


def _explanation_concluded(state: DossierState, event: e.ExplanationConcluded, at: datetime, by: str) -> Changes:
    concluded = {"conclusion": event.conclusion, "concluded_by": by, "concluded_at": at, "remark": event.remark}
    return {"explanations": tuple(replace(x, **concluded) if x.no == event.no else x for x in state.explanations)}


def _duty_reminded(state: DossierState, event: e.DutyReminded, at: datetime, by: str) -> Changes:
    reminder = Reminder(
        kind=event.kind,
        no=event.no,
        due_at=event.due_at,
        level=event.level,
        role=event.role,
        agency=event.agency,
        at=at,
        by=by if event.level == BY_HAND else UNSET,
    )
    return {"reminders": (*state.reminders, reminder)}


def _correction_requested(state: DossierState, event: e.CorrectionRequested, at: datetime, by: str) -> Changes:
    correction = Correction(no=event.no, field=event.field, words=event.words, paper=event.paper, by=by, at=at)
    return {"corrections": (*state.corrections, correction)}


def _correction_approved(state: DossierState, event: e.CorrectionApproved, at: datetime, by: str) -> Changes:
    changes = _decided(state, event.no, at, by, approved=True)
    paper = next(one.paper for one in state.corrections if one.no == event.no)
    if paper is not None:
        changes["papers"] = (*(one for one in state.papers if one.key != paper.key), paper)
    if event.applicant is not None:
        changes["applicant"] = event.applicant
    return changes


def _correction_rejected(state: DossierState, event: e.CorrectionRejected, at: datetime, by: str) -> Changes:
    return _decided(state, event.no, at, by, approved=False, remark=event.reason)


def _decided(state: DossierState, no: int, at: datetime, by: str, **decision: Any) -> Changes:
    decided = {"decided_by": by, "decided_at": at, **decision}
    return {"corrections": tuple(replace(one, **decided) if one.no == no else one for one in state.corrections)}


def _slip_issued(state: DossierState, event: e.SlipIssued, at: datetime, by: str) -> Changes:
    slip = Slip(
        no=event.no,
        form=event.form,
        form_set=event.form_set,
        number=event.number,
        content=event.content,
        issued_at=at,
        agency=event.agency,
        occasion=event.occasion,
    )
    return {"slips": (*state.slips, slip)}


def _slip_file(state: DossierState, event: e.SlipFileRecorded, at: datetime, by: str) -> Changes:
    slips = tuple(replace(slip, file=event.file) if slip.no == event.no else slip for slip in state.slips)
    return {"slips": slips}


def _slip_voided(state: DossierState, event: e.SlipVoided, at: datetime, by: str) -> Changes:
    void = {"voided_at": at, "voided_by": by, "void_reason": event.reason}
    return {"slips": tuple(replace(slip, **void) if slip.no == event.no else slip for slip in state.slips)}


_FOLDS: dict[type[e.Event], Callable[[DossierState, Any, datetime, str], Changes]] = {
    e.Received: _received,
    e.Rejected: _rejected,
    e.StepEntered: _step_entered,
    e.StepLeft: _step_left,
    e.Assigned: _assigned,
    e.Examined: _examined,
    e.ResultDrafted: _drafted,
    e.ReturnedForRework: _returned_for_rework,
    e.Approved: _approved,
    e.Numbered: _numbered,
    e.Completed: _completed,
    e.HandedOver: _handed_over,
    e.SupplementRequested: _supplement_requested,
    e.SupplementAnswered: _supplement_answered,
    e.PaperReused: _paper_reused,
    e.ClockPaused: _clock_paused,
    e.ClockResumed: _clock_resumed,
    e.OpinionAsked: _opinion_asked,
    e.OpinionAnswered: _opinion_answered,
    e.OpinionReminded: _opinion_reminded,
    e.Withdrawn: _withdrawn,
    e.Stopped: _ended(Status.STOPPED),
    e.NotEligible: _ended(Status.RETURNED_NOT_ELIGIBLE),
    e.Reopened: _reopened,
    e.TermExtended: _extended,
    e.Apologised: _apologised,
    e.ApologyDelivered: _apology_delivered,
    e.Explained: _explained,
    e.ExplanationConcluded: _explanation_concluded,
    e.DutyReminded: _duty_reminded,
    e.CorrectionRequested: _correction_requested,
    e.CorrectionApproved: _correction_approved,
    e.CorrectionRejected: _correction_rejected,
    e.SlipIssued: _slip_issued,
    e.SlipFileRecorded: _slip_file,
    e.SlipVoided: _slip_voided,
}
