"""Guessing passwords is made slow: after some failures in a row each further try has to wait, per account and per network address.

The database keeps the count, so that it holds across processes and restarts. A try is counted before the password is looked at:
many tries at once gain nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from motcua.web.models import LogInAttempts

FREE_TRIES = {"account": 5, "address": 50}
"""An address may be a whole office's; an account is one person's."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def waiting_time(kind: str, failures: int) -> timedelta:
    """How long to wait after so many failures in a row: nothing at first, then a minute, doubling up to a quarter of an hour."""
    beyond = failures - FREE_TRIES[kind]
    return min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT) if beyond >= 0 else timedelta()


def begin(account: str, address: str, at: datetime) -> datetime | None:
    """Count a try as failed until it succeeds. When the account or the address must wait, count nothing and say until when."""
    subjects = {_subject("account", account): "account", _subject("address", address): "address"}
    with transaction.atomic():
        LogInAttempts.objects.bulk_create([LogInAttempts(subject=one, last_at=at) for one in subjects], ignore_conflicts=True)
        rows = list(LogInAttempts.objects.select_for_update().filter(subject__in=subjects).order_by("subject"))
        until = max(row.last_at + waiting_time(subjects[row.subject], row.failures) for row in rows)
        if until > at:
            return until
        for row in rows:
            row.failures = row.failures + 1 if at - row.last_at < FORGOTTEN_AFTER else 1
            row.last_at = at
        LogInAttempts.objects.bulk_update(rows, ["failures", "last_at"])
    return None


def succeeded(account: str, address: str) -> None:
    """The account begins anew. The address only gets this one try back: else an attacker's own account would reset the count."""
    LogInAttempts.objects.filter(subject=_subject("account", account)).delete()
    LogInAttempts.objects.filter(subject=_subject("address", address), failures__gt=0).update(failures=F("failures") - 1)


def forget_old_attempts(at: datetime) -> int:
    """Forget what no longer counts; return how many rows. A duty."""
    forgotten, _ = LogInAttempts.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
    return forgotten


def _subject(kind: str, name: str) -> str:
    return f"{kind}:{salted_hmac('motcua.web.throttle', name.strip().lower(), algorithm='sha256').hexdigest()}"
