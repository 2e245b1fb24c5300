"""Opinions as the asked agencies answer for them: how many were asked, answered late, still owed past their day (domain §2.5)."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec
from django.db.models import Count, F, Q, QuerySet

from motcua.dossiers.models import AskedOpinion
from motcua.foundation.access import Act, Actor, scope
from motcua.law.calendar import VN


class OpinionCount(msgspec.Struct, frozen=True, kw_only=True):
    """Opinions asked of one agency: all that are due by now, those answered late or not at all, those still owed past their day."""

    agency_id: int
    due: int
    late: int
    owed: int


def list_opinion_counts(actor: Actor, at: datetime, *, since: date | None = None) -> tuple[OpinionCount, ...]:
    """For each agency this actor answers for or watches what it owed in opinions, due from `since` on, the most late first.

    Charged to the asked agency, whatever became of the dossier. One query, on asked_opinion_agency.
    """
    late = Q(answered_at__gt=F("due_at")) | Q(answered_at=None)
    rows = _asked(actor, at, since).values("agency_id")
    counted = rows.annotate(n=Count("id"), behind=Count("id", filter=late), owed=Count("id", filter=Q(answered_at=None)))
    return tuple(
        OpinionCount(agency_id=row["agency_id"], due=row["n"], late=row["behind"], owed=row["owed"])
        for row in counted.order_by("-behind", "agency_id")
    )


def _asked(actor: Actor, at: datetime, since: date | None) -> QuerySet[AskedOpinion]:
    """Those whose day has passed, and those that were answered already."""
    reach = scope(actor, Act.VIEW_LATENESS)
    rows = AskedOpinion.objects.filter(Q(due_at__lt=at) | Q(answered_at__isnull=False))
    rows = rows if reach.everything else rows.filter(agency_id__in=sorted(reach.agencies))
    return rows.filter(due_at__gte=datetime.combine(since, time(), VN)) if since else rows
