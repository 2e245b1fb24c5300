"""Writing what an agency is made of: units and their posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from motcua.agencies import events as e
from motcua.agencies.commands.tree import unknown_agency
from motcua.agencies.models import OrgUnit, Post
from motcua.agencies.queries.tree import tree
from motcua.agencies.record import child_id, next_child
from motcua.agencies.unit_kinds import UnitKind
from motcua.agencies.writing import in_one_piece, write_agency
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.law.refusal import Refusal
from motcua.law.roles import Role


def open_unit(
    actor: Actor,
    agency_id: int,
    name: str,
    kind: UnitKind,
    *,
    posts: Sequence[tuple[Role, str]] = (),
    valid_from: date | None,
    at: datetime,
) -> int | Refusal:
    """Open a unit with its posts (role, title) and return its id. Refused: no right, no such agency, no name, a name in use there."""

    def act() -> int | Refusal:
        if refusal := require(actor, Act.ADMINISTER_AGENCIES, Subject()):
            return refusal
        if agency_id not in tree().agencies:
            return unknown_agency()
        if not name.strip():
            return Refusal(code="NAME_MISSING", template="Đơn vị phải có tên.", field="name")
        taken = OrgUnit.objects.filter(agency_id=agency_id).values_list("id", flat=True)
        if OrgUnit.objects.filter(agency_id=agency_id, name=name.strip(), valid_to=None).exists():
            return Refusal(code="UNIT_TWICE", template="Cơ quan đã có đơn vị tên {name}.", params={"name": name}, field="name")
        unit = next_child(taken, agency_id)
        write_agency(agency_id, [opened(unit, name.strip(), kind, posts, valid_from)], at=at, actor=actor.journal_name)
        return unit

    return in_one_piece(act)


def opened(unit: int, name: str, kind: UnitKind, posts: Sequence[tuple[Role, str]], valid_from: date | None) -> e.UnitOpened:
    """The event that opens a unit; posts are numbered in their order."""
    plans = tuple(e.PostPlan(child_id(unit, no), role, title) for no, (role, title) in enumerate(posts, start=1))
    return e.UnitOpened(unit=unit, name=name, kind=kind, valid_from=valid_from, posts=plans)


def close_unit(actor: Actor, unit_id: int, *, last_day: date, at: datetime) -> Refusal | None:
    """Close a unit and its posts after `last_day`; who holds them loses them on that day."""

    def act() -> Refusal | None:
        if refusal := require(actor, Act.ADMINISTER_AGENCIES, Subject()):
            return refusal
        unit = OrgUnit.objects.filter(id=unit_id, valid_to=None).first()
        if unit is None:
            return Refusal(code="UNIT_UNKNOWN", template="Không có đơn vị này, hoặc đơn vị đã đóng.")
        write_agency(unit.agency_id, [e.UnitClosed(unit=unit_id, last_day=last_day)], at=at, actor=actor.journal_name)
        return None

    return in_one_piece(act)


def open_post(actor: Actor, unit_id: int, role: Role, title: str, *, valid_from: date | None, at: datetime) -> int | Refusal:
    """Open a post in a unit and return its id."""

    def act() -> int | Refusal:
        if refusal := require(actor, Act.ADMINISTER_AGENCIES, Subject()):
            return refusal
        unit = OrgUnit.objects.filter(id=unit_id, valid_to=None).first()
        if unit is None:
            return Refusal(code="UNIT_UNKNOWN", template="Không có đơn vị này, hoặc đơn vị đã đóng.")
        post = next_child(Post.objects.filter(unit_id=unit_id).values_list("id", flat=True), unit_id)
        event = e.PostOpened(unit=unit_id, post=e.PostPlan(post, role, title.strip()), valid_from=valid_from)
        write_agency(unit.agency_id, [event], at=at, actor=actor.journal_name)
        return post

    return in_one_piece(act)


def close_post(actor: Actor, post_id: int, *, last_day: date, at: datetime) -> Refusal | None:
    """Close a post after `last_day`; who holds it loses it on that day."""

    def act() -> Refusal | None:
        if refusal := require(actor, Act.ADMINISTER_AGENCIES, Subject()):
            return refusal
        post = Post.objects.select_related("unit").filter(id=post_id, valid_to=None).first()
        if post is None:
            return Refusal(code="POST_UNKNOWN", template="Không có vị trí này, hoặc vị trí đã đóng.")
        write_agency(post.unit.agency_id, [e.PostClosed(post=post_id, last_day=last_day)], at=at, actor=actor.journal_name)
        return None

    return in_one_piece(act)
