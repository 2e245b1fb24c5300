"""One of everything people may try with a dossier, for tests that try it all: the machine, the table of transitions, the benchmarks."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from msgspec.structs import replace

from motcua.law.calendar import business_date
from motcua.law.dossier import commands as c
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.reasons import Archived, Confirmation, DataException, HeadConclusion, LateCause, WithdrawalCause
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.transitions import TRANSITIONS, WHILE_PAUSED
from motcua.law.dossier.values import Conclusion, DataDemand, Delivery, DutyKind, PauseReason, PlannedStep
from motcua.law.roles import Role
from tests.law.dossier.life import CALENDAR, GIVEN, RECEIVE, Life, ref, vn

KINDS: tuple[type[c.Command], ...] = get_args(c.Command)
"""Every kind of command there is."""

WITHDRAW = c.Withdraw(
    reason=ref(11),
    confirmed_by_applicant=True,
    cause=WithdrawalCause.TOO_SLOW,
    confirmation=Confirmation.OTP,
    evidence=ref(24),
)

ACTS: tuple[c.Command, ...] = (
    RECEIVE,
    c.RefuseAtDoor(reason=ref(2)),
    c.Forward(),
    c.Forward(holder=3, draft=ref(3)),
    c.Forward(step=3),
    c.Forward(step=4, outcome="Đã cấp"),
    c.Assign(holder=3),
    c.Assign(holder=4, step=3),
    c.Assign(holder=5, step=4),
    c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(4)),
    c.RecordExamination(conclusion=Conclusion.NOT_ELIGIBLE, note=ref(4)),
    c.RecordExamination(conclusion=Conclusion.NOT_ELIGIBLE, note=ref(4), step=4),
    c.SubmitForApproval(draft=ref(5)),
    c.SubmitForApproval(),
    c.ReturnForRework(reason=ref(6)),
    c.Approve(),
    c.Issue(number="7/2026"),
    c.Complete(),
    c.HandOver(receiver=ref(7), method=Delivery.COUNTER),
    c.RequestSupplement(requirements=("r2",), request=ref(8)),
    c.RequestSupplement(requirements=("r2",), request=ref(8), override_basis="Điều 9"),
    c.RequestSupplement(
        requirements=("r3",), request=ref(8), data_demands=(DataDemand(key="r3", reason=DataException.DATA_WRONG, evidence=ref(25)),)
    ),
    c.AnswerSupplement(papers=(GIVEN[1],)),
    c.AnswerSupplement(papers=()),
    c.PauseClock(reason=PauseReason.FINANCIAL_OBLIGATION, evidence="12/TB"),
    c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="5/CĐ"),
    c.PauseClock(reason=PauseReason.LEGAL_PROCEEDING, evidence="QĐ 9"),
    c.PauseClock(reason=PauseReason.SUPPLEMENT, evidence="không phải căn cứ"),
    c.ResumeClock(),
    c.AskOpinion(agency=2, question=ref(9), due_at=vn("2030-01-02 17:00")),
    c.AnswerOpinion(no=1, answer=ref(10)),
    c.AnswerOpinion(no=2, answer=ref(10)),
    c.RemindOpinion(no=1),
    WITHDRAW,
    c.Withdraw(reason=ref(11), confirmed_by_applicant=False),
    c.Stop(reason=ref(12)),
    c.ReturnNotEligible(reason=ref(13)),
    c.Reopen(reason=ref(14)),
    c.Extend(working_days=4, basis="Khoản 3 Điều 5"),
    c.Apologise(agency=1, reason=ref(16), appointment_at=vn("2030-01-02 16:00")),
    c.RecordApologyDelivery(channel="SMS"),
    c.Explain(cause=LateCause.WORKLOAD, words=ref(17)),
    c.ConcludeExplanation(no=1, conclusion=HeadConclusion.ACCEPTED, remark=ref(18)),
    c.ConcludeExplanation(no=2, conclusion=HeadConclusion.SELF_REVIEW, remark=ref(18)),
    c.ExpireSupplement(reason=ref(19)),
    c.RemindDuty(kind=DutyKind.EXPLAIN, no=0, due_at=vn("2026-01-05 17:00"), level=1, role=Role.UNIT_HEAD, agency=1),
    c.RequestCorrection(field="full_name", words=ref(20)),
    c.RequestCorrection(field="papers", words=ref(21), paper=GIVEN[0]),
    c.ApproveCorrection(no=1, applicant=ref(22)),
    c.ApproveCorrection(no=2),
    c.RejectCorrection(no=1, reason=ref(23)),
    c.IssueSlip(form="FORM_01", form_set="TT03_2025", number="1", content=ref(15), agency=1, occasion=2),
    c.RecordSlipFile(no=1, file="ab" * 32),
    c.VoidSlip(no=1, reason=ref(24)),
    c.ReusePaper(paper=Archived(key="r3", source="Giấy ủy quyền số 12", dossier=77)),
)


def act_of(kind: type[c.Command]) -> c.Command:
    """The first attempt of a kind."""
    return next(act for act in ACTS if type(act) is kind)


ENDING = (c.RefuseAtDoor, c.Withdraw, c.Stop, c.ReturnNotEligible, c.ExpireSupplement)
USUAL = (c.Receive, c.Forward, c.Assign, c.RecordExamination, c.SubmitForApproval, c.Approve, c.Issue, c.Complete, c.HandOver)
BESIDES = tuple(dict.fromkeys(type(act) for act in ACTS if not isinstance(act, ENDING + USUAL)))


def fitted(act: c.Command, life: Life, plan: tuple[PlannedStep, ...], days: int) -> c.Command:
    """The act with the plan of this dossier, and with days to come where it names days."""
    if isinstance(act, c.Receive):
        return replace(act, plan=plan)
    if isinstance(act, c.AskOpinion):
        return replace(act, due_at=life.at + timedelta(days=days, hours=1))
    if isinstance(act, c.Apologise):
        chosen = CALENDAR.working_day_after(business_date(max(life.at, life.now.legal_due_at or life.at)), days)
        return replace(act, appointment_at=CALENDAR.closes_at(chosen) or life.at)
    return act


def offered(life: Life, pick: int) -> c.Command | None:
    """What a page would offer next, the usual act first, for one of the open branches where there are several."""
    branches = [run.no for run in life.now.open_runs]
    step = branches[pick % len(branches)] if len(branches) > 1 else 0
    kinds = [kind for kind in next_acts(life.now, step) if kind not in ENDING]
    if not kinds:
        return None
    act = next(act for act in ACTS if type(act) is kinds[min(pick // 4, len(kinds) - 1)])
    if isinstance(act, c.Forward) and step == 4:
        return replace(act, step=step, outcome="Đã cấp")
    return replace(act, step=step) if step and hasattr(act, "step") else act


def detour(state: DossierState, pick: int, which: int) -> c.Command | None:
    """Something that may happen besides, by the table alone, and does not end the dossier."""
    kinds = [kind for kind in BESIDES if state.status in TRANSITIONS[kind].sources and (state.pause is None or kind in WHILE_PAUSED)]
    if not kinds:
        return None
    ways = [act for act in ACTS if type(act) is kinds[pick % len(kinds)]]
    return ways[which % len(ways)]
