"""Random lives: whatever people try, in whatever order and at whatever hour, the invariants of design §9 hold after every step."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from motcua.law.dossier import commands as c
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.codec import decode_event, decode_state, encode_event, encode_state
from motcua.law.dossier.evolve import fold
from motcua.law.dossier.transitions import TRANSITIONS
from motcua.law.dossier.values import (
    ENDED,
    NATIONAL_CODES,
    TERMINAL,
    Conclusion,
    Delivery,
    DutyKind,
    HeadConclusion,
    LateCause,
    PauseReason,
    Status,
)
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from tests.law.dossier.branches import BRANCHED
from tests.law.dossier.life import CALENDAR, GIVEN, RECEIVE, SUBMIT, Life, ref, vn

# Domain §2.2: from each national code to the next; 9 and the ends may be re-opened by a supervisor.
ALLOWED = {1: {2, 3, 5, 7}, 2: {4, 7}, 4: {5, 6, 8, 9, 7}, 5: {1, 4, 7, 8}, 6: {4, 8, 7}, 9: {10}}

ACTS: tuple[c.Command, ...] = (
    RECEIVE,
    c.RefuseAtDoor(reason=ref(2)),
    c.Forward(),
    c.Forward(holder=3, draft=ref(3)),
    c.Forward(step=3),
    c.Forward(step=4),
    c.Assign(holder=4, step=4),
    c.Assign(holder=3),
    c.RecordExamination(conclusion=Conclusion.ELIGIBLE, note=ref(4)),
    c.RecordExamination(conclusion=Conclusion.NOT_ELIGIBLE, note=ref(4)),
    c.SubmitForApproval(draft=ref(5)),
    c.SubmitForApproval(),
    c.ReturnForRework(reason=ref(6)),
    c.Approve(),
    c.Issue(number="7/2026"),
    c.Complete(),
    c.HandOver(receiver=ref(7), method=Delivery.COUNTER),
    c.RequestSupplement(requirements=("r2",), request=ref(8)),
    c.RequestSupplement(requirements=("r2",), request=ref(8), override_basis="Điều 9"),
    c.AnswerSupplement(papers=(GIVEN[1],)),
    c.PauseClock(reason=PauseReason.FINANCIAL_OBLIGATION, evidence="12/TB"),
    c.PauseClock(reason=PauseReason.FORCE_MAJEURE, evidence="5/CĐ"),
    c.ResumeClock(),
    c.AskOpinion(agency=2, question=ref(9), due_at=vn("2030-01-02 17:00")),
    c.AnswerOpinion(no=1, answer=ref(10)),
    c.Withdraw(reason=ref(11), confirmed_by_applicant=True),
    c.Stop(reason=ref(12)),
    c.ReturnNotEligible(reason=ref(13)),
    c.Reopen(reason=ref(14)),
    c.Extend(working_days=4, basis="Khoản 3 Điều 5"),
    c.Apologise(agency=1, reason=ref(16), appointment_at=vn("2030-01-02 16:00")),
    c.RecordApologyDelivery(channel="SMS"),
    c.Explain(cause=LateCause.WORKLOAD, words=ref(17)),
    c.ConcludeExplanation(no=1, conclusion=HeadConclusion.ACCEPTED, remark=ref(18)),
    c.ExpireSupplement(reason=ref(19)),
    c.RemindOpinion(no=1),
    c.RemindDuty(kind=DutyKind.EXPLAIN, no=0, due_at=vn("2026-01-05 17:00"), level=1, role=Role.UNIT_HEAD, agency=1),
    c.RequestCorrection(field="full_name", words=ref(20)),
    c.RequestCorrection(field="papers", words=ref(21), paper=GIVEN[0]),
    c.ApproveCorrection(no=1, applicant=ref(22)),
    c.RejectCorrection(no=1, reason=ref(23)),
    c.IssueSlip(form="FORM_01", form_set="TT03_2025", number="1", content=ref(15), agency=1, occasion=2),
    c.RecordSlipFile(no=1, file="ab" * 32),
    c.VoidSlip(no=1, reason=ref(24)),
)


class DossierLives(RuleBasedStateMachine):
    """One dossier; each step is any act by any of five officers after up to ten days, or the act the pages would offer."""

    @initialize(
        start=st.datetimes(min_value=vn("2026-01-01 00:00").replace(tzinfo=None), max_value=vn("2027-12-31 00:00").replace(tzinfo=None)),
        is_branched=st.booleans(),
    )
    def submit(self, start: object, is_branched: bool) -> None:
        self.life = Life(str(start)[:19])
        self.acts = tuple(replace(act, plan=BRANCHED) if isinstance(act, c.Receive) and is_branched else act for act in ACTS)
        self.life.do(SUBMIT, at=str(start)[:19])
        self.original = None
        self.codes = [1]

    @rule(no=st.integers(0, len(ACTS) - 1), by=st.integers(1, 5), after=st.integers(0, 60 * 24 * 10))
    def try_anything(self, no: int, by: int, after: int) -> None:
        self._attempt(self.acts[no], by, after)

    @rule(by=st.integers(1, 5), after=st.integers(0, 60 * 24 * 3), pick=st.integers(0, 2), branch=st.integers(0, 1))
    def go_on_as_offered(self, by: int, after: int, pick: int, branch: int) -> None:
        open_ones = self.life.now.open_runs
        step = open_ones[min(branch, len(open_ones) - 1)].no if len(open_ones) > 1 else 0
        offered = next_acts(self.life.now, step)
        if offered:
            kind = offered[min(pick, len(offered) - 1)]
            act = next(act for act in self.acts if type(act) is kind)
            self._attempt(replace(act, step=step) if step and hasattr(act, "step") else act, by, after)

    def _attempt(self, act: c.Command, by: int, after: int) -> None:
        life, before = self.life, self.life.now
        life.at += timedelta(minutes=after)
        refusal = life.attempt(act, f"officer:{by}")
        if isinstance(refusal, Refusal):
            assert life.now is before
            assert "{" not in refusal.message
            assert before.status in TRANSITIONS[type(act)].sources or refusal.legal_basis
        self._note_code(type(act))

    def _note_code(self, kind: type[c.Command]) -> None:
        code = NATIONAL_CODES[self.life.now.status]
        if code is not None and code != self.codes[-1]:
            assert kind is c.Reopen or code in ALLOWED[self.codes[-1]], (self.codes, code)
            self.codes.append(code)

    @invariant()
    def state_equals_replay_through_the_stored_form(self) -> None:
        stored = [(encode_event(event), at, by) for event, at, by in self.life.history]  # type: ignore[arg-type]
        replayed = fold([(decode_event(*text), at, by) for text, at, by in stored])
        assert replayed == self.life.now
        assert decode_state(encode_state(self.life.now)) == self.life.now

    @invariant()
    def the_original_due_date_never_moves(self) -> None:
        due = self.life.now.original_due_at
        assert self.original is None or due == self.original
        self.original = due

    @invariant()
    def due_dates_lie_on_working_days(self) -> None:
        for due in (self.life.now.original_due_at, self.life.now.legal_due_at):
            assert due is None or CALENDAR.is_working_day(due.astimezone(vn("2026-01-01 00:00").tzinfo).date())

    @invariant()
    def the_clock_of_an_accepted_dossier_ends_exactly_when_it_ends(self) -> None:
        now = self.life.now
        accepted = now.received_at is not None
        assert (now.processing_ended_at is not None) == (accepted and now.status in ENDED)

    @invariant()
    def a_dossier_is_open_in_one_step_or_in_side_by_side_branches_or_ended(self) -> None:
        now = self.life.now
        open_ones = [run.no for run in now.open_runs]
        assert bool(open_ones) == (now.received_at is not None and now.status not in ENDED)
        assert len(open_ones) == len(set(open_ones))
        assert len(open_ones) < 2 or all(now.is_branch(no) for no in open_ones)

    @invariant()
    def the_signature_waits_for_every_branch(self) -> None:
        now = self.life.now
        if now.status in {Status.SUBMITTED_FOR_SIGNATURE, Status.SIGNED, Status.NUMBERED, Status.COMPLETED}:
            assert {run.no for run in now.runs if run.left_at} >= {step.no for step in now.plan if now.is_branch(step.no)}

    @invariant()
    def an_ended_dossier_offers_nothing(self) -> None:
        if self.life.now.status in TERMINAL:
            assert next_acts(self.life.now) == ()

    @invariant()
    def a_pause_belongs_to_a_running_clock(self) -> None:
        now = self.life.now
        assert now.pause is None or now.received_at is not None
        assert now.status is not Status.AWAITING_PAYMENT or now.pause is not None


TestDossierLives = DossierLives.TestCase
TestDossierLives.settings = settings(max_examples=120, stateful_step_count=40)
