"""Random lives: whatever people try, in whatever order and at whatever hour, the invariants of design §9 hold after every step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from msgspec.structs import replace

from motcua.law.calendar import business_date
from motcua.law.deadline import due_at
from motcua.law.dossier import commands as c
from motcua.law.dossier.acts import next_acts
from motcua.law.dossier.codec import decode_event, decode_state, encode_event, encode_state
from motcua.law.dossier.evolve import fold
from motcua.law.dossier.standing import is_late
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.transfers import Passing, transfers_of
from motcua.law.dossier.transitions import TRANSITIONS
from motcua.law.dossier.values import ENDED, NATIONAL_CODES, TERMINAL, PauseReason, PlannedStep, Status
from motcua.law.dossier.watch import MOMENT
from motcua.law.procedure import ClockOnSupplement, ProcedureCase, Term, TermUnit
from motcua.law.refusal import Refusal
from motcua.law.rulesets import ruleset_at
from tests.law.dossier.attempts import ACTS, BESIDES, detour, fitted, offered
from tests.law.dossier.branches import BRANCHED
from tests.law.dossier.life import CALENDAR, PLAN, SUBMIT, Life, case_of, vn
from tests.law.dossier.test_transitions import ALLOWED, REOPENED

# A week and a half around every stretch of days that naive counting gets wrong, and any day of two years.
HARD_DAYS = ("2025-12-22", "2026-01-05", "2026-02-08", "2026-04-20", "2026-08-17", "2026-08-26", "2026-11-18", "2026-12-23")
TERMS = (Term(5, TermUnit.WORKING_DAYS), Term(40, TermUnit.HOURS), Term(9, TermUnit.CALENDAR_DAYS), Term(1, TermUnit.MONTHS))


def from_day(day: str, days: int = 11) -> st.SearchStrategy[datetime]:
    """Any minute from `day` on."""
    return st.integers(0, days * 24 * 60).map(lambda minutes: vn(f"{day} 00:00") + timedelta(minutes=minutes))


STARTS = st.one_of(*(from_day(day) for day in HARD_DAYS), from_day("2026-01-01", 700))
CASES = st.builds(case_of, st.sampled_from(TERMS), st.sampled_from(ClockOnSupplement))
PLANS = st.sampled_from((PLAN, BRANCHED, (*BRANCHED[:3], replace(BRANCHED[3], outcomes=("Đã cấp", "Không cấp")), *BRANCHED[4:])))
BY = st.integers(1, 5)
MINUTES = st.one_of(st.integers(0, 60 * 8), st.integers(0, 60 * 24 * 10))


class DossierLives(RuleBasedStateMachine):
    """One dossier; each step is the act the pages would offer, one that the table allows besides, or any at all, by any of five
    officers after up to ten days."""

    @initialize(start=STARTS, case=CASES, plan=PLANS, ahead=st.integers(0, 16))
    def submit(self, start: datetime, case: ProcedureCase, plan: tuple[PlannedStep, ...], ahead: int) -> None:
        self.life = Life(f"{start:%Y-%m-%d %H:%M}", case)
        self.plan = plan
        self.life.do(SUBMIT, at=f"{start:%Y-%m-%d %H:%M}")
        self.original: datetime | None = None
        self.codes = [1]
        self.was_late = False
        for _ in range(ahead):
            is_signing = self.life.now.status is Status.SUBMITTED_FOR_SIGNATURE
            self.go_on_as_offered(by=4 if is_signing else 3, after=0, pick=0)

    @rule(by=BY, after=MINUTES, pick=st.integers(0, 7))
    def go_on_as_offered(self, by: int, after: int, pick: int) -> None:
        act = offered(self.life, pick)
        if act is not None:
            self._attempt(fitted(act, self.life, self.plan, 1), by, after)

    @rule(by=BY, after=MINUTES, pick=st.integers(0, len(BESIDES) - 1), which=st.integers(0, 3), days=st.integers(1, 5))
    def turn_aside(self, by: int, after: int, pick: int, which: int, days: int) -> None:
        act = detour(self.life.now, pick, which)
        if act is not None:
            self._attempt(fitted(act, self.life, self.plan, days), by, after)

    @rule(act=st.sampled_from(ACTS), by=BY, after=MINUTES, days=st.integers(1, 5))
    def try_anything(self, act: c.Command, by: int, after: int, days: int) -> None:
        self._attempt(fitted(act, self.life, self.plan, days), by, after)

    def _attempt(self, act: c.Command, by: int, after: int) -> None:
        life, before = self.life, self.life.now
        life.at += timedelta(minutes=after)
        refusal = life.attempt(act, f"officer:{by}")
        if isinstance(refusal, Refusal):
            assert life.now is before
            assert "{" not in refusal.message
            assert before.status in TRANSITIONS[type(act)].sources or refusal.legal_basis
        self._note_code(type(act))
        self._compare_clock(before)

    def _note_code(self, kind: type[c.Command]) -> None:
        code = NATIONAL_CODES[self.life.now.status]
        if code is not None and code != self.codes[-1]:
            assert (self.codes[-1], code) in (REOPENED if kind is c.Reopen else ALLOWED), (self.codes, code)
            self.codes.append(code)

    def _compare_clock(self, before: DossierState) -> None:
        """A stop that ended now gave back its working time and not a minute more; a restart what the term gives."""
        now, pause = self.life.now, before.pause
        if pause is None or now.pause is not None or now.status in ENDED:
            return
        assert before.legal_due_at is not None
        assert now.legal_due_at is not None
        is_restart = self.life.case.clock_on_supplement is ClockOnSupplement.RESTART and pause.reason is PauseReason.SUPPLEMENT
        if is_restart and pause.started_at <= before.legal_due_at:
            assert now.legal_due_at == due_at(self.life.at, self.life.case.term, CALENDAR, ruleset_at(business_date(self.life.at)))
        else:
            given = CALENDAR.between(before.legal_due_at, now.legal_due_at)
            assert given == CALENDAR.between(pause.started_at, self.life.at)

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
    def what_is_late_stays_late(self) -> None:
        """No apology, supplement, pause, end or re-opening heals it; an extension comes before (domain §2.6, §2.7)."""
        now = self.life.now
        late = is_late(now, self.life.at + MOMENT, CALENDAR, ruleset_at(business_date(now.received_at or self.life.at)))
        assert late or not self.was_late
        self.was_late = late

    @invariant()
    def no_due_date_is_on_a_day_off(self) -> None:
        now = self.life.now
        for due in (now.answer_due_at, now.original_due_at, now.legal_due_at, now.appointment_at):
            assert due is None or CALENDAR.is_working_day(business_date(due))

    @invariant()
    def the_control_slip_knows_who_has_it_and_who_had_it(self) -> None:
        """Each open step is held by its unit; each step that was left was given on once at least, unless it waits or was opened again."""
        now = self.life.now
        history: Any = self.life.history
        lines = transfers_of(history, self.life.at, CALENDAR, ruleset_at(business_date(now.received_at or self.life.at)))
        held = [one.giver.unit for one in lines if one.passing is Passing.HELD]
        assert sorted(held) == sorted(run.unit for run in now.open_runs)
        given = sum(1 for one in lines if one.verdict is not None and one.passing is not Passing.HELD)
        assert given >= len(now.runs) - len(now.open_runs) - now.reopened
        assert all(one.received_at is None or one.given_at is None or one.received_at >= one.given_at for one in lines)

    @invariant()
    def nobody_is_told_an_earlier_day_than_the_law_gives_or_an_apology_promised(self) -> None:
        now = self.life.now
        if now.legal_due_at is not None:
            assert now.appointment_at is not None
            assert now.appointment_at >= max(now.legal_due_at, now.apology.appointment_at if now.apology else now.legal_due_at)

    @invariant()
    def the_clock_of_an_accepted_dossier_ends_exactly_when_it_ends(self) -> None:
        now = self.life.now
        accepted = now.received_at is not None
        assert (now.processing_ended_at is not None) == (accepted and now.status in ENDED)

    @invariant()
    def nothing_ends_twice(self) -> None:
        kinds = [type(event).__name__ for event, _, _ in self.life.history]
        ends = [kind for kind in kinds if kind in {"Rejected", "Completed", "Withdrawn", "Stopped", "NotEligible", "Reopened"}]
        assert all((kind == "Reopened") == (no % 2 == 1) for no, kind in enumerate(ends))
        assert kinds.count("HandedOver") <= kinds.count("Completed")

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


def test_whatever_is_tried_in_a_life_what_must_hold_holds() -> None:
    run_state_machine_as_test(DossierLives, settings=settings(max_examples=200, stateful_step_count=40))
