"""Change of staff: which posts are empty or will be, and which processes lose their person by that (R9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from motcua.agencies.queries import Leaving, list_leaving, tree
from motcua.foundation.access import Act, Actor, Scope, scope
from motcua.law.calendar import VN, business_date
from motcua.law.roles import ROLE_NAMES
from motcua.procedures.queries import AgencyGap, EmptyPost, list_agency_gaps, list_empty_posts
from motcua.web.access import PageRequest, page
from motcua.web.typed_days import day_of

AHEAD = timedelta(days=90)
"""How far ahead recorded reliefs are told."""
NOON = time(12)


class LeavingLine(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who goes, in words; `first_day` is the first day without them."""

    who: Leaving
    role: str
    unit: str
    agency: str
    first_day: date


class PostLine(msgspec.Struct, frozen=True, kw_only=True):
    """An empty post in words."""

    post: EmptyPost
    role: str


class Staffing(msgspec.Struct, frozen=True, kw_only=True):
    """The page. Without an agency (`agency_id` 0): a line for each; with one: its empty posts."""

    agency_id: int
    agencies: tuple[tuple[str, str], ...]
    agency_name: str
    day_text: str
    day_wrong: bool
    at: datetime
    gaps: tuple[AgencyGap, ...]
    posts: tuple[PostLine, ...]
    leaving: tuple[LeavingLine, ...]
    may_change: bool
    may_appoint: bool


@page(act=Act.VIEW_STAFFING, methods=("GET",))
@never_cache
def staffing(request: PageRequest) -> HttpResponse:
    """Empty posts of an agency (?co-quan=) today or on a day to come (?ngay=dd/mm/yyyy); of the province a line for each agency."""
    shown = lay_out_staffing(request.actor, request.GET.get("co-quan", ""), request.GET.get("ngay", "").strip()[:20], request.at)
    return render(request, "processes/staffing.html", {"shown": shown})


def lay_out_staffing(actor: Actor, agency_text: str, day_text: str, now: datetime) -> Staffing:
    """What the page shows. Seven queries, however many posts; 404 for an agency the actor may not look at."""
    reach = scope(actor, Act.VIEW_STAFFING)
    able = _agencies(reach, business_date(now))
    agency_id = _chosen(able, agency_text, reach)
    day = day_of(day_text) if day_text else None
    at = now if day is None or day <= business_date(now) else datetime.combine(day, NOON, VN)
    leaving = list_leaving(now, AHEAD, [agency_id] if agency_id else None)
    return Staffing(
        agency_id=agency_id,
        agencies=tuple((str(no), name) for no, name in able.items()),
        agency_name=able.get(agency_id, ""),
        day_text=day_text,
        day_wrong=bool(day_text) and day is None,
        at=at,
        gaps=() if agency_id else tuple(list_agency_gaps(at)),
        posts=tuple(PostLine(post=post, role=gettext(ROLE_NAMES[post.role])) for post in list_empty_posts(at, agency_id))
        if agency_id
        else (),
        leaving=tuple(_line(one) for one in leaving if one.leaves_empty),
        may_change=not scope(actor, Act.APPROVE_PROCESS).is_empty,
        may_appoint=not scope(actor, Act.ADMINISTER_OFFICERS).is_empty,
    )


def _agencies(reach: Scope, day: date) -> dict[int, str]:
    known = tree()
    return {agency.id: agency.short_name for agency in known.on(day) if reach.everything or agency.id in reach.agencies}


def _chosen(able: dict[int, str], text: str, reach: Scope) -> int:
    """The agency asked for; 0 (all) for who sees the province, otherwise the own first."""
    asked = next((no for no in able if str(no) == text), None)
    if text and asked is None:
        raise Http404
    return asked or (0 if reach.everything else next(iter(able), 0))


def _line(one: Leaving) -> LeavingLine:
    known = tree()
    return LeavingLine(
        who=one,
        role=gettext(ROLE_NAMES[one.role]),
        unit=known.units[one.unit_id].name,
        agency=known.agencies[one.agency_id].short_name,
        first_day=one.last_day + timedelta(days=1),
    )
