"""Invented officers for every post of the province, with accounts that all have the demonstration's password."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec
from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.agencies import events as e
from motcua.agencies.models import Agency, OrgUnit, Post
from motcua.agencies.queries import Tree, tree
from motcua.agencies.unit_kinds import UnitKind
from motcua.agencies.writing import write_new
from motcua.foundation.access import SYSTEM
from motcua.foundation.models import Account
from motcua.foundation.search import fold, tokens
from motcua.law.roles import Role
from motcua.project.demo.accounts import PASSWORD
from motcua.project.demo.names import NameSource

SEED = 20_250_701
ROLE_HANDLES = {
    Role.RECEPTION: "tiepnhan",
    Role.CASE_OFFICER: "thuly",
    Role.UNIT_HEAD: "truongphong",
    Role.APPROVER: "lanhdao",
    Role.CLERK: "vanthu",
    Role.CENTRE_LEADER: "giamdoc",
    Role.CONTROL_OFFICER: "kiemsoat",
    Role.INSPECTOR: "thanhtra",
    Role.REPORTER: "baocao",
    Role.IOC_VIEWER: "dieuhanh",
    Role.SYSTEM_ADMIN: "quantri",
    Role.SECURITY_AUDITOR: "kiemtoan",
}
UNIT_HANDLES = {UnitKind.ECONOMY: "kinhte", UnitKind.SOCIETY: "vanhoa", UnitKind.POLICE: "congan", UnitKind.MILITARY: "quansu"}
MAIN_UNITS = {UnitKind.LEADERSHIP, UnitKind.OFFICE, UnitKind.SERVICE_CENTRE}
OF_THE_PROVINCE = {
    Role.CONTROL_OFFICER,
    Role.INSPECTOR,
    Role.REPORTER,
    Role.IOC_VIEWER,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_AUDITOR,
}
MEMORABLE = {"Phòng Lao động, việc làm": "vieclam"}
SHARED = {(UnitKind.SERVICE_CENTRE, Role.CASHIER): Role.RECEPTION, (UnitKind.MILITARY, Role.CLERK): Role.CASE_OFFICER}
"""Posts that somebody of the same unit holds besides the own one."""


class Hire(msgspec.Struct, frozen=True):
    """One officer to be: name for logging in, and the posts held."""

    username: str
    posts: tuple[int, ...]


def hire_everybody(first_day: date, at: datetime) -> int:
    """Fill every post of every living agency and return how many officers that took. One password hash serves them all."""
    hires = list(_hires(tree(), Post.objects.filter(valid_to=None).order_by("id")))
    names = NameSource(SEED)
    password = make_password(PASSWORD)
    with transaction.atomic():
        accounts = Account.objects.bulk_create(
            [Account(username=hire.username, kind=Account.Kind.OFFICER, password=password) for hire in hires], batch_size=1000
        )
        officers = {
            account.id: (e.PersonalDetails(full_name=names.draw()), _appointed(hire, first_day))
            for account, hire in zip(accounts, hires, strict=True)
        }
        write_new({}, officers, at=at, actor=SYSTEM.journal_name)
    return len(hires)


def _appointed(hire: Hire, first_day: date) -> Sequence[e.Event]:
    return [e.Appointed(no=no, post=post, valid_from=first_day) for no, post in enumerate(hire.posts, start=1)]


def _hires(known: Tree, posts: Iterable[Post]) -> Iterable[Hire]:
    by_unit: dict[int, list[Post]] = {}
    for post in posts:
        by_unit.setdefault(post.unit_id, []).append(post)
    taken: set[str] = set()
    for unit_id, own in by_unit.items():
        unit = known.units[unit_id]
        shared = [post for post in own if (UnitKind(unit.kind), Role(post.role)) in SHARED]
        holders = [post for post in own if post not in shared]
        extra = {_last_with(holders, SHARED[UnitKind(unit.kind), Role(post.role)]): post.id for post in shared}
        for post in holders:
            username = _unused(_handle(known.agencies[unit.agency_id], unit, Role(post.role)), taken)
            yield Hire(username, (post.id, extra[post.id]) if post.id in extra else (post.id,))


def _last_with(posts: Sequence[Post], role: Role) -> int:
    return [post.id for post in posts if post.role == role][-1]


def _unused(handle: tuple[str, str], taken: set[str]) -> str:
    """tiepnhan.hoalu, tiepnhan2.hoalu …"""
    head, place = handle
    number = 1
    while (username := f"{head}{'' if number == 1 else number}.{place}") in taken:
        number += 1
    taken.add(username)
    return username


def _handle(agency: Agency, unit: OrgUnit, role: Role) -> tuple[str, str]:
    if role in OF_THE_PROVINCE:
        return ROLE_HANDLES[role], "tinh"
    place = "tinh" if agency.kind == "PUBLIC_SERVICE_CENTRE" else _place(agency)
    kind = UnitKind(unit.kind)
    if kind in MAIN_UNITS:
        return ROLE_HANDLES[role], place
    return ROLE_HANDLES[role], f"{UNIT_HANDLES.get(kind) or MEMORABLE.get(unit.name) or _initials(unit.name)}.{place}"


def _place(agency: Agency) -> str:
    """hoalu for phường Hoa Lư, snv for Sở Nội vụ."""
    if agency.level != "COMMUNE":
        return "".join(tokens(agency.slug))
    return "".join(fold(agency.short_name).split()[1:])


def _initials(name: str) -> str:
    return "".join(word[0] for word in tokens(name))
