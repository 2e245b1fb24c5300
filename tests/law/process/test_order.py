"""Branches, joins and the longest way, against brute force."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from motcua.law.procedure import Step
from motcua.law.process import critical_path, earliest_ends, predecessors, ready_after, successors, total_minutes
from tests.law.process.samples import branched, step, usual


@st.composite
def flows(draw: st.DrawFn) -> tuple[Step, ...]:
    """Processes without circles: each step waits for some smaller numbers."""
    count = draw(st.integers(1, 8))
    waited = [draw(st.sets(st.integers(1, no - 1), max_size=3)) if no > 1 else set() for no in range(1, count + 1)]
    return tuple(step(no, minutes=draw(st.integers(1, 50)), after=tuple(sorted(waited[no - 1]))) for no in range(1, count + 1))


def ways_to(steps: tuple[Step, ...], no: int) -> Iterator[tuple[int, ...]]:
    """Every way from a beginning to `no`, by naive recursion over what the steps themselves say."""
    own = steps[no - 1]
    earlier = own.after or ((no - 1,) if no > 1 else ())
    if not earlier:
        yield (no,)
    for other in earlier:
        yield from ((*way, no) for way in ways_to(steps, other))


def test_a_step_that_names_nobody_waits_for_the_one_before() -> None:
    assert predecessors(usual()) == {1: (), 2: (1,), 3: (2,), 4: (3,)}
    assert successors(usual()) == {1: (2,), 2: (3,), 3: (4,), 4: ()}


def test_branches_wait_for_the_same_step_and_the_join_for_all() -> None:
    assert successors(branched()) == {1: (2, 3), 2: (5,), 3: (4,), 4: (5,), 5: (6,), 6: ()}
    assert predecessors(branched())[5] == (2, 4)


def test_the_join_begins_only_when_every_branch_is_done() -> None:
    steps = branched()
    assert ready_after(steps, ()) == (1,)
    assert ready_after(steps, {1}) == (2, 3)
    assert ready_after(steps, {1, 2}) == (3,)
    assert ready_after(steps, {1, 2, 3}) == (4,)
    assert ready_after(steps, {1, 2, 3, 4}) == (5,)
    assert ready_after(steps, {1, 2, 3, 4, 5, 6}) == ()


def test_the_whole_takes_as_long_as_its_longest_way() -> None:
    assert (total_minutes(usual()), critical_path(usual())) == (480, (1, 2, 3, 4))
    assert (total_minutes(branched()), critical_path(branched())) == (540, (1, 2, 5, 6))
    assert (total_minutes(()), critical_path(())) == (0, ())


@given(flows())
def test_the_longest_way_is_what_brute_force_finds(steps: tuple[Step, ...]) -> None:
    every_way = [way for end in steps for way in ways_to(steps, end.no)]
    lengths = {way: sum(steps[no - 1].minutes for no in way) for way in every_way}
    assert total_minutes(steps) == max(lengths.values())
    assert lengths[critical_path(steps)] == total_minutes(steps)


@given(flows())
def test_every_step_ends_when_its_longest_way_ends(steps: tuple[Step, ...]) -> None:
    longest = {end.no: max(sum(steps[no - 1].minutes for no in way) for way in ways_to(steps, end.no)) for end in steps}
    assert earliest_ends(steps) == longest


@given(flows(), st.randoms(use_true_random=False))
def test_doing_ready_steps_in_any_order_does_each_once_and_none_too_early(steps: tuple[Step, ...], chance: object) -> None:
    done: list[int] = []
    while ready := ready_after(steps, done):
        chosen = chance.choice(ready)  # type: ignore[attr-defined]
        assert all(earlier in done for earlier in predecessors(steps)[chosen])
        done.append(chosen)
    assert sorted(done) == [step.no for step in steps]
