"""The work lists: which dossiers each one holds, said once for rows and for the pre-computed sums."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from django.db.models import Q

from motcua.dossiers.models import Queue
from motcua.foundation.access import Actor
from motcua.law.roles import Role


class WorkList(StrEnum):
    """A list on the left rail."""

    MINE = "mine"
    UNIT = "unit"
    INTAKE = "intake"
    SIGN = "sign"
    HAND_OVER = "hand-over"
    PAUSED = "paused"
    AGENCY = "agency"


LIST_NAMES: dict[WorkList, str] = {
    WorkList.MINE: "Việc của tôi",
    WorkList.UNIT: "Việc của đơn vị",
    WorkList.INTAKE: "Chờ tiếp nhận",
    WorkList.SIGN: "Chờ ký duyệt",
    WorkList.HAND_OVER: "Chờ trả kết quả",
    WorkList.PAUSED: "Tạm dừng thời hạn",
    WorkList.AGENCY: "Toàn cơ quan",
}

WORKERS = frozenset({Role.CASE_OFFICER, Role.UNIT_HEAD, Role.CLERK, Role.RECEPTION, Role.APPROVER})
# Which posts see which list; the order is that of the rail.
READERS: dict[WorkList, frozenset[Role]] = {
    WorkList.MINE: WORKERS,
    WorkList.UNIT: frozenset({Role.CASE_OFFICER, Role.UNIT_HEAD, Role.CLERK, Role.RECEPTION}),
    WorkList.INTAKE: frozenset({Role.RECEPTION, Role.CENTRE_LEADER}),
    WorkList.SIGN: frozenset({Role.APPROVER}),
    WorkList.HAND_OVER: frozenset({Role.RECEPTION, Role.CENTRE_LEADER}),
    WorkList.PAUSED: frozenset({Role.RECEPTION, Role.CASE_OFFICER, Role.UNIT_HEAD, Role.CENTRE_LEADER}),
    WorkList.AGENCY: frozenset({Role.APPROVER, Role.CENTRE_LEADER, Role.CONTROL_OFFICER, Role.INSPECTOR}),
}
# What those who watch the province have instead of an agency of their own.
PROVINCE_WIDE = frozenset({Role.CONTROL_OFFICER, Role.INSPECTOR})
AT_WORK = (Queue.WORK, Queue.SIGN)
# Where a clock runs against somebody: a result that waits to be collected, or a paused dossier, makes nobody late.
RUNNING = (Queue.INTAKE, *AT_WORK)
OPEN = tuple(queue for queue in Queue if queue is not Queue.CLOSED)


class Columns(msgspec.Struct, frozen=True):
    """How nobody is written: NULL in rows, 0 in sums."""

    nobody: int | None


ROWS = Columns(None)
SUMS = Columns(0)


def lists_of(actor: Actor) -> tuple[WorkList, ...]:
    """The lists on the rail of this actor."""
    return tuple(which for which, readers in READERS.items() if not readers.isdisjoint(actor.roles))


def condition(which: WorkList, actor: Actor, columns: Columns) -> Q:
    """The condition of a list, on dossiers (`ROWS`) or on sums (`SUMS`)."""
    if which is WorkList.MINE:
        return Q(queue__in=AT_WORK) & (Q(holder_id=actor.id) | _waiting_for_my_posts(actor, columns))
    if which is WorkList.UNIT:
        return Q(queue__in=AT_WORK, unit_id__in=actor.unit_ids)
    if which is WorkList.INTAKE:
        return Q(queue=Queue.INTAKE, receiving_agency_id__in=_held(actor, "agency_id", *READERS[which]))
    if which is WorkList.SIGN:
        return Q(queue=Queue.SIGN, unit_id__in=_held(actor, "unit_id", Role.APPROVER))
    if which is WorkList.HAND_OVER:
        return Q(queue=Queue.HAND_OVER, receiving_agency_id__in=_held(actor, "agency_id", *READERS[which]))
    if which is WorkList.PAUSED:
        return Q(queue=Queue.PAUSED) & _near(actor)
    return Q(queue__in=OPEN) & _near(actor)


def _waiting_for_my_posts(actor: Actor, columns: Columns) -> Q:
    nobody = Q(holder_id=columns.nobody) if columns.nobody is not None else Q(holder_id__isnull=True)
    mine = Q(pk__in=[])
    for post in actor.posts:
        mine |= Q(unit_id=post.unit_id, step_role=post.role.value)
    return nobody & mine


def _held(actor: Actor, place: str, *roles: Role) -> list[int]:
    """The agencies or units in which the actor holds one of these posts."""
    return sorted({getattr(post, place) for post in actor.posts if post.role in roles})


def _near(actor: Actor) -> Q:
    """What lies near the actor's posts; never more than `visible_to` shows, so that the sums count what the list holds."""
    if not PROVINCE_WIDE.isdisjoint(actor.roles):
        return Q()
    return (
        Q(receiving_agency_id__in=_held(actor, "agency_id", Role.RECEPTION, Role.CENTRE_LEADER))
        | Q(agency_id__in=_held(actor, "agency_id", Role.APPROVER))
        | Q(unit_id__in=_held(actor, "unit_id", Role.CASE_OFFICER, Role.UNIT_HEAD))
    )
