"""How the rows of this room follow from its events: a pure fold, used both to save rows and to verify them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from motcua.agencies import events as e
from motcua.foundation.search import fold

Row = dict[str, Any]
Rows = dict[str, dict[int, Row]]
"""Table → primary key → column → value."""

CHILDREN = 10_000
"""Units, periods, hours and days are numbered within their agency, posts within their unit, appointments within their officer."""


def child_id(parent_id: int, no: int) -> int:
    """The id of the `no`-th child: agency 14, unit 3 → 140003. Raises ValueError when a parent has too many."""
    if not 0 < no < CHILDREN:
        raise ValueError(f"child number {no} does not fit")
    return parent_id * CHILDREN + no


def next_child(ids: Iterable[int], parent_id: int) -> int:
    """The id the next child of `parent_id` gets, where `ids` are taken (those of other parents do not matter)."""
    taken = [key for key in ids if key // CHILDREN == parent_id]
    return max(taken) + 1 if taken else child_id(parent_id, 1)


def empty() -> Rows:
    """No rows in any table of this room."""
    tables = ("agency", "agency_period", "org_unit", "post", "opening_hours", "calendar_day", "officer", "appointment")
    return {table: {} for table in tables}


def fold_agency(agency_id: int, events: Iterable[e.Event], rows: Rows | None = None) -> Rows:
    """The rows of one agency after `events`."""
    rows = rows if rows is not None else empty()
    for event in events:
        _AGENCY[type(event)](rows, agency_id, event)
    return rows


def fold_officer(officer_id: int, events: Iterable[e.Event], contents: Mapping[int, str | None], rows: Rows | None = None) -> Rows:
    """The rows of one officer after `events`; `contents` are the bodies of content records by id (None: erased)."""
    rows = rows if rows is not None else empty()
    for event in events:
        match event:
            case e.OfficerRegistered():
                rows["officer"][officer_id] = {"account_id": event.account, **_person(contents.get(event.person.id))}
            case e.OfficerChanged():
                rows["officer"][officer_id].update(_person(contents.get(event.person.id)))
            case e.Appointed():
                rows["appointment"][child_id(officer_id, event.no)] = {
                    "officer_id": officer_id,
                    "post_id": event.post,
                    "valid_from": event.valid_from,
                    "valid_to": event.valid_to,
                    "stand_in_for_id": event.stand_in_for,
                    "decision": event.decision,
                }
            case e.Relieved():
                rows["appointment"][child_id(officer_id, event.no)]["valid_to"] = event.last_day
    return rows


def _person(body: str | None) -> Row:
    details = msgspec.json.decode(body, type=e.PersonalDetails) if body else e.PersonalDetails(full_name="")
    return {"full_name": details.full_name, "folded": f" {fold(details.full_name)}", "phone": details.phone, "email": details.email}


def _registered(rows: Rows, agency_id: int, event: e.AgencyRegistered) -> None:
    rows["agency"][agency_id] = {
        "no": event.no,
        "slug": event.slug,
        "code": event.code,
        "code_status": event.code_status,
        "name": event.name,
        "short_name": event.short_name,
        "kind": event.kind,
        "level": event.level,
        "vertical": event.vertical,
        "parent_id": event.parent,
        "admin_code": event.admin_code,
        "phone": event.phone,
        "address": event.address,
        "valid_from": event.valid_from,
        "valid_to": None,
        "successor_id": None,
    }
    _begin_period(rows, agency_id, event.valid_from, event.decision)


def _begin_period(rows: Rows, agency_id: int, first: date | None, decision: str) -> None:
    agency = rows["agency"][agency_id]
    columns = {key: agency[key] for key in ("name", "short_name", "code", "parent_id")}
    period = {"agency_id": agency_id, **columns, "decision": decision, "valid_from": first, "valid_to": None}
    rows["agency_period"][next_child(rows["agency_period"], agency_id)] = period


def _end_period(rows: Rows, agency_id: int, last_day: date) -> None:
    own = [key for key, row in rows["agency_period"].items() if row["agency_id"] == agency_id]
    rows["agency_period"][max(own)]["valid_to"] = last_day


def _changed(rows: Rows, agency_id: int, event: e.AgencyChanged) -> None:
    agency = rows["agency"][agency_id]
    columns = ("name", "short_name", "code", "code_status", "phone", "address")
    agency.update({key: getattr(event, key) for key in columns}, parent_id=event.parent)
    _end_period(rows, agency_id, event.from_day - timedelta(days=1))
    _begin_period(rows, agency_id, event.from_day, event.decision)


def _abolished(rows: Rows, agency_id: int, event: e.AgencyAbolished) -> None:
    rows["agency"][agency_id].update(valid_to=event.last_day, successor_id=event.successor)
    _end_period(rows, agency_id, event.last_day)


def _unit_opened(rows: Rows, agency_id: int, event: e.UnitOpened) -> None:
    rows["org_unit"][event.unit] = {
        "agency_id": agency_id,
        "name": event.name,
        "kind": event.kind,
        "valid_from": event.valid_from,
        "valid_to": None,
    }
    for post in event.posts:
        _open_post(rows, agency_id, event.unit, post, event.valid_from)


def _open_post(rows: Rows, agency_id: int, unit: int, post: e.PostPlan, first: date | None) -> None:
    place = {"agency_id": agency_id, "unit_id": unit}
    rows["post"][post.id] = {**place, "role": post.role, "title": post.title, "valid_from": first, "valid_to": None}


def _unit_closed(rows: Rows, _: int, event: e.UnitClosed) -> None:
    rows["org_unit"][event.unit]["valid_to"] = event.last_day
    for post in rows["post"].values():
        if post["unit_id"] == event.unit and post["valid_to"] is None:
            post["valid_to"] = event.last_day


def _post_opened(rows: Rows, agency_id: int, event: e.PostOpened) -> None:
    _open_post(rows, agency_id, event.unit, event.post, event.valid_from)


def _post_closed(rows: Rows, _: int, event: e.PostClosed) -> None:
    rows["post"][event.post]["valid_to"] = event.last_day


def _hours_set(rows: Rows, agency_id: int, event: e.HoursSet) -> None:
    for day in event.days:
        rows["opening_hours"][next_child(rows["opening_hours"], agency_id)] = {
            "agency_id": agency_id,
            "valid_from": event.valid_from,
            "valid_to": event.valid_to,
            "weekday": day.weekday,
            "windows": day.windows,
            "reception": day.reception,
        }


def _day_set(rows: Rows, agency_id: int, event: e.DaySet) -> None:
    own = [key for key, row in rows["calendar_day"].items() if row["date"] == event.date and key // CHILDREN == agency_id]
    key = own[0] if own else next_child(rows["calendar_day"], agency_id)
    rows["calendar_day"][key] = {"agency_id": agency_id, **msgspec.structs.asdict(event)}


_AGENCY: dict[type[e.Event], Callable[[Rows, int, Any], None]] = {
    e.AgencyRegistered: _registered,
    e.AgencyChanged: _changed,
    e.AgencyAbolished: _abolished,
    e.UnitOpened: _unit_opened,
    e.UnitClosed: _unit_closed,
    e.PostOpened: _post_opened,
    e.PostClosed: _post_closed,
    e.HoursSet: _hours_set,
    e.DaySet: _day_set,
}
