"""Periodic duties: idempotent work with a period, its last run kept in the database so that a missed run is caught up."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
from django.db import connection, transaction

from motcua.foundation import idempotency, seals
from motcua.foundation.models import DutyRun, WorkerBeat
from motcua.foundation.sql import db_instant, on_postgresql

BEATS_KEPT = timedelta(days=7)
RETRY_AFTER = timedelta(minutes=5)
MAX_ERROR = 4000
_DAY = timedelta(days=1)
_log = logging.getLogger(__name__)


class Duty(msgspec.Struct, frozen=True):
    """Work to be done once every `every`, counted from midnight in Vietnam; `run` gets the present instant and is idempotent."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


DUTIES: dict[str, Duty] = {}
_MIDNIGHT = datetime.fromisoformat("2020-01-01T00:00:00+07:00")
_ENTER = "INSERT INTO duty_run (name, due_at, error) VALUES (%s, %s, '') ON CONFLICT (name) DO NOTHING"


def register_duty(name: str, every: timedelta, run: Callable[[datetime], None]) -> None:
    """Let the worker call `run(at)` once in every period of `every`; one missed while nothing ran is caught up once."""
    DUTIES[name] = Duty(name, every, run)


def run_due_duties(at: datetime) -> int:
    """Run every duty whose time has come, each by one worker only; return how many ran. A failed one is tried again in five minutes."""
    _enter_new_ones(at)
    due = DutyRun.objects.filter(due_at__lte=at, name__in=list(DUTIES)).order_by("due_at").values_list("name", flat=True)
    return sum(_run(DUTIES[name], at) for name in list(due))


def hurry_duty(name: str, at: datetime) -> None:
    """Let a duty's next run come at `at`, unless it comes before: for work that should not wait for the whole period."""
    DutyRun.objects.filter(name=name, due_at__gt=at).update(due_at=at)


def _enter_new_ones(at: datetime) -> None:
    known = set(DutyRun.objects.values_list("name", flat=True))
    with connection.cursor() as cursor:
        for name in DUTIES.keys() - known:
            cursor.execute(_ENTER, (name, db_instant(at)))


def _run(duty: Duty, at: datetime) -> int:
    with transaction.atomic():  # whoever moves the due time first runs it
        run = DutyRun.objects.select_for_update(skip_locked=on_postgresql()).filter(name=duty.name, due_at__lte=at).first()
        if run is None:
            return 0
        run.due_at, run.started_at = at + RETRY_AFTER, at
        run.save(update_fields=["due_at", "started_at"])
    try:
        duty.run(at)
    except Exception as error:  # noqa: BLE001 - a duty that fails is shown and tried again, it stops no other
        _log.warning("duty %s failed: %s", duty.name, error)
        DutyRun.objects.filter(name=duty.name).update(error=traceback.format_exc()[-MAX_ERROR:])
    else:
        DutyRun.objects.filter(name=duty.name).update(error="", done_at=at, due_at=next_start(duty.every, at))
    return 1


def next_start(every: timedelta, at: datetime) -> datetime:
    """The next whole period after `at`, counted from midnight in Vietnam: a daily duty runs as the day begins."""
    return _MIDNIGHT + ((at - _MIDNIGHT) // every + 1) * every


def _seal(at: datetime) -> None:
    seals.seal(at)


def _forget_old_keys(at: datetime) -> None:
    idempotency.forget_old_keys(at)


def _forget_old_beats(at: datetime) -> None:
    WorkerBeat.objects.filter(seen_at__lt=at - BEATS_KEPT).delete()


register_duty("Niêm phong nhật ký hằng ngày", _DAY, _seal)
register_duty("Quên mã chống lặp cũ", _DAY, _forget_old_keys)
register_duty("Dọn dấu vết tiến trình nền cũ", _DAY, _forget_old_beats)
