"""What every page of an officer shows around its work: who is logged in, and the rail of work lists with their counts.

A context processor gives both to every template, and neither costs anything until a template asks: citizens' pages never do.
"""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from motcua.agencies.queries import tree
from motcua.dossiers.duty_lists import OWERS, count_duties
from motcua.dossiers.lists import LIST_NAMES
from motcua.dossiers.queries import count_lists
from motcua.foundation.access import Act, Actor, scope
from motcua.web.access import PageRequest

DESK, DUTIES, LATENESS, STAFFING = "/ban-lam-viec/", "/viec-phai-lam/", "/qua-han/", "/quy-trinh/nhan-su/"
SLIP_BOOK, REGISTER = "/so-phieu/", "/so-theo-doi/"
LIST_FIELD, ACT_FIELD = "danh-sach", "viec"
"""In the address of a dossier: the list it was opened from; or, opened from what is owed, the act that fulfils it ("" for none)."""
PLACE_FIELD, FROM_DUTIES = "noi", "viec-phai-lam"
"""In the form of an act: the page it was sent from; the list of duties, for one."""


class RailLine(msgspec.Struct, frozen=True):
    """One place on the rail. `waiting` is None where nothing is counted."""

    address: str
    name: str
    waiting: int | None
    over: int
    is_current: bool


class RailPage(msgspec.Struct, frozen=True):
    """A page that belongs to no list, at the foot of the rail."""

    address: str
    name: str
    is_current: bool


class LoggedIn(msgspec.Struct, frozen=True):
    """Who is logged in, as the bar shows it."""

    name: str
    agency: str


def rail(request: PageRequest) -> tuple[RailLine, ...]:
    """What is owed, the work lists of who asks, a head's numbers; the one that the page shows, or was opened from, is marked.

    Two queries; none for who has no lists.
    """
    return (*_duties(request), *_lists(request), *_lateness(request))


def _duties(request: PageRequest) -> tuple[RailLine, ...]:
    if OWERS.isdisjoint(request.actor.roles):
        return ()
    count = count_duties(request.actor, request.at)
    is_current = request.path == DUTIES or ACT_FIELD in request.GET or request.POST.get(PLACE_FIELD) == FROM_DUTIES
    return (RailLine(address=DUTIES, name=gettext("Việc phải làm"), waiting=count.waiting, over=count.overdue, is_current=is_current),)


def _lists(request: PageRequest) -> tuple[RailLine, ...]:
    here = request.GET.get(LIST_FIELD, "")
    return tuple(
        RailLine(
            address=f"{DESK}?{LIST_FIELD}={count.which.value}",
            name=gettext(LIST_NAMES[count.which]),
            waiting=count.waiting,
            over=count.over,
            is_current=count.which.value == here,
        )
        for count in count_lists(request.actor, request.at)
    )


def _lateness(request: PageRequest) -> tuple[RailLine, ...]:
    if scope(request.actor, Act.VIEW_LATENESS).is_empty:
        return ()
    is_current = request.path.startswith(LATENESS)
    return (RailLine(address=LATENESS, name=gettext("Quá hạn, tồn đọng"), waiting=None, over=0, is_current=is_current),)


def rail_pages(request: PageRequest) -> tuple[RailPage, ...]:
    """The pages about the house that this officer may open. No query."""
    pages = []
    if not scope(request.actor, Act.PRINT_SLIPS).is_empty:
        pages.append((SLIP_BOOK, gettext("Sổ phiếu")))
    if not scope(request.actor, Act.PRINT_REGISTER).is_empty:
        pages.append((REGISTER, gettext("Sổ theo dõi hồ sơ")))
    pages.append(("/quy-trinh/", gettext("Quy trình điện tử")))
    if not scope(request.actor, Act.VIEW_STAFFING).is_empty:
        pages.append((STAFFING, gettext("Thay đổi nhân sự")))
    if not scope(request.actor, Act.VIEW_OPERATIONS).is_empty:
        pages.append(("/van-hanh/", gettext("Vận hành")))
    return tuple(RailPage(address, name, _is_at(request.path, address)) for address, name in pages)


def _is_at(path: str, address: str) -> bool:
    return path.startswith(address) and (address == STAFFING or not path.startswith(STAFFING))


def logged_in(actor: Actor) -> LoggedIn | None:
    """Name and agency of the officer; None for everybody else. At most one query."""
    if actor.kind != "officer":
        return None
    agency = tree().agencies.get(actor.posts[0].agency_id) if actor.posts else None
    return LoggedIn(actor.name, agency.short_name if agency else "")


def staff(request: HttpRequest) -> dict[str, Any]:
    """`rail`, `rail_pages` and `officer` for the templates of officers, found out when a template asks."""
    if not hasattr(request, "actor"):
        return {}
    ours: PageRequest = request  # type: ignore[assignment]
    return {
        "rail": SimpleLazyObject(lambda: rail(ours) if ours.actor.kind == "officer" else ()),
        "rail_pages": SimpleLazyObject(lambda: rail_pages(ours) if ours.actor.kind == "officer" else ()),
        "officer": SimpleLazyObject(lambda: logged_in(ours.actor) or ""),
    }
