"""Errands: long work that a person asked for, done by the worker a portion at a time between its other work.

A room registers how an errand is taken: `take(worker, at)` claims one that waits, for some minutes (a lease, so that nothing is lost
when the worker dies), and gives its portions as a generator, or None when nothing waits. Each portion is a second or two of work and
ends with `yield`; what it prolongs and writes down is its own affair. An errand that fails says so in its own rows: what it throws is
only logged here, and the next one is taken.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

Portions = Iterator[None]
Take = Callable[[str, datetime], Portions | None]

ERRANDS: dict[str, Take] = {}
_log = logging.getLogger(__name__)


def register_errand(name: str, take: Take) -> None:
    """Let every worker take errands of this kind."""
    ERRANDS[name] = take


class Errands:
    """The errand one worker is on, if any."""

    def __init__(self, worker: str) -> None:
        self._worker = worker
        self._portions: Portions | None = None

    def step(self, at: datetime) -> bool:
        """Do one portion of the errand at hand, or take the next errand; False when there was nothing to do."""
        if self._portions is None:
            self._portions = self._take(at)
        if self._portions is None:
            return False
        try:
            next(self._portions)
        except StopIteration:
            self._portions = None
        except Exception:  # noqa: BLE001 - one broken errand stops neither the next one nor the worker
            _log.exception("worker %s: an errand failed", self._worker)
            self._portions = None
        return True

    def leave(self) -> None:
        """Put down what is at hand; its lease runs out and somebody takes it from the start."""
        close = getattr(self._portions, "close", None)
        self._portions = None
        if close is not None:
            close()

    def _take(self, at: datetime) -> Portions | None:
        for take in list(ERRANDS.values()):
            portions = take(self._worker, at)
            if portions is not None:
                return portions
        return None
