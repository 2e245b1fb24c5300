"""Which place an act on a dossier is done from, said once for commands and for what pages offer.

Most acts are done where the dossier lies now; the few others are named here with their reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from motcua.agencies.queries import calendar_of
from motcua.dossiers.projection import book_of
from motcua.dossiers.visibility import subject_to_act_on
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.law.calendar import business_date
from motcua.law.dossier import commands as law
from motcua.law.dossier.duties import explaining_run
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.standing import apologising_agency
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.transitions import TRANSITIONS, WHILE_PAUSED
from motcua.law.dossier.values import Opinion, Slip, StepRun
from motcua.law.refusal import Refusal
from motcua.law.rulesets import ruleset_at
from motcua.law.sentence import listed

ACTS: dict[type[law.Command], Act] = {
    law.Receive: Act.RECEIVE,
    law.RefuseAtDoor: Act.REFUSE_AT_DOOR,
    law.Forward: Act.FORWARD,
    law.Assign: Act.ASSIGN,
    law.RecordExamination: Act.EXAMINE,
    law.SubmitForApproval: Act.SUBMIT_FOR_APPROVAL,
    law.ReturnForRework: Act.RETURN_FOR_REWORK,
    law.Approve: Act.APPROVE,
    law.Issue: Act.ISSUE,
    law.Complete: Act.COMPLETE,
    law.HandOver: Act.HAND_OVER,
    law.RequestSupplement: Act.REQUEST_SUPPLEMENT,
    law.AnswerSupplement: Act.ANSWER_SUPPLEMENT,
    law.ReusePaper: Act.REUSE_PAPER,
    law.ExpireSupplement: Act.EXPIRE_SUPPLEMENT,
    law.RemindDuty: Act.REMIND_DUTY,
    law.PauseClock: Act.PAUSE_CLOCK,
    law.ResumeClock: Act.RESUME_CLOCK,
    law.Extend: Act.EXTEND_TERM,
    law.AskOpinion: Act.ASK_OPINION,
    law.AnswerOpinion: Act.ANSWER_OPINION,
    law.RemindOpinion: Act.REMIND_OPINION,
    law.Withdraw: Act.WITHDRAW,
    law.Stop: Act.STOP,
    law.ReturnNotEligible: Act.RETURN_NOT_ELIGIBLE,
    law.Reopen: Act.REOPEN,
    law.Apologise: Act.APOLOGISE,
    law.RecordApologyDelivery: Act.DELIVER_APOLOGY,
    law.Explain: Act.EXPLAIN,
    law.ConcludeExplanation: Act.CONCLUDE_EXPLANATION,
    law.RequestCorrection: Act.REQUEST_CORRECTION,
    law.ApproveCorrection: Act.APPROVE_CORRECTION,
    law.RejectCorrection: Act.APPROVE_CORRECTION,
}


def subject_for(act: Act, state: DossierState, at: datetime) -> Subject:
    """The dossier as something to do `act` to: who stands near enough to it for this act. With branches: to any of them."""
    place = _PLACES.get(act)
    return place(state, at) if place else _wherever_it_lies(state, at)


def _wherever_it_lies(state: DossierState, _at: datetime) -> Subject:
    subjects = [subject_to_act_on(state, run) for run in state.open_runs]
    if len(subjects) < 2:  # noqa: PLR2004 - one place, or none
        return subject_to_act_on(state)
    return Subject(
        agencies=tuple(agency for subject in subjects for agency in subject.agencies),
        receiving=(state.receiving_agency,),
        units=tuple(unit for subject in subjects for unit in subject.units),
        holders=tuple(holder for subject in subjects for holder in subject.holders),
    )


def own_runs(actor: Actor, act: Act, state: DossierState) -> tuple[StepRun, ...]:
    """The open passages to which `actor` may do `act`: several only where branches lie with the same people."""
    return tuple(run for run in state.open_runs if require(actor, act, subject_to_act_on(state, run)) is None)


def own_step(actor: Actor, act: Act, state: DossierState, step: int = 0) -> int | Refusal:
    """The open step that `actor` means by `step` (0: the one the actor may do this to), 0 where only one is open."""
    if len(state.open_runs) < 2 and step == 0:  # noqa: PLR2004 - nothing to choose
        return 0
    own = [run.no for run in own_runs(actor, act, state)]
    if step in own or (step == 0 and len(own) == 1):
        return step or own[0]
    run = state.open_run(step) if step else None
    refusal = require(actor, act, subject_to_act_on(state, run)) if run else None
    open_names = [planned.name for planned in state.plan if state.open_run(planned.no)]
    return refusal or refuse("WHICH_STEP", field="step", steps=listed(open_names, is_quoted=True))


def acts_open_to(actor: Actor, state: DossierState, at: datetime) -> tuple[type[law.Command], ...]:
    """Every act that the law's table and the grants leave to `actor` in this state. `decide` still has the last word."""
    return tuple(command for command in ACTS if is_open_to(actor, command, state, at))


def is_open_to(actor: Actor, command: type[law.Command], state: DossierState, at: datetime) -> bool:
    """Whether law's table and grants leave this act to `actor` in this state."""
    if state.status not in TRANSITIONS[command].sources or (state.pause is not None and command not in WHILE_PAUSED):
        return False
    return require(actor, ACTS[command], subject_for(ACTS[command], state, at)) is None


def _supplement(state: DossierState, _at: datetime) -> Subject:
    """At the door the counter asks; after reception only who works on it, never the counter."""
    if state.received_at is None:
        return Subject(receiving=(state.receiving_agency,))
    here = _wherever_it_lies(state, _at)
    return Subject(agencies=here.agencies, units=here.units, holders=here.holders)


def _competent(state: DossierState, _at: datetime) -> Subject:
    """The head of the agency that decides, wherever the dossier lies."""
    return Subject(agencies=(state.competent_agency,), receiving=(state.receiving_agency,))


def _asked(state: DossierState, _at: datetime) -> Subject:
    """Whoever was asked for an opinion and has not answered; the command looks at the one opinion."""
    waiting = [opinion for opinion in state.opinions if opinion.answered_at is None]
    return Subject(agencies=tuple(one.agency for one in waiting), units=tuple(one.unit for one in waiting))


def subject_to_answer(opinion: Opinion) -> Subject:
    """One opinion as something to answer: by the asked agency's own people."""
    return Subject(agencies=(opinion.agency,), units=(opinion.unit,))


def _apologising(state: DossierState, at: datetime) -> Subject:
    """The agency that was late, or the one competent for the result (domain §2.7, 3)."""
    if state.legal_due_at is None or all(run.agency == state.competent_agency for run in state.runs):
        return Subject(agencies=(state.competent_agency,))
    rules = ruleset_at(business_date(state.received_at or at))
    return Subject(agencies=(apologising_agency(state, at, calendar_of(state.competent_agency), rules),))


def _explaining(state: DossierState, at: datetime) -> Subject:
    """The case officer who had it and the head of that unit, also after the dossier has gone on; of the agency that was late."""
    return subject_to_act_on(state, explaining_run(state, at, calendar_of(state.competent_agency)))


def _books(state: DossierState, _at: datetime) -> Subject:
    """Those in whose books the dossier's slips are numbered; the command looks at the one slip."""
    return Subject(agencies=tuple(book_of(state, slip) for slip in state.slips))


def subject_to_void(state: DossierState, slip: Slip) -> Subject:
    """One slip as something to void: by the clerk of the agency in whose book it stands."""
    return Subject(agencies=(book_of(state, slip),))


_PLACES: dict[Act, Callable[[DossierState, datetime], Subject]] = {
    Act.REQUEST_SUPPLEMENT: _supplement,
    Act.EXTEND_TERM: _competent,
    Act.ANSWER_OPINION: _asked,
    Act.APOLOGISE: _apologising,
    Act.DELIVER_APOLOGY: _competent,
    Act.EXPLAIN: _explaining,
    Act.CONCLUDE_EXPLANATION: _competent,
    Act.VOID_SLIP: _books,
}
