from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from motcua.foundation import outbox
from motcua.foundation.journal import StoredEvent, Stream
from motcua.foundation.models import Outbox, OutboxFailure
from motcua.foundation.outbox import LEASE, PAUSES, list_failures, register_reaction, run_once, try_again
from tests.foundation.samples import NOW, append_plain, at_the_same_time, later

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_reactions")]


class Heard:
    """Remembers the streams it heard of; fails on those it is told to."""

    def __init__(self, *failing: int) -> None:
        self.failing = set(failing)
        self.chunks: list[list[int]] = []

    def __call__(self, events: Sequence[StoredEvent]) -> None:
        ids = [event.stream.id for event in events]
        if self.failing & set(ids):
            raise RuntimeError("gateway is down")
        self.chunks.append(ids)


def write(*numbers: int) -> None:
    for number in numbers:
        append_plain(Stream("sample", number), 0)


def test_reactions_hear_of_all_batches_in_one_chunk_and_the_rows_go() -> None:
    heard, deaf = Heard(), Heard()
    register_reaction("heard", ["noted"], heard)
    register_reaction("deaf", ["other"], deaf)
    write(1, 2, 3)
    assert run_once(at=NOW) == 3
    assert (heard.chunks, deaf.chunks) == ([[1, 2, 3]], [])
    assert not Outbox.objects.exists()
    assert run_once(at=NOW) == 0


def test_a_failing_batch_does_not_keep_the_others_nor_other_reactions() -> None:
    weak, strong = Heard(2), Heard()
    register_reaction("weak", ["noted"], weak)
    register_reaction("strong", ["noted"], strong)
    write(1, 2, 3)
    run_once(at=NOW)
    assert (weak.chunks, strong.chunks) == ([[1], [3]], [[1, 2, 3]])
    [failure] = list_failures()
    assert (failure.reaction, failure.stream_id, failure.tries, failure.next_try_at) == ("weak", 2, 1, NOW + PAUSES[0])
    assert "gateway is down" in failure.error
    assert not Outbox.objects.exists()


def test_a_failure_is_tried_again_after_its_pause_and_forgotten_when_it_works() -> None:
    weak = Heard(2)
    register_reaction("weak", ["noted"], weak)
    write(2)
    run_once(at=NOW)
    weak.failing.clear()
    assert run_once(at=NOW + PAUSES[0] - timedelta(seconds=1)) == 0
    assert run_once(at=NOW + PAUSES[0]) == 1
    assert weak.chunks == [[2]]
    assert list_failures() == []


def test_a_failure_is_tried_for_more_than_a_day_then_kept_as_dead_and_can_be_revived() -> None:
    weak = Heard(2)
    register_reaction("weak", ["noted"], weak)
    write(2)
    run_once(at=NOW)
    times = []
    while (failure := OutboxFailure.objects.get()).next_try_at is not None:
        times.append(failure.next_try_at)
        assert run_once(at=failure.next_try_at) == 1
    assert times[-1] - NOW > timedelta(days=1)
    assert [after - before for before, after in zip([NOW, *times], times, strict=False)] == list(PAUSES)
    assert run_once(at=NOW + timedelta(days=100)) == 0
    assert [found.stream_id for found in list_failures(only_dead=True)] == [2]
    weak.failing.clear()
    assert try_again(failure.pk, later(1))
    assert run_once(at=later(1)) == 1
    assert list_failures() == []


def test_what_a_dead_worker_had_claimed_is_done_after_its_lease() -> None:
    """At least once: a worker that dies in a reaction leaves the rows."""
    heard = Heard()
    register_reaction("heard", ["noted"], heard)
    write(1)

    def die(_events: Sequence[StoredEvent]) -> None:
        raise SystemExit

    register_reaction("dying", ["noted"], die)
    with pytest.raises(SystemExit):
        run_once(worker="first", at=NOW)
    register_reaction("dying", ["never"], die)
    assert run_once(worker="second", at=NOW + LEASE) == 0
    assert run_once(worker="second", at=NOW + LEASE + timedelta(seconds=1)) == 1
    assert heard.chunks == [[1], [1]]


def test_two_workers_share_the_work_and_do_nothing_twice() -> None:
    heard = Heard()
    register_reaction("heard", ["noted"], heard)
    write(*range(60))

    def work(name: str) -> int:
        done = 0
        while found := run_once(7, worker=name, at=NOW):
            done += found
        return done

    assert sum(at_the_same_time([lambda name=name: work(name) for name in "abc"])) == 60  # type: ignore[misc]
    assert sorted(number for chunk in heard.chunks for number in chunk) == list(range(60))


def test_failures_of_a_reaction_that_is_no_more_are_kept() -> None:
    register_reaction("weak", ["noted"], Heard(2))
    write(2)
    run_once(at=NOW)
    outbox.REACTIONS.clear()
    assert run_once(at=later(100)) == 0
    assert len(list_failures()) == 1
