"""People's errands: a portion at a time between the worker's other work; one that fails stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from motcua.foundation import errands
from motcua.foundation.errands import Errands, register_errand
from tests.foundation.samples import NOW


@pytest.fixture(autouse=True)
def own_errands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "ERRANDS", {})


def counted(told: list[str], name: str, portions: int) -> Iterator[None]:
    for no in range(portions):
        told.append(f"{name}{no}")
        yield


def once(told: list[str], name: str, portions: int) -> errands.Take:
    """An errand of so many portions that waits once."""
    waiting = [name]
    return lambda _worker, _at: counted(told, waiting.pop(), portions) if waiting else None


def test_an_errand_is_done_a_portion_at_a_time_and_then_the_next_one_is_taken() -> None:
    told: list[str] = []
    register_errand("a", once(told, "a", 2))
    register_errand("b", once(told, "b", 1))
    mine = Errands("w")
    rounds = [mine.step(NOW) for _ in range(6)]
    assert told == ["a0", "a1", "b0"]
    assert rounds == [True] * 5 + [False]


def test_an_errand_that_fails_is_put_down_and_the_next_one_is_taken() -> None:
    told: list[str] = []

    def broken(_worker: str, _at: datetime) -> Iterator[None] | None:
        if told:
            return None
        told.append("taken")
        return fail()

    def fail() -> Iterator[None]:
        yield
        raise RuntimeError("disk full")

    register_errand("broken", broken)
    register_errand("good", once(told, "g", 1))
    mine = Errands("w")
    for _ in range(4):
        mine.step(NOW)
    assert told == ["taken", "g0"]


def test_a_worker_that_stops_puts_down_what_is_at_hand() -> None:
    told: list[str] = []

    def tidy() -> Iterator[None]:
        try:
            yield
            yield
        finally:
            told.append("put down")

    waiting = [tidy()]
    register_errand("tidy", lambda _worker, _at: waiting.pop() if waiting else None)
    mine = Errands("w")
    mine.step(NOW)
    mine.leave()
    assert told == ["put down"]
    assert not mine.step(NOW)
