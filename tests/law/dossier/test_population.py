"""Several dossiers at once: what was received is solved or open at every instant, and no later act changes what an instant counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from motcua.law.deadline import Verdict
from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.evolve import Stamped, fold
from motcua.law.dossier.standing import verdict_of
from motcua.law.dossier.values import PlannedStep, Status
from motcua.law.procedure import ProcedureCase
from motcua.law.rulesets import ruleset_at
from tests.law.dossier.attempts import ACTS, BESIDES, ENDING, detour, fitted, offered
from tests.law.dossier.life import CALENDAR, SUBMIT, Life, completed, handed_over, ref
from tests.law.dossier.test_machine import BY, CASES, MINUTES, PLANS, STARTS

HOUSE = 4
ENDED = (e.Completed, e.Withdrawn, e.Stopped, e.NotEligible)
RULES = ruleset_at(date(2026, 3, 2))
ENDS = tuple(act for act in ACTS if isinstance(act, ENDING))


class Count(msgspec.Struct, frozen=True):
    """What a report on one instant says; each number is counted in its own way."""

    received: int
    solved: int
    open: int
    verdicts: dict[Verdict, int]


def count_at(streams: Sequence[Sequence[Stamped]], instant: datetime) -> Count:
    """Counted from the journals of all dossiers: receptions, ends less re-openings, dossiers that lie in somebody's step."""
    past = [[one for one in stream if one[1] <= instant] for stream in streams]
    states = [state for state in map(fold, past) if state is not None and state.received_at is not None]
    kinds = Counter(type(event) for stream in past if _is_received(stream) for event, _, _ in stream)
    return Count(
        received=kinds[e.Received],
        solved=sum(kinds[kind] for kind in ENDED) - kinds[e.Reopened],
        open=sum(bool(state.open_runs) for state in states),
        verdicts=Counter(verdict for state in states if (verdict := verdict_of(state, instant, CALENDAR, RULES))),
    )


def _is_received(stream: Sequence[Stamped]) -> bool:
    """What was stopped or withdrawn at the door was never received, so it is not solved either (domain §2.2)."""
    return any(isinstance(event, e.Received) for event, _, _ in stream)


class House(RuleBasedStateMachine):
    """A few dossiers under one clock."""

    @initialize(start=STARTS, cases=st.lists(CASES, min_size=HOUSE, max_size=HOUSE), plans=st.lists(PLANS, min_size=HOUSE, max_size=HOUSE))
    def begin(self, start: datetime, cases: list[ProcedureCase], plans: list[tuple[PlannedStep, ...]]) -> None:
        self.at = start
        self.plans = plans
        self.lives = [Life(case=case) for case in cases]
        self.told: list[tuple[datetime, Count]] = []
        for no in range(HOUSE):
            self._attempt(no, SUBMIT, 3, 1)

    @rule(no=st.integers(0, HOUSE - 1), by=BY, after=MINUTES, times=st.integers(1, 6))
    def work(self, no: int, by: int, after: int, times: int) -> None:
        self.at += timedelta(minutes=after)
        for _ in range(times):
            act = offered(self.lives[no], 0)
            if act is not None:
                signing = self.lives[no].now.status is Status.SUBMITTED_FOR_SIGNATURE
                self._attempt(no, act, 4 if signing else by, 1)

    @rule(no=st.integers(0, HOUSE - 1), after=MINUTES, pick=st.integers(0, len(BESIDES) - 1), which=st.integers(0, 3))
    def turn_aside(self, no: int, after: int, pick: int, which: int) -> None:
        self.at += timedelta(minutes=after)
        act = detour(self.lives[no].now, pick, which)
        if act is not None:
            self._attempt(no, act, 3, 2)

    @rule(no=st.integers(0, HOUSE - 1), after=MINUTES, act=st.sampled_from(ENDS))
    def end(self, no: int, after: int, act: c.Command) -> None:
        self._attempt(no, act, 3, after)

    @rule(no=st.integers(0, HOUSE - 1), after=MINUTES)
    def reopen(self, no: int, after: int) -> None:
        self._attempt(no, c.Reopen(reason=ref(14)), 4, after)

    def _attempt(self, no: int, act: c.Command, by: int, after: int) -> None:
        life = self.lives[no]
        life.at = self.at + timedelta(minutes=after)
        life.attempt(act if act is SUBMIT else fitted(act, life, self.plans[no], 1), f"officer:{by}")
        self.at = life.at
        self.told.append((self.at, count_at(self._streams(), self.at)))

    def _streams(self) -> list[list[Stamped]]:
        return [life.history for life in self.lives]  # type: ignore[misc]

    @invariant()
    def what_was_received_is_solved_or_open(self) -> None:
        if self.told:
            now = self.told[-1][1]
            assert now.received == now.solved + now.open == sum(now.verdicts.values())

    def teardown(self) -> None:
        """Every instant between the first act and the last, seen from the end, counts what it counted when it was now."""
        for instant, told in getattr(self, "told", ()):
            assert count_at(self._streams(), instant) == told
            between = count_at(self._streams(), instant + timedelta(seconds=30))
            assert between.received == between.solved + between.open


def test_received_is_solved_plus_open_at_every_instant_and_no_instant_is_counted_anew() -> None:
    run_state_machine_as_test(House, settings=settings(max_examples=120, stateful_step_count=25))


def test_a_reopened_dossier_is_received_once_and_open_again_while_its_past_stays_solved() -> None:
    life = handed_over()
    ended = life.at
    other = completed()
    before = count_at([life.history, other.history], ended)  # type: ignore[list-item]
    life.do(c.Reopen(reason=ref(8)), by="officer:4", at="2026-04-20 09:00")
    streams: list[Sequence[Stamped]] = [life.history, other.history]  # type: ignore[list-item]
    assert count_at(streams, ended) == before
    assert (before.received, before.solved, before.open) == (2, 2, 0)
    now = count_at(streams, life.at)
    assert (now.received, now.solved, now.open) == (2, 1, 1)
    assert now.verdicts == {Verdict.EARLY: 1, Verdict.OVERDUE_OPEN: 1}
