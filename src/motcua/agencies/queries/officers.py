"""Who acts: the posts an account holds at an instant, and who holds the posts of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from motcua.agencies.models import Appointment, Officer
from motcua.foundation.access import NOBODY, Actor, PostHeld
from motcua.foundation.models import Account
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
    """Who holds a post in a unit at an instant, with this role if given, stand-ins included; by name. For joining with more."""
    day = business_date(at)
    held = Appointment.objects.filter(valid_on(day), valid_on(day, "post__"), post__unit_id=unit_id)
    if role is not None:
        held = held.filter(post__role=role)
    return Officer.objects.filter(id__in=held.values("officer_id"), account__is_active=True).order_by("folded", "id")


def officers_of_unit(unit_id: int, role: Role | None, at: datetime) -> list[Officer]:
    """Who holds a post in a unit at an instant, with this role if given, stand-ins included; by name. One query."""
    return list(holders_in(unit_id, role, at))


def get_officer(officer_id: int) -> Officer | None:
    """One officer by id."""
    return Officer.objects.filter(id=officer_id).first()


def names_of_officers(officer_ids: Iterable[int]) -> dict[int, str]:
    """Full names by id, of those that exist. One query."""
    return dict(Officer.objects.filter(id__in=set(officer_ids)).values_list("id", "full_name"))
