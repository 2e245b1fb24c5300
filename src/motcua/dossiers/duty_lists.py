"""What people owe, in their work lists by due date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from motcua.agencies.models import Officer
from motcua.dossiers.lists import WORKERS
from motcua.dossiers.models import Dossier, DossierDuty
from motcua.foundation.access import Actor
from motcua.law.dossier.duties import DUTY_NAMES, DutyKind
from motcua.law.roles import Role

PAGE = 50
OWERS = WORKERS | {Role.CENTRE_LEADER, Role.CONTROL_OFFICER}
"""The posts to which the law can give a duty, or before which an overdue one can come."""

Place = tuple[datetime, int]


class DutyLine(msgspec.Struct, frozen=True, kw_only=True):
    """One duty in a list. Says nothing of the applicant: who may see the dossier (`may_open`) opens it.

    Owed by `holder_name`, or where that is "" by any `role` of the agency and unit (0: any). `level` > 0: being overdue it came
    before the `told_role` of the `told_agency_id`; `reminded_at`: when somebody last reminded whoever owes it.
    """

    id: int
    dossier_id: int
    code: str
    kind: DutyKind
    no: int
    procedure_name: str
    agency_id: int
    unit_id: int
    holder_id: int
    due_at: datetime
    level: int
    role: Role
    told_role: Role | None
    told_agency_id: int
    reminded_at: datetime | None
    holder_name: str
    may_open: bool
    is_own: bool

    @property
    def name(self) -> str:
        """The duty in words."""
        return DUTY_NAMES[self.kind]


class DutyPage(msgspec.Struct, frozen=True):
    """A page of duties; `after` is where the next begins, None at the end."""

    lines: tuple[DutyLine, ...]
    after: Place | None


class DutyCount(msgspec.Struct, frozen=True):
    """How many duties somebody has, and how many of them are overdue."""

    waiting: int
    overdue: int


_COLUMNS = (
    *("id", "dossier_id", "dossier__code", "kind", "no", "dossier__version__procedure__name", "agency_id", "unit_id", "holder_id"),
    *("due_at", "level", "role", "told_role", "told_agency_id", "reminded_at", "holder_name", "may_open"),
)


def list_duties(actor: Actor, after: Place | None = None, limit: int = PAGE) -> DutyPage:
    """What the actor owes, and what came before them as a head, by due date (keyset, no offset).

    One query; relies on dossier_duty_holder, dossier_duty_post and dossier_duty_told.
    """
    holder = Officer.objects.filter(pk=OuterRef("holder_id")).values("full_name")
    seen = Dossier.objects.visible_to(actor).filter(pk=OuterRef("dossier_id"))
    rows = DossierDuty.objects.filter(_near(actor)).annotate(holder_name=Subquery(holder[:1]), may_open=Exists(seen))
    if after is not None:
        due_at, last_id = after
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=last_id))
    found = list(rows.order_by("due_at", "id").values_list(*_COLUMNS)[: limit + 1])
    lines = tuple(_line(row, actor) for row in found[:limit])
    return DutyPage(lines, (lines[-1].due_at, lines[-1].id) if len(found) > limit else None)


def count_duties(actor: Actor, at: datetime) -> DutyCount:
    """How many duties the list holds and how many are overdue. One query on the indexes of the list."""
    found = DossierDuty.objects.filter(_near(actor)).aggregate(waiting=Count("id"), overdue=Count("id", filter=Q(due_at__lt=at)))
    return DutyCount(found["waiting"], found["overdue"])


def _line(row: tuple[Any, ...], actor: Actor) -> DutyLine:
    line = DutyLine(
        id=row[0],
        dossier_id=row[1],
        code=row[2] or "",
        kind=DutyKind(row[3]),
        no=row[4],
        procedure_name=row[5],
        agency_id=row[6],
        unit_id=row[7],
        holder_id=row[8],
        due_at=row[9],
        level=row[10],
        role=Role(row[11]),
        told_role=Role(row[12]) if row[12] else None,
        told_agency_id=row[13],
        reminded_at=row[14],
        holder_name=row[15] or "",
        may_open=row[16],
        is_own=False,
    )
    return msgspec.structs.replace(line, is_own=_is_own(line, actor))


def _is_own(line: DutyLine, actor: Actor) -> bool:
    if line.holder_id:
        return line.holder_id == actor.id
    return any(actor.has(line.role, agency_id=line.agency_id, unit_id=unit) for unit in ([line.unit_id] if line.unit_id else [None]))


def _near(actor: Actor) -> Q:
    """The own duties, those of the posts held, and those that came before the actor as a head."""
    near = Q(pk__in=[])
    if actor.kind != "officer":
        return near
    near |= Q(holder_id=actor.id)
    for post in actor.posts:
        near |= Q(holder_id=0, agency_id=post.agency_id, role=post.role.value, unit_id__in=[0, post.unit_id])
        told = Q(told_agency_id=post.agency_id, told_role=post.role.value)
        near |= told & Q(unit_id__in=[0, post.unit_id]) if post.role is Role.UNIT_HEAD else told
    return near
