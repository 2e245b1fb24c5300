"""What may come next for a dossier, the usual act first. Pages offer these; `decide` still has the last word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from motcua.law.dossier import commands as c
from motcua.law.dossier.decide.work import examinations_in
from motcua.law.dossier.duties import Duty
from motcua.law.dossier.passages import following, left_undone
from motcua.law.dossier.standing import explanations_owed, judged_at
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.transitions import TRANSITIONS, WHILE_PAUSED
from motcua.law.dossier.values import DutyKind, PlannedStep, Status, StepRun
from motcua.law.dossier.watch import overdue
from motcua.law.roles import Role

Acts = tuple[type[c.Command], ...]


def next_acts(state: DossierState, step: int = 0) -> Acts:
    """The acts that lead the dossier on from where it is, in the order in which people usually do them.

    With parallel branches those of the branch in step `step` (0: of the first).
    """
    if state.pause is not None and state.status is not Status.SUPPLEMENT_REQUESTED:
        return (c.ResumeClock,)
    fixed = _BY_STATUS.get(state.status)
    acts = fixed if fixed is not None else _in_step(state, state.open_run(step) or state.run)
    return tuple(act for act in acts if state.status in TRANSITIONS[act].sources and _runs(state, act))


def _runs(state: DossierState, act: type[c.Command]) -> bool:
    return state.pause is None or act in WHILE_PAUSED


_BY_STATUS: dict[Status, Acts] = {
    Status.SUBMITTED: (c.Receive, c.RefuseAtDoor),
    Status.SUPPLEMENT_REQUESTED: (c.AnswerSupplement,),
    Status.COMPLETED: (c.HandOver,),
    Status.SUBMITTED_FOR_SIGNATURE: (c.Approve, c.ReturnForRework),
    Status.SIGNED: (c.Issue,),
    Status.NUMBERED: (c.Complete,),
}


def _in_step(state: DossierState, run: StepRun | None) -> Acts:
    step = state.planned(run.no) if run else None
    if step is None or run is None:
        return ()
    leave = _leaving(state, step)
    if step.role is not Role.CASE_OFFICER:
        return (leave,)
    if run.holder is None:
        return (c.Assign,)
    leave = c.Forward if leave is c.Assign else leave
    examined = any(examination.at >= run.entered_at for examination in examinations_in(state, run))
    return (leave, c.RecordExamination, c.Assign) if examined else (c.RecordExamination, leave, c.Assign)


def _leaving(state: DossierState, step: PlannedStep) -> type[c.Command]:
    """The act that leaves a step: to the signature, to a case officer, to the end, or simply on."""
    ways = following(state.plan, state.runs, step.no)
    if not ways:
        return c.Forward if left_undone(state.plan, state.runs, step.no) else c.Complete
    if len(ways) > 1:
        return c.Forward
    if ways[0].role is Role.APPROVER:
        return c.SubmitForApproval
    is_assigned = ways[0].role is Role.CASE_OFFICER and step.role is Role.UNIT_HEAD and ways[0].unit == step.unit
    return c.Assign if is_assigned else c.Forward


def further_acts(state: DossierState, at: datetime) -> Acts:
    """The acts besides the usual ones that the table allows and for which there is an occasion, in a fixed order."""
    usual = next_acts(state)
    return tuple(
        act
        for act, has_occasion in _FURTHER.items()
        if act not in usual and state.status in TRANSITIONS[act].sources and _runs(state, act) and has_occasion(state, at)
    )


def _always(_state: DossierState, _at: datetime) -> bool:
    return True


def _opinion_waits(state: DossierState, _at: datetime) -> bool:
    return any(opinion.answered_at is None for opinion in state.opinions)


def _term_may_be_extended(state: DossierState, at: datetime) -> bool:
    return state.extension is None and state.legal_due_at is not None and at <= state.legal_due_at


def _is_past_due(state: DossierState, at: datetime) -> bool:
    return state.legal_due_at is not None and judged_at(state, at) > state.legal_due_at


def _apology_may_be_due(state: DossierState, at: datetime) -> bool:
    """Also before the due date: the apology has to be out before it passes. What ended in time owes none."""
    if state.apology is not None or state.received_at is None:
        return False
    return state.processing_ended_at is None or _is_past_due(state, at)


def _apology_is_under_way(state: DossierState, _at: datetime) -> bool:
    return state.apology is not None and state.apology.delivered_at is None


def _correction_waits(state: DossierState, _at: datetime) -> bool:
    return any(correction.approved is None for correction in state.corrections)


def _explanation_is_owed(state: DossierState, at: datetime) -> bool:
    return _is_past_due(state, at) and len(state.explanations) < explanations_owed(state, at)


def _explanation_waits(state: DossierState, _at: datetime) -> bool:
    return any(explanation.conclusion is None for explanation in state.explanations)


_FURTHER: dict[type[c.Command], Callable[[DossierState, datetime], bool]] = {
    c.AnswerOpinion: _opinion_waits,
    c.RemindOpinion: _opinion_waits,
    c.ReusePaper: _always,
    c.RequestSupplement: _always,
    c.AskOpinion: _always,
    c.PauseClock: _always,
    c.Apologise: _apology_may_be_due,
    c.RecordApologyDelivery: _apology_is_under_way,
    c.Explain: _explanation_is_owed,
    c.ConcludeExplanation: _explanation_waits,
    c.Extend: _term_may_be_extended,
    c.Withdraw: _always,
    c.Stop: _always,
    c.ReturnNotEligible: _always,
    c.Reopen: _always,
    c.ApproveCorrection: _correction_waits,
    c.RejectCorrection: _correction_waits,
    c.RequestCorrection: _always,
}


def owed_acts(state: DossierState, duties: Iterable[Duty]) -> Acts:
    """The acts whose occasion is what is owed: a supplement whose window is over, and what is overdue, of which people are reminded."""
    found: list[type[c.Command]] = []
    if any(duty.kind is DutyKind.END_SUPPLEMENT for duty in duties):
        found.append(c.ExpireSupplement)
    if overdue(duties):
        found.append(c.RemindDuty)
    return tuple(act for act in found if state.status in TRANSITIONS[act].sources)


_FULFILLED_BY: dict[DutyKind, type[c.Command]] = {
    DutyKind.ANSWER_AT_DOOR: c.Receive,
    DutyKind.APOLOGISE: c.Apologise,
    DutyKind.DELIVER_APOLOGY: c.RecordApologyDelivery,
    DutyKind.EXPLAIN: c.Explain,
    DutyKind.CONCLUDE_EXPLANATION: c.ConcludeExplanation,
    DutyKind.ANSWER_OPINION: c.AnswerOpinion,
    DutyKind.END_SUPPLEMENT: c.ExpireSupplement,
    DutyKind.HAND_OVER: c.HandOver,
}


def fulfils_a_duty(act: type[c.Command]) -> bool:
    """Whether some duty is done with this one act; other acts lead on, and the dossier stays before whoever does them."""
    return act in _FULFILLED_BY.values()


def fulfilling_act(kind: DutyKind) -> type[c.Command] | None:
    """The act that does what is owed; None where no single act does, as with a dossier that is about to be late."""
    return _FULFILLED_BY.get(kind)
