"""Guessing the secret of a receipt is made slow, per network address. Only failures count, and nothing is kept of right ones.

An address may be a whole village behind one provider's door, so many tries are free. The secret has forty bits: what is left to a
guesser is nothing. Rows lie with those of failed log-ins and are forgotten with them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from motcua.web.models import LogInAttempts
from motcua.web.throttle import FIRST_WAIT, FORGOTTEN_AFTER, LONGEST_WAIT

FREE_TRIES = 20


def waiting_time(failures: int) -> timedelta:
    """How long an address waits after so many failures: nothing at first, then a minute, doubling up to a quarter of an hour."""
    beyond = failures - FREE_TRIES
    return min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT) if beyond >= 0 else timedelta()


def waits_until(address: str, at: datetime) -> datetime | None:
    """Until when this address must wait, or None. One query."""
    row = LogInAttempts.objects.filter(subject=_subject(address)).first()
    until = row.last_at + waiting_time(row.failures) if row else at
    return until if until > at else None


def failed(address: str, at: datetime) -> None:
    """Count a wrong code or secret. Counts begin anew after a quiet day."""
    with transaction.atomic():
        LogInAttempts.objects.bulk_create([LogInAttempts(subject=_subject(address), last_at=at)], ignore_conflicts=True)
        row = LogInAttempts.objects.select_for_update().get(subject=_subject(address))
        row.failures = row.failures + 1 if at - row.last_at < FORGOTTEN_AFTER else 1
        row.last_at = max(at, row.last_at)
        row.save(update_fields=["failures", "last_at"])


def _subject(address: str) -> str:
    return f"lookup:{salted_hmac('motcua.web.public.tries', address, algorithm='sha256').hexdigest()}"
