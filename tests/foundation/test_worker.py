from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest

from motcua.foundation import clock, duties
from motcua.foundation.duties import hurry_duty, next_start, register_duty, run_due_duties
from motcua.foundation.journal import Stream
from motcua.foundation.models import DutyRun, Seal, WorkerBeat
from motcua.foundation.outbox import register_reaction
from motcua.foundation.worker import Worker, get_worker_status, start_embedded_worker, stop_embedded_worker
from motcua.law.calendar import VN
from tests.foundation.samples import NOW, append_plain, at_the_same_time, later

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_reactions")]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def own_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "DUTIES", dict(duties.DUTIES))


def test_a_duty_runs_once_in_its_period() -> None:
    ran: list[datetime] = []
    duties.DUTIES.clear()
    register_duty("đếm", HOUR, ran.append)
    for at in (NOW, later(1), later(2)):
        run_due_duties(at)
    assert ran == [NOW]
    assert DutyRun.objects.get().due_at == datetime(2026, 11, 20, 10, 0, tzinfo=VN)


def test_a_duty_missed_for_days_is_caught_up_once() -> None:
    ran: list[datetime] = []
    duties.DUTIES.clear()
    register_duty("đếm", HOUR, ran.append)
    run_due_duties(NOW)
    assert run_due_duties(later(60 * 72)) == 1
    assert run_due_duties(later(60 * 72)) == 0
    assert ran == [NOW, later(60 * 72)]


def test_a_duty_in_a_hurry_comes_before_its_period_is_over_and_is_never_put_off() -> None:
    ran: list[datetime] = []
    duties.DUTIES.clear()
    register_duty("đếm", HOUR, ran.append)
    run_due_duties(NOW)
    hurry_duty("đếm", later(2))
    hurry_duty("đếm", later(50))
    assert [run_due_duties(at) for at in (later(1), later(2), later(3))] == [0, 1, 0]
    assert ran == [NOW, later(2)]


def test_a_daily_duty_starts_with_the_vietnamese_day() -> None:
    before_midnight = datetime(2026, 11, 20, 23, 59, tzinfo=VN)
    assert next_start(timedelta(days=1), before_midnight) == datetime(2026, 11, 21, tzinfo=VN)


def test_a_duty_that_fails_is_shown_tried_again_and_stops_no_other() -> None:
    def fail(_at: datetime) -> None:
        raise RuntimeError("disk full")

    ran: list[datetime] = []
    duties.DUTIES.clear()
    register_duty("a hỏng", HOUR, fail)
    register_duty("b đếm", HOUR, ran.append)
    assert run_due_duties(NOW) == 2
    assert ran == [NOW]
    assert "disk full" in DutyRun.objects.get(name="a hỏng").error
    assert run_due_duties(later(5)) == 1


def test_one_worker_runs_a_duty_when_several_see_it_due() -> None:
    ran: list[datetime] = []
    duties.DUTIES.clear()
    register_duty("đếm", HOUR, ran.append)
    at_the_same_time([lambda: run_due_duties(NOW)] * 4)
    assert ran == [NOW]


def test_the_daily_seal_is_a_duty() -> None:
    append_plain(Stream("sample", 1), 0)
    run_due_duties(later(1))
    assert Seal.objects.count() == 1


def test_the_embedded_worker_starts_once_works_and_stops_cleanly() -> None:
    heard = threading.Event()
    register_reaction("heard", ["noted"], lambda _events: heard.set())
    assert start_embedded_worker()
    try:
        assert not start_embedded_worker()
        append_plain(Stream("sample", 1), 0, at=clock.now())
        assert heard.wait(20)
    finally:
        stop_embedded_worker()
    beat = WorkerBeat.objects.get()
    assert beat.batches >= 1
    assert beat.stopped_at is not None


def test_the_operations_page_can_ask_what_waits_and_who_works() -> None:
    append_plain(Stream("sample", 1), 0)
    status = get_worker_status()
    assert (status.waiting, status.failing, status.dead, status.workers) == (1, 0, 0, ())
    assert status.oldest_waiting is not None
    duties.DUTIES.clear()
    register_duty("đếm", HOUR, lambda _at: None)
    worker = Worker("w1")
    worker.step(clock.now())
    status = get_worker_status()
    assert (status.waiting, [beat.worker for beat in status.workers]) == (0, ["w1"])
    assert [run.name for run in status.duties] == ["đếm"]
