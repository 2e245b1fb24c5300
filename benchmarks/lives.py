"""Whole lives of dossiers as a province has them: mostly straight, some with a supplement, a stop of the clock, an opinion, an apology,
branches, an early end; here and there somebody tries what the law refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec
from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.dossier.decide import Context, decide
from motcua.law.dossier.evolve import evolve
from motcua.law.dossier.reasons import HeadConclusion, LateCause
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Conclusion, Delivery, PauseReason
from motcua.law.refusal import Refusal
from tests.law.dossier.branches import BRANCHED
from tests.law.dossier.life import GIVEN, RECEIVE, SUBMIT, context, ref, vn

START = vn("2026-03-02 08:30")
HOUR, DAY = 60, 24 * 60
Act = tuple[c.Command, int, int]
"""A command, the officer who gives it, the minutes since the one before."""

EXAMINE = c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(4))
MISSING = c.RequestSupplement(requirements=("r2",), request=ref(8))
BROUGHT = c.AnswerSupplement(papers=(GIVEN[1],))
SLIP = c.IssueSlip(form="FORM_01", form_set="TT03_2025", number="1", content=ref(15), agency=1, occasion=2)

TO_OFFICER: tuple[Act, ...] = (
    *((SUBMIT, 1, 0), (RECEIVE, 1, 5), (SLIP, 0, 1), (c.RecordSlipFile(no=1, file="ab" * 32), 0, 1)),
    *((c.Forward(), 1, HOUR), (c.Assign(holder=3), 2, HOUR)),
)
TO_SIGNATURE: tuple[Act, ...] = ((EXAMINE, 3, 4 * HOUR), (c.Forward(draft=ref(3)), 3, HOUR), (c.SubmitForApproval(), 2, HOUR))
TO_END: tuple[Act, ...] = (
    *((c.Approve(), 4, HOUR), (c.Issue(number="7/2026"), 5, HOUR), (c.Complete(), 5, 5)),
    (c.HandOver(receiver=ref(7), method=Delivery.COUNTER), 1, DAY),
)
STRAIGHT = TO_OFFICER + TO_SIGNATURE + TO_END
# One tries to complete too soon, one to sign the own draft.
HASTY = (*TO_OFFICER, (c.Complete(), 3, 5), *TO_SIGNATURE, (c.Approve(), 3, 5), *TO_END)
INCOMPLETE_AT_DOOR = (
    (SUBMIT, 1, 0),
    (MISSING, 1, 5),
    (c.RefuseAtDoor(reason=ref(2)), 1, 5),
    (BROUGHT, 1, 2 * DAY),
    *TO_OFFICER[1:],
    *TO_SIGNATURE,
    *TO_END,
)
SUPPLEMENTED = (*TO_OFFICER, (MISSING, 3, HOUR), (c.Forward(), 3, 5), (BROUGHT, 1, 3 * DAY), (MISSING, 3, 5), *TO_SIGNATURE, *TO_END)
PAID = (
    *(*TO_OFFICER, (c.PauseClock(reason=PauseReason.FINANCIAL_OBLIGATION, evidence="12/TB"), 3, HOUR)),
    *((EXAMINE, 3, HOUR), (c.ResumeClock(), 3, 2 * DAY), *TO_SIGNATURE, *TO_END),
)
ASKED = (
    *(*TO_OFFICER, (c.AskOpinion(agency=2, question=ref(9), due_at=START + timedelta(days=2)), 3, HOUR)),
    *((c.AskOpinion(agency=1, question=ref(9), due_at=START + timedelta(days=2)), 3, 5), (c.RemindOpinion(no=1), 3, DAY)),
    *((c.AnswerOpinion(no=1, answer=ref(10)), 8, 2 * DAY), *TO_SIGNATURE, *TO_END),
)
LATE = (
    *(*TO_OFFICER, *TO_SIGNATURE, (c.Apologise(agency=1, reason=ref(16), appointment_at=vn("2026-03-13 16:00")), 4, 3 * DAY)),
    *((c.RecordApologyDelivery(channel="SMS"), 1, HOUR), (c.Extend(working_days=2, basis="Khoản 3"), 4, 5 * DAY)),
    *((c.Explain(cause=LateCause.WORKLOAD, words=ref(17)), 3, HOUR), (c.Explain(cause=LateCause.WORKLOAD, words=ref(17)), 3, 5)),
    *((c.ConcludeExplanation(no=1, conclusion=HeadConclusion.ACCEPTED, remark=ref(18)), 4, HOUR), *TO_END),
)
SIDE_BY_SIDE = (
    *((SUBMIT, 1, 0), (replace(RECEIVE, plan=BRANCHED), 1, 5), (SLIP, 0, 1), (c.Forward(holder=3), 1, HOUR), (EXAMINE, 3, HOUR)),
    *((c.Forward(draft=ref(3)), 3, 5), (c.Forward(), 3, 5), (c.Assign(holder=7, step=3), 7, 5), (c.Assign(holder=8, step=4), 8, 5)),
    *(
        (replace(EXAMINE, step=4), 8, HOUR),
        (c.Forward(step=4), 8, 5),
        (c.Forward(step=3), 7, HOUR),
        (c.SubmitForApproval(), 2, HOUR),
        *TO_END,
    ),
)
WITHDRAWN = (*TO_OFFICER, (c.Withdraw(reason=ref(11), confirmed_by_applicant=True), 1, HOUR), (c.Forward(), 3, 5))
MENDED = (
    *(*TO_OFFICER, (c.RequestCorrection(field="full_name", words=ref(20)), 1, 5), (c.ApproveCorrection(no=1, applicant=ref(22)), 1, 5)),
    *(
        (c.ApproveCorrection(no=1, applicant=ref(22)), 2, 5),
        *TO_SIGNATURE,
        *TO_END,
        (c.Reopen(reason=ref(14)), 9, DAY),
        *TO_SIGNATURE,
        *TO_END,
    ),
)

# Of forty dossiers; the shares are our own guess (the seeds give none but lateness below one in a hundred).
SHARES = (
    *((STRAIGHT, 22), (HASTY, 2), (INCOMPLETE_AT_DOOR, 3), (SUPPLEMENTED, 3), (PAID, 2), (ASKED, 2)),
    *((LATE, 1), (SIDE_BY_SIDE, 3), (WITHDRAWN, 1), (MENDED, 1)),
)


class Given(msgspec.Struct, frozen=True):
    """One command with everything it is decided on."""

    state: DossierState | None
    command: c.Command
    context: Context
    is_refused: bool


def carry_out(state: DossierState | None, command: c.Command, at: Context) -> DossierState | None:
    """Decide and fold: the state after the command, the same state where it is refused."""
    decision = decide(state, command, at)
    if isinstance(decision, Refusal):
        return state
    for event in decision:
        state = evolve(state, event, at.at, at.by)
    return state


def given_in(life: tuple[Act, ...]) -> Iterator[Given]:
    """Every command of a life on the state that the ones before it left."""
    state: DossierState | None = None
    at = START
    for command, by, after in life:
        at += timedelta(minutes=after)
        now = context(at, f"officer:{by}")
        yield Given(state, command, now, isinstance(decide(state, command, now), Refusal))
        state = carry_out(state, command, now)


def forty_lives() -> tuple[Given, ...]:
    """The commands of forty dossiers."""
    return tuple(given for life, share in SHARES for given in tuple(given_in(life)) * share)
