"""May it be, and what then happened? `decide(state, command, context)` answers with events or a refusal.

Pure: the same state, command and context give the same answer for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from motcua.law.calendar import business_date
from motcua.law.dossier import commands as c
from motcua.law.dossier.decide import clock, corrections, duty, endings, intake, opinions, slips, work
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.transitions import WHILE_PAUSED, refuse_transition
from motcua.law.refusal import Refusal
from motcua.law.rulesets import basis_in_force

__all__ = ["Context", "Decision", "decide"]

Rule = Callable[[DossierState, Any, Context], Decision]

RULES: dict[type[c.Command], Rule] = {
    c.Receive: intake.receive,
    c.RefuseAtDoor: intake.refuse_at_door,
    c.Forward: work.forward,
    c.Assign: work.assign,
    c.RecordExamination: work.record_examination,
    c.SubmitForApproval: work.submit_for_approval,
    c.ReturnForRework: work.return_for_rework,
    c.Approve: work.approve,
    c.Issue: work.issue,
    c.AskOpinion: opinions.ask_opinion,
    c.AnswerOpinion: opinions.answer_opinion,
    c.RemindOpinion: opinions.remind_opinion,
    c.RequestSupplement: clock.request_supplement,
    c.AnswerSupplement: clock.answer_supplement,
    c.ReusePaper: clock.reuse_paper,
    c.PauseClock: clock.pause,
    c.ResumeClock: clock.resume,
    c.Complete: endings.complete,
    c.HandOver: endings.hand_over,
    c.Withdraw: endings.withdraw,
    c.Stop: endings.stop,
    c.ReturnNotEligible: endings.return_not_eligible,
    c.Reopen: endings.reopen,
    c.Extend: duty.extend,
    c.Apologise: duty.apologise,
    c.RecordApologyDelivery: duty.record_apology_delivery,
    c.Explain: duty.explain,
    c.ConcludeExplanation: duty.conclude_explanation,
    c.ExpireSupplement: clock.expire_supplement,
    c.RemindDuty: duty.remind,
    c.RequestCorrection: corrections.request_correction,
    c.ApproveCorrection: corrections.approve_correction,
    c.RejectCorrection: corrections.reject_correction,
    c.IssueSlip: slips.issue_slip,
    c.RecordSlipFile: slips.record_slip_file,
    c.VoidSlip: slips.void_slip,
}


def decide(state: DossierState | None, command: c.Command, context: Context) -> Decision:
    """The events that follow from `command`, or the refusal with its sentence and legal basis as in force that day.

    Checked for every act before its own rule: the dossier exists, time does not run backwards, the table of
    transitions allows it, and the clock does not stand still.
    """
    decision = _decided(state, command, context)
    return _in_force(decision, context) if isinstance(decision, Refusal) else decision


def _decided(state: DossierState | None, command: c.Command, context: Context) -> Decision:
    if isinstance(command, c.Submit):
        return intake.submit(state, command, context)
    if state is None:
        return refuse("NO_DOSSIER")
    refusal = _refuse_everywhere(state, command, context)
    return refusal or RULES[type(command)](state, command, context)


def _in_force(refusal: Refusal, context: Context) -> Refusal:
    basis = basis_in_force(refusal.legal_basis, business_date(context.at), context.rules)
    return replace(refusal, legal_basis=basis, details=tuple(_in_force(part, context) for part in refusal.details))


def _refuse_everywhere(state: DossierState, command: c.Command, context: Context) -> Refusal | None:
    if context.at < state.last_at:
        return refuse("TIME_RUNS_BACKWARDS", at=context.clock(context.at), last=context.clock(state.last_at))
    kind = type(command)
    refusal = refuse_transition(kind, state.status)
    if refusal is None and state.pause is not None and kind not in WHILE_PAUSED:
        return refuse("CLOCK_PAUSED", since=context.clock(state.pause.started_at))
    return refusal
