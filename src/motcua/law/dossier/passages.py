"""The way of a dossier through its plan: which steps follow the one that is left, which of them run beside others.

A plan without branches is a row of numbers; with branches `law.process` says who waits for whom (domain §23). What another
branch has done stays done when the main line goes back: nobody is asked twice for the same work.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from motcua.law.dossier.values import PlannedStep, StepRun
from motcua.law.process.order import ready_after, successors

Plan = tuple[PlannedStep, ...]


def is_row(plan: Plan) -> bool:
    """Whether the steps simply follow one another."""
    return not any(step.after for step in plan)


@lru_cache(maxsize=512)
def branch_steps(plan: Plan) -> frozenset[int]:
    """The numbers of the steps that run beside others: neither before nor after every other step."""
    if is_row(plan):
        return frozenset()
    later = {step.no: _later(plan, step.no) for step in plan}
    numbers = set(later)
    return frozenset(no for no in numbers if numbers - later[no] - {no} - {other for other in numbers if no in later[other]})


def following(plan: Plan, runs: Sequence[StepRun], no: int) -> Plan:
    """The steps that begin when step `no` is left now; none at the end of the plan, or where a join waits for another branch."""
    if is_row(plan):
        return tuple(step for step in plan if step.no == no + 1)
    open_ones = {run.no for run in runs if run.left_at is None} - {no}
    ready = set(ready_after(plan, _done(plan, runs) | {no})) - open_ones
    return tuple(step for step in plan if step.no in ready)


def left_undone(plan: Plan, runs: Sequence[StepRun], no: int) -> Plan:
    """The steps that are still to be done when `no` is left: those open beside it and those that come."""
    if is_row(plan):
        return tuple(step for step in plan if step.no > no)
    done = _done(plan, runs) | {no}
    return tuple(step for step in plan if step.no not in done)


def _done(plan: Plan, runs: Sequence[StepRun]) -> set[int]:
    """What was left and not entered again; entering a step again undoes what comes after it, except in branches."""
    kept = branch_steps(plan)
    done: set[int] = set()
    for run in runs:
        done -= (_later(plan, run.no) - kept) | {run.no}
        if run.left_at is not None:
            done.add(run.no)
    return done


@lru_cache(maxsize=4096)
def _later(plan: Plan, no: int) -> frozenset[int]:
    """Every step that waits for `no`, directly or not."""
    after = successors(plan)
    seen: set[int] = set()
    waiting = list(after.get(no, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += after[one]
    return frozenset(seen)


def earlier_steps(plan: Plan, no: int) -> frozenset[int]:
    """Every step that `no` waits for, directly or not."""
    return frozenset(step.no for step in plan if no in _later(plan, step.no))
