"""What a head asks about lateness: who was apologised to, who explained, what is behind, and which dossiers each number counts."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from motcua.dossiers.models import Dossier, LateDossier, LateSum
from motcua.foundation.access import Act, Actor, scope
from motcua.law.calendar import VN
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.state import DossierState

PAGE = 50

Place = tuple[datetime, int]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """Late dossiers of the agencies a head answers for, and how many of them have their apology and explanation. Ratios are the
    reader's: from these sums, never averaged."""

    late: int
    open_late: int
    apologised: int
    explained: int


class Backlog(msgspec.Struct, frozen=True):
    """How many dossiers of a sector are open past their day."""

    sector: str
    open_late: int


class LateList(StrEnum):
    """Which late dossiers a list holds; the value stands in addresses."""

    ALL = "tat-ca"
    OPEN = "con-mo"
    NOT_APOLOGISED = "chua-xin-loi"
    NOT_EXPLAINED = "chua-giai-trinh"


class LateLine(msgspec.Struct, frozen=True, kw_only=True):
    """One late dossier in a list; `state` says how late it is or was."""

    id: int
    code: str
    applicant_name: str
    procedure_name: str
    agency_id: int
    holder_name: str
    due_at: datetime
    is_open: bool
    is_apologised: bool
    is_explained: bool
    state: DossierState


class LatePage(msgspec.Struct, frozen=True):
    """A page of late dossiers; `after` is where the next begins, None at the end."""

    lines: tuple[LateLine, ...]
    after: Place | None


_COUNTED = ("late", "open_late", "apologised", "explained")
_HELD: dict[LateList, Q] = {
    LateList.ALL: Q(),
    LateList.OPEN: Q(is_open=True),
    LateList.NOT_APOLOGISED: Q(is_apologised=False),
    LateList.NOT_EXPLAINED: Q(is_explained=False),
}
_COLUMNS = (
    *("dossier_id", "dossier__code", "dossier__applicant_name", "dossier__version__procedure__name", "agency_id"),
    *("dossier__holder__full_name", "due_at", "is_open", "is_apologised", "is_explained", "dossier__state"),
)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the late dossiers: of one sector, of one agency, due from a month on (its first day)."""

    sector: str = ""
    agency_id: int | None = None
    since: date | None = None


WHOLE = Part()


def get_coverage(actor: Actor, part: Part = WHOLE) -> Coverage:
    """The numbers on a head's desk, from sums: one query, however many dossiers. Zeros for who heads nothing."""
    found = _sums(actor, part).aggregate(**{name: Sum(name, default=0) for name in _COUNTED})
    return Coverage(**found)


def list_coverage(actor: Actor, part: Part = WHOLE) -> tuple[tuple[int, Coverage], ...]:
    """The same numbers for each agency (its id first) that has late dossiers, the most late first. One query on sums."""
    rows = _sums(actor, part).values("agency_id")
    counted = rows.annotate(n=Sum("late"), still=Sum("open_late"), sorry=Sum("apologised"), told=Sum("explained")).filter(n__gt=0)
    return tuple(
        (row["agency_id"], Coverage(late=row["n"], open_late=row["still"], apologised=row["sorry"], explained=row["told"]))
        for row in counted.order_by("-n", "agency_id")
    )


def list_backlog(actor: Actor) -> tuple[Backlog, ...]:
    """Sectors with dossiers open past their day, the most first. One query on sums."""
    rows = _sums(actor, WHOLE).values("sector").annotate(n=Sum("open_late")).filter(n__gt=0)
    return tuple(Backlog(row["sector"], row["n"]) for row in rows.order_by("-n", "sector"))


def list_late(actor: Actor, which: LateList, part: Part = WHOLE, after: Place | None = None, limit: int = PAGE) -> LatePage:
    """The dossiers that a number of `get_coverage` or `list_backlog` counts, those due first on top (keyset, no offset).

    One query; relies on late_dossier_agency, or on late_dossier_due for who watches the province.
    """
    rows = LateDossier.objects.filter(_HELD[which], _answered_for(actor), _of(part))
    rows = rows.filter(due_at__gte=datetime.combine(part.since, time(), VN)) if part.since else rows
    rows = rows.filter(Exists(Dossier.objects.visible_to(actor).filter(pk=OuterRef("dossier_id"))))
    if after is not None:
        due_at, last_id = after
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, dossier_id__gt=last_id))
    found = list(rows.order_by("due_at", "dossier_id").values_list(*_COLUMNS)[: limit + 1])
    lines = tuple(_line(row) for row in found[:limit])
    return LatePage(lines, (lines[-1].due_at, lines[-1].id) if len(found) > limit else None)


def _line(row: tuple[Any, ...]) -> LateLine:
    return LateLine(
        id=row[0],
        code=row[1] or "",
        applicant_name=row[2],
        procedure_name=row[3],
        agency_id=row[4],
        holder_name=row[5] or "",
        due_at=row[6],
        is_open=row[7],
        is_apologised=row[8],
        is_explained=row[9],
        state=decode_state(row[10]),
    )


def _sums(actor: Actor, part: Part) -> QuerySet[LateSum]:
    rows = LateSum.objects.filter(_answered_for(actor), _of(part))
    return rows.filter(due_month__gte=part.since) if part.since else rows


def _of(part: Part) -> Q:
    """What sums and dossiers have in common: sector and agency."""
    given = {"sector": part.sector or None, "agency_id": part.agency_id}
    return Q(**{name: value for name, value in given.items() if value is not None})


def _answered_for(actor: Actor) -> Q:
    """The agencies whose lateness this actor answers for or watches."""
    reach = scope(actor, Act.VIEW_LATENESS)
    return Q() if reach.everything else Q(agency_id__in=sorted(reach.agencies))
