"""Who waits for whom: the order of steps with branches and joins, and the longest way through it.

Every function takes steps with different numbers; those that count minutes need an order without circles, as `check` guarantees.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

Waits = Mapping[int, tuple[int, ...]]
"""Step number → numbers of other steps, in rising order of the steps."""


class Ordered(Protocol):
    """Anything with a number that says after which other numbers it begins."""

    @property
    def no(self) -> int:
        """Its number, different from all others."""

    @property
    def after(self) -> tuple[int, ...]:
        """The numbers it waits for; empty: the next smaller number."""


class Timed(Ordered, Protocol):
    """The same, with a budget of working minutes."""

    @property
    def minutes(self) -> int:
        """How long it may take."""


def predecessors(steps: Sequence[Ordered]) -> Waits:
    """For each step the steps it waits for: those it names, else the one before it in number; the first waits for none.

    Numbers that no step has are left out: nobody can wait for them.
    """
    ordered = sorted(step.no for step in steps)
    before = dict(zip(ordered[1:], ordered, strict=False))
    known = set(ordered)
    found: dict[int, tuple[int, ...]] = {}
    for step in sorted(steps, key=lambda step: step.no):
        named = step.after or ((before[step.no],) if step.no in before else ())
        found[step.no] = tuple(sorted(known.intersection(named)))
    return found


def successors(steps: Sequence[Ordered]) -> Waits:
    """For each step the steps that wait for it: several are branches, none is the end."""
    waits = predecessors(steps)
    return {no: tuple(other for other in waits if no in waits[other]) for no in waits}


def ready_after(steps: Sequence[Ordered], done: Collection[int]) -> tuple[int, ...]:
    """The steps that may begin now: not done themselves, and everything they wait for is. With nothing done, the first."""
    waits = predecessors(steps)
    return tuple(no for no in waits if no not in done and all(earlier in done for earlier in waits[no]))


def in_order(waits: Waits) -> list[int]:
    """The steps so that none stands before one it waits for, smaller numbers first; those in or behind a circle are left out."""
    done: list[int] = []
    open_steps = dict(waits)
    while ready := [no for no, earlier in open_steps.items() if all(other not in open_steps for other in earlier)]:
        done += ready
        for no in ready:
            del open_steps[no]
    return done


def earliest_ends(steps: Sequence[Timed]) -> dict[int, int]:
    """After how many working minutes from the beginning each step is done, when each takes its whole budget."""
    waits = predecessors(steps)
    minutes = {step.no: step.minutes for step in steps}
    ends: dict[int, int] = {}
    for no in in_order(waits):
        ends[no] = minutes[no] + max((ends[earlier] for earlier in waits[no]), default=0)
    return ends


def total_minutes(steps: Sequence[Timed]) -> int:
    """The working minutes of the whole process: its longest way, because branches run side by side. 0 for no steps."""
    return max(earliest_ends(steps).values(), default=0)


def critical_path(steps: Sequence[Timed]) -> tuple[int, ...]:
    """The step numbers of the longest way, first to last; of equally long ways the one with the smaller numbers."""
    waits, ends = predecessors(steps), earliest_ends(steps)
    path: list[int] = []
    candidates: Collection[int] = ends
    while candidates:
        path.append(min(candidates, key=lambda no: (-ends[no], no)))
        candidates = waits[path[-1]]
    return tuple(reversed(path))
