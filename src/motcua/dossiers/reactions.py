"""What this room does when others publish: where a calendar was revised, what is owed is counted anew with the next hourly look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from motcua.agencies.events import NATIONAL, TYPES, DaySet, HoursSet
from motcua.dossiers.models import Dossier
from motcua.dossiers.tending import LOOK
from motcua.foundation import clock
from motcua.foundation.chain import StoredEvent
from motcua.foundation.duties import hurry_duty
from motcua.foundation.outbox import register_reaction

UNDER_WAY = timedelta(minutes=1)
"""An act that was under way when a calendar was revised may still have counted by the old one, however it is dated."""


def register() -> None:
    """Called once, when the room is ready."""
    revisions = [name for name, kind in TYPES.items() if kind in (DaySet, HoursSet)]
    register_reaction("dossiers.calendar", revisions, recount)


def recount(events: Sequence[StoredEvent]) -> None:
    """Due dates stay what they were promised to be; forecasts and the days by which something is owed follow the new calendar."""
    now = clock.now()
    if look_again({event.stream.id for event in events}, now, revised_at=max(event.at for event in events)):
        hurry_duty(LOOK, now)


def look_again(agencies: set[int], at: datetime, *, revised_at: datetime) -> int:
    """Let the next look at the dossiers of these agencies come at `at`, unless it comes before; all of them for the country's calendar.

    Nothing changes by time alone between now and a look that was to come later, so what stands stays true until then. Where somebody
    acted after the revision, the new calendar has been counted by already. Returns how many.
    """
    later = Dossier.objects.filter(duties_check_at__gt=at, last_at__lte=revised_at + UNDER_WAY)
    if NATIONAL not in agencies:
        later = later.filter(agency_id__in=agencies)
    return later.update(duties_check_at=at)
