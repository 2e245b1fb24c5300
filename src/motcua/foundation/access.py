"""Who may see and do: one function decides acts (`require`), one decides what a list may show (`scope`), both from one table.

A room's `visible_to(actor)` turns `scope(actor, Act.VIEW)` into a condition on its rows and builds a `Subject` of a row for
`require`; `Scope.covers` is the same question asked of one record, so list and detail cannot disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec
from django.db import connection

from motcua.foundation.chain import Stream
from motcua.foundation.grants import ACT_WORDS, GRANTS, PERSONAL_ACTS, Act, Relation
from motcua.foundation.sql import db_instant
from motcua.law.refusal import Refusal
from motcua.law.roles import ROLE_NAMES, Role
from motcua.law.sentence import Sentence, listed

__all__ = ["NOBODY", "SYSTEM", "Act", "Actor", "PostHeld", "Scope", "Subject", "require", "scope", "trace"]


class PostHeld(msgspec.Struct, frozen=True):
    """One post a person holds now, on their own account or standing in for somebody."""

    post_id: int
    unit_id: int
    agency_id: int
    role: Role
    stand_in: bool = False


class Actor(msgspec.Struct, frozen=True):
    """Who acts. Nothing is allowed to a name: everything follows from kind and posts."""

    kind: Literal["officer", "system", "public", "citizen"]
    id: int
    name: str
    posts: tuple[PostHeld, ...] = ()

    @property
    def journal_name(self) -> str:
        """How the journal names this actor, without a personal name: "officer:12"."""
        return f"{self.kind}:{self.id}"

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held in some post."""
        return frozenset(post.role for post in self.posts)

    @property
    def unit_ids(self) -> frozenset[int]:
        """Every unit in which a post is held."""
        return frozenset(post.unit_id for post in self.posts)

    @property
    def agency_ids(self) -> frozenset[int]:
        """Every agency in which a post is held."""
        return frozenset(post.agency_id for post in self.posts)

    def has(self, role: Role, agency_id: int | None = None, unit_id: int | None = None) -> bool:
        """Whether a post with `role` is held, in this agency and unit if they are given."""
        return any(post.role == role and agency_id in {None, post.agency_id} and unit_id in {None, post.unit_id} for post in self.posts)


SYSTEM = Actor("system", 0, "Hệ thống")
NOBODY = Actor("public", 0, "Khách")


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What an act is done to, as far as access cares.

    `agencies` are competent for it, `receiving` received it, `units` are those where it lies or lay, `holders` the officers who
    have it now. `keeper` is how people call the keeper ("phường Hoa Lư"); it only serves the sentence of a refusal.
    """

    agencies: tuple[int, ...] = ()
    receiving: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    holders: tuple[int, ...] = ()
    keeper: str = ""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Which records an actor reaches with an act: everything, or those tied by at least one of the four relations."""

    everything: bool = False
    agencies: frozenset[int] = frozenset()
    receiving: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    holder: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no record at all can be reached."""
        return not (self.everything or self.agencies or self.receiving or self.units or self.holder is not None)

    def covers(self, subject: Subject) -> bool:
        """Whether this one record is reached."""
        return (
            self.everything
            or not self.agencies.isdisjoint(subject.agencies)
            or not self.receiving.isdisjoint(subject.receiving)
            or not self.units.isdisjoint(subject.units)
            or (self.holder is not None and self.holder in subject.holders)
        )


def scope(actor: Actor, act: Act) -> Scope:
    """What `actor` reaches with `act`, from GRANTS and the posts held. The system itself reaches everything but PERSONAL_ACTS."""
    if actor.kind == "system":
        return Scope(everything=act not in PERSONAL_ACTS)
    relations = {grant.relation for grant in GRANTS[act] if grant.role is None or grant.role in actor.roles}
    return Scope(
        everything=not relations.isdisjoint({Relation.PUBLIC, Relation.PROVINCE}),
        agencies=_held(actor, act, Relation.SAME_AGENCY, "agency_id"),
        receiving=_held(actor, act, Relation.RECEIVING_AGENCY, "agency_id"),
        units=_held(actor, act, Relation.SAME_UNIT, "unit_id"),
        holder=actor.id if Relation.HOLDER in relations and actor.kind == "officer" else None,
    )


def _held(actor: Actor, act: Act, relation: Relation, place: Literal["agency_id", "unit_id"]) -> frozenset[int]:
    roles = {grant.role for grant in GRANTS[act] if grant.relation == relation}
    return frozenset(getattr(post, place) for post in actor.posts if post.role in roles)


def require(actor: Actor, act: Act, subject: Subject) -> Refusal | None:
    """None when `actor` may do `act` to `subject`; otherwise why not, in a sentence that says who can."""
    reach = scope(actor, act)
    if reach.covers(subject):
        return None
    if actor.kind == "system":
        return _refusal(act, "Việc {act} phải do người có thẩm quyền trực tiếp thực hiện, hệ thống không làm thay.")
    if actor.kind != "officer":
        return _refusal(act, "Cần đăng nhập bằng tài khoản công vụ để {act}.")
    if reach.is_empty:
        return _wrong_role(actor, act)
    return _wrong_place(act, reach, subject)


def _wrong_role(actor: Actor, act: Act) -> Refusal:
    if actor.roles == {Role.SYSTEM_ADMIN} and act in {Act.VIEW, Act.SEARCH}:
        return _refusal(act, "Quản trị hệ thống cấp tài khoản và cấu hình, không xem nội dung hồ sơ.")
    names = dict.fromkeys(ROLE_NAMES[grant.role] for grant in GRANTS[act] if grant.role is not None)
    return _refusal(act, "Việc {act} thuộc về: {roles}.", roles=listed(names))


_KEEPER_KINDS = ("phường", "xã", "sở")
_KEEPER = "cơ quan này"
_ON_IT = {
    Act.RECEIVE: "tiếp nhận",
    Act.REFUSE_AT_DOOR: "từ chối tiếp nhận",
    Act.ASSIGN: "phân công",
    Act.FORWARD: "chuyển",
    Act.EXAMINE: "thẩm tra",
    Act.SUBMIT_FOR_APPROVAL: "trình duyệt",
    Act.APPROVE: "ký duyệt",
    Act.VIEW: "xem",
}
"""Acts in a sentence that has named the dossier already."""


def _wrong_place(act: Act, reach: Scope, subject: Subject) -> Refusal:
    if not (reach.agencies or reach.receiving or reach.units):
        return _refusal(act, "Hồ sơ này đang do người khác giữ; chỉ người được giao mới được {act}.")
    if not subject.keeper:
        return _refusal(act, "Hồ sơ này do cơ quan, đơn vị khác thụ lý; chỉ cán bộ ở đó được {act}.")
    first_word = subject.keeper.split(maxsplit=1)[0].lower()
    keeper_kind = first_word if first_word in _KEEPER_KINDS else _KEEPER
    template = "Hồ sơ này do {keeper} thụ lý; chỉ cán bộ của {keeper_kind} {act_on_it} được."
    return _refusal(act, template, keeper=subject.keeper, keeper_kind=keeper_kind, act_on_it=_ON_IT.get(act, ACT_WORDS[act]))


def _refusal(act: Act, template: str, **places: str | Sentence) -> Refusal:
    return Refusal(code="NOT_ALLOWED", template=template, params={"act": ACT_WORDS[act], **places})


_TRACE = "INSERT INTO access_trace (at, actor, act, stream_kind, stream_id, why) VALUES "


class Reading(NamedTuple):
    """One purpose for which personal data of some streams was read: `why` says it in a few words ("danh sách việc")."""

    act: Act
    streams: Sequence[Stream]
    why: str


def trace(actor: Actor, act: Act, streams: Sequence[Stream], why: str, *, at: datetime) -> None:
    """Record that `actor` read personal data of `streams`, one row each, all in one statement; nothing for an empty list.

    `why` says the purpose in a few words ("danh sách việc", "tra cứu tại quầy"). Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
    """
    trace_all(actor, [Reading(act, streams, why)], at=at)


def trace_all(actor: Actor, readings: Sequence[Reading], *, at: datetime) -> None:
    """The same for several purposes at once, in one statement."""
    rows = [(reading.act.value, *stream, reading.why[:200]) for reading in readings for stream in reading.streams]
    if not rows:
        return
    same = (db_instant(at), actor.journal_name)
    with connection.cursor() as cursor:
        cursor.execute(
            _TRACE + ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(rows)),
            [value for row in rows for value in (*same, *row)],
        )
