"""Opinions as the asked agencies answer for them: how many were asked, answered late, still owed past their day (domain §2.5)."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.dossiers.models import AskedOpinion, Dossier
from motcua.dossiers.queries import Place
from motcua.foundation.access import Act, Actor, scope
from motcua.law.calendar import VN


class OpinionCount(msgspec.Struct, frozen=True, kw_only=True):
    """Opinions asked of one agency: all that are due by now, those answered late or not at all, those still owed past their day."""

    agency_id: int
    due: int
    late: int
    owed: int


class OpinionLine(msgspec.Struct, frozen=True):
    """One opinion that was or is late: of which dossier, by whom, until when, and when it came."""

    id: int
    dossier_id: int
    code: str | None
    procedure_name: str
    lead_id: int
    agency_id: int
    due_at: datetime
    answered_at: datetime | None


class OpinionPage(msgspec.Struct, frozen=True):
    """A page of opinions; `after` is where the next begins, None at the end."""

    lines: tuple[OpinionLine, ...]
    after: Place | None


PAGE = 50
LATE = Q(answered_at__gt=F("due_at")) | Q(answered_at=None)
_COLUMNS = (
    *("id", "dossier_id", "dossier__code", "dossier__version__procedure__name", "dossier__agency_id"),
    *("agency_id", "due_at", "answered_at"),
)


def list_opinion_counts(actor: Actor, at: datetime, *, since: date | None = None) -> tuple[OpinionCount, ...]:
    """For each agency this actor answers for or watches what it owed in opinions, due from `since` on, the most late first.

    Charged to the asked agency, whatever became of the dossier. One query, on asked_opinion_agency.
    """
    rows = _asked(actor, at, since).values("agency_id")
    counted = rows.annotate(n=Count("id"), behind=Count("id", filter=LATE), owed=Count("id", filter=Q(answered_at=None)))
    return tuple(
        OpinionCount(agency_id=row["agency_id"], due=row["n"], late=row["behind"], owed=row["owed"])
        for row in counted.order_by("-behind", "agency_id")
    )


def list_late_opinions(
    actor: Actor, at: datetime, *, is_owed: bool = False, agency_id: int = 0, since: date | None = None, after: Place | None = None
) -> OpinionPage:
    """The opinions that `late` counts (`is_owed`: that `owed` counts), due first on top (keyset, no offset), of dossiers one may see.

    One query, on asked_opinion_agency.
    """
    rows = _asked(actor, at, since).filter(Q(answered_at=None) if is_owed else LATE)
    rows = rows.filter(agency_id=agency_id) if agency_id else rows
    rows = rows.filter(Exists(Dossier.objects.visible_to(actor).filter(pk=OuterRef("dossier_id"))))
    if after is not None:
        due_at, last_id = after
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=last_id))
    found = [OpinionLine(*row) for row in rows.order_by("due_at", "id").values_list(*_COLUMNS)[: PAGE + 1]]
    lines = tuple(found[:PAGE])
    return OpinionPage(lines, (lines[-1].due_at, lines[-1].id) if len(found) > PAGE else None)


def _asked(actor: Actor, at: datetime, since: date | None) -> QuerySet[AskedOpinion]:
    """Those whose day has passed, and those that were answered already."""
    reach = scope(actor, Act.VIEW_LATENESS)
    rows = AskedOpinion.objects.filter(Q(due_at__lt=at) | Q(answered_at__isnull=False))
    rows = rows if reach.everything else rows.filter(agency_id__in=sorted(reach.agencies))
    return rows.filter(due_at__gte=datetime.combine(since, time(), VN)) if since else rows
