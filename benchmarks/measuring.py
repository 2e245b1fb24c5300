"""One line of the answer, and how time is taken: in small portions, ours and the reference in turn, so that noise hits both."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

import msgspec

PORTIONS = 8


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One measurement. `ours` and `reference` are in `unit`; the ratio says how much of the reference we reach (1 is equal)."""

    what: str
    unit: str
    ours: float
    against: str
    reference: float

    @property
    def ratio(self) -> float:
        """Ours to the reference, so that more is always better: per second as it is, milliseconds turned round."""
        return self.reference / self.ours if self.unit == "ms" else self.ours / self.reference


def seconds(act: Callable[[], object]) -> float:
    """How long `act` takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def in_turn(ours: Iterator[Callable[[], object]], reference: Iterator[Callable[[], object]], each: int) -> tuple[float, float]:
    """Acts per second of both: portions of `each` acts, ours and theirs in turn, after one portion of each to warm up."""
    took = [0.0, 0.0]
    for portion in range(PORTIONS + 1):
        for side, acts in enumerate((ours, reference)):
            own = [next(acts) for _ in range(each)]
            spent = seconds(lambda own=own: [act() for act in own])  # type: ignore[misc]
            took[side] += spent if portion else 0.0
    return PORTIONS * each / took[0], PORTIONS * each / took[1]


def milliseconds(act: Callable[[], object], times: int = 15) -> float:
    """The median of `times` runs, after two to warm up."""
    runs = sorted(seconds(act) for _ in range(times + 2))
    return runs[len(runs) // 2] * 1000


def show(line: Line) -> None:
    """Print one line of the table."""
    print(
        f"{line.what:<58} {_number(line.ours):>9} {line.unit:<4} {_number(line.reference):>9}  {line.ratio:>6.2f}  {line.against}",
        flush=True,
    )


def head() -> None:
    """Print the head of the table."""
    print(f"{'what':<58} {'ours':>9} {'':<4} {'reference':>9}  {'ratio':>6}  against", flush=True)


def say(words: str) -> None:
    """Tell what is being done, beside the table."""
    print(f"→ {words}", file=sys.stderr, flush=True)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".") if value >= 100 else f"{value:.2f}"
