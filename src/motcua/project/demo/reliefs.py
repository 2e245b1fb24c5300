"""People of the demonstration who will go: recorded ahead, so that the page of staffing has something to tell."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.agencies.commands import relieve
from motcua.agencies.models import Appointment
from motcua.foundation.access import SYSTEM
from motcua.law.calendar import business_date
from motcua.law.refusal import Refusal

GOING = {"lanhdao.chauson": 20, "vanthu.chauson": 35, "vanthu.hoalu": 60}
"""Who goes, and in how many days."""
DECISION = "02/QĐ-UBND (minh hoạ)"


def relieve_some(at: datetime) -> int | Refusal:
    """Record the reliefs of GOING at `at`; the number of posts given up."""
    held = Appointment.objects.filter(officer__account__username__in=GOING, valid_to=None).order_by("id")
    rows = list(held.values_list("id", "officer__account__username"))
    for appointment_id, username in rows:
        last_day = business_date(at) + timedelta(days=GOING[username])
        if refusal := relieve(SYSTEM, appointment_id, last_day=last_day, at=at, decision=DECISION):
            return refusal
    return len(rows)
