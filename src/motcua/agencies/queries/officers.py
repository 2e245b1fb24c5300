"""Who acts: the posts an account holds at an instant, and who holds the posts of a unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

import msgspec
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.agencies.models import Appointment, Officer
from motcua.foundation.access import NOBODY, Actor, PostHeld
from motcua.foundation.models import Account
from motcua.foundation.search import alphabetical
from motcua.law.calendar import business_date
from motcua.law.roles import Role


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition that a row, or the row that `prefix` leads to, is valid on a day."""
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
    not_ended = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    return begun & not_ended


def actor_of(account_id: int, at: datetime) -> Actor:
    """Who the account acts as at an instant: an officer with the posts held that day (two queries), or a citizen.

    An account that is locked or unknown acts as nobody. Posts of closed units and of agencies that ended count no more.
    """
    account = Account.objects.filter(id=account_id).values("is_active", "kind", "username", "officer__full_name").first()
    if account is None or not account["is_active"]:
        return NOBODY
    if account["kind"] == Account.Kind.CITIZEN:
        return Actor("citizen", account_id, account["username"])
    name = account["officer__full_name"]
    return Actor("officer", account_id, name or account["username"], _posts_held(account_id, business_date(at)) if name else ())


def _posts_held(officer_id: int, day: date) -> tuple[PostHeld, ...]:
    held = Appointment.objects.filter(
        valid_on(day), valid_on(day, "post__"), valid_on(day, "post__unit__"), valid_on(day, "post__agency__"), officer_id=officer_id
    ).order_by("id")
    columns = ("post_id", "post__unit_id", "post__agency_id", "post__role", "stand_in_for_id")
    return tuple(
        PostHeld(post_id, unit_id, agency_id, Role(role), absent is not None)
        for post_id, unit_id, agency_id, role, absent in held.values_list(*columns)
    )


def holders_in(unit_id: int, role: Role | None, at: datetime) -> QuerySet[Officer]:
    """Who holds a post in a unit at an instant, with this role if given, stand-ins included. For joining with more."""
    day = business_date(at)
    held = Appointment.objects.filter(valid_on(day), valid_on(day, "post__"), post__unit_id=unit_id)
    if role is not None:
        held = held.filter(post__role=role)
    return Officer.objects.filter(id__in=held.values("officer_id"), account__is_active=True).order_by("id")


def officers_of_unit(unit_id: int, role: Role | None, at: datetime) -> list[Officer]:
    """Who holds a post in a unit at an instant, with this role if given, stand-ins included; by name. One query."""
    return sorted(holders_in(unit_id, role, at), key=lambda officer: alphabetical(officer.full_name))


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose time in a post ends: the last day, and whether nobody else holds the same role in the unit on the day after."""

    officer_name: str
    role: Role
    unit_id: int
    agency_id: int
    last_day: date
    leaves_empty: bool


def list_leaving(at: datetime, within: timedelta, agency_ids: Collection[int] | None = None) -> list[Leaving]:
    """Whose appointment ends from the day of `at` on within a span, the first to go first; of these agencies only, if given.

    One query. Stand-ins whose days end are no news; a post that is handed over within the unit is not left empty.
    """
    day = business_date(at)
    going = Appointment.objects.filter(valid_on(day, "post__"), valid_to__gte=day, valid_to__lte=day + within, stand_in_for=None)
    if agency_ids is not None:
        going = going.filter(post__agency_id__in=agency_ids)
    same_work = Appointment.objects.filter(post__unit_id=OuterRef("post__unit_id"), post__role=OuterRef("post__role"))
    begun, open_end = Q(valid_from__lte=OuterRef("valid_to") + timedelta(days=1)), Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_to"))
    rows = going.annotate(is_held=Exists(same_work.filter(begun, open_end, officer__account__is_active=True)))
    columns = (F("officer__full_name"), F("post__role"), F("post__unit_id"), F("post__agency_id"), F("valid_to"), F("is_held"))
    return [
        Leaving(officer_name=name, role=Role(role), unit_id=unit_id, agency_id=agency_id, last_day=last_day, leaves_empty=not is_held)
        for name, role, unit_id, agency_id, last_day, is_held in rows.order_by("valid_to", "id").values_list(*columns)
        if last_day is not None
    ]


def get_officer(officer_id: int) -> Officer | None:
    """One officer by id."""
    return Officer.objects.filter(id=officer_id).first()


def names_of_officers(officer_ids: Iterable[int]) -> dict[int, str]:
    """Full names by id, of those that exist. One query."""
    return dict(Officer.objects.filter(id__in=set(officer_ids)).values_list("id", "full_name"))
