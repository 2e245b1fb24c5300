"""What happens to agencies (stream "agency", id of the agency; 0 for the country's calendar) and officers (stream "officer").

`valid_to` and `last_day` are the last day included. Names of persons are in content records.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from motcua.foundation.journal import NewEvent, StoredEvent, Stream
from motcua.law.content import ContentRef

VERSION = 1
NATIONAL = 0
"""Id of the stream that holds what the whole country's calendar is made of."""


def agency_stream(agency_id: int) -> Stream:
    """The stream of one agency."""
    return Stream("agency", agency_id)


def officer_stream(officer_id: int) -> Stream:
    """The stream of one officer."""
    return Stream("officer", officer_id)


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any fact of this room."""


class AgencyRegistered(Event, frozen=True, kw_only=True):
    no: int
    slug: str
    name: str
    short_name: str
    kind: str
    level: str
    vertical: bool = False
    parent: int | None = None
    admin_code: str = ""
    code: str = ""
    code_status: str = "UNKNOWN"
    phone: str = ""
    address: str = ""
    valid_from: date | None = None
    decision: str = ""


class AgencyChanged(Event, frozen=True, kw_only=True):
    """From `from_day` on the agency has these values; what it had ends the day before."""

    from_day: date
    name: str
    short_name: str
    code: str
    code_status: str
    parent: int | None
    phone: str = ""
    address: str = ""
    decision: str = ""


class AgencyAbolished(Event, frozen=True, kw_only=True):
    last_day: date
    successor: int | None = None
    decision: str = ""


class PostPlan(msgspec.Struct, frozen=True):
    """A post as it is opened."""

    id: int
    role: str
    title: str


class UnitOpened(Event, frozen=True, kw_only=True):
    unit: int
    name: str
    kind: str
    valid_from: date | None = None
    posts: tuple[PostPlan, ...] = ()


class UnitClosed(Event, frozen=True, kw_only=True):
    unit: int
    last_day: date


class PostOpened(Event, frozen=True, kw_only=True):
    unit: int
    post: PostPlan
    valid_from: date | None = None


class PostClosed(Event, frozen=True, kw_only=True):
    post: int
    last_day: date


class WeekdayHours(msgspec.Struct, frozen=True, omit_defaults=True):
    """Windows of one weekday (Monday 0) as text: those that count for deadlines, and those of the door where they differ."""

    weekday: int
    windows: str = ""
    reception: str = ""


class HoursSet(Event, frozen=True, kw_only=True):
    """Weekdays not named stay as they were."""

    days: tuple[WeekdayHours, ...]
    valid_from: date
    valid_to: date | None = None
    decision: str = ""


class DaySet(Event, frozen=True, kw_only=True):
    date: date
    kind: str
    reason: str
    notice: str = ""
    status: str = "OFFICIAL"
    windows: str = ""


class OfficerRegistered(Event, frozen=True, kw_only=True):
    """`person` holds full_name, phone and email."""

    account: int
    person: ContentRef


class OfficerChanged(Event, frozen=True, kw_only=True):
    person: ContentRef


class Appointed(Event, frozen=True, kw_only=True):
    no: int
    post: int
    valid_from: date
    valid_to: date | None = None
    stand_in_for: int | None = None
    decision: str = ""


class Relieved(Event, frozen=True, kw_only=True):
    no: int
    last_day: date
    decision: str = ""


class PersonalDetails(msgspec.Struct, frozen=True, kw_only=True):
    """Content record of an officer."""

    full_name: str
    phone: str = ""
    email: str = ""


TYPES: dict[str, type[Event]] = {
    "agency.registered": AgencyRegistered,
    "agency.changed": AgencyChanged,
    "agency.abolished": AgencyAbolished,
    "agency.unit_opened": UnitOpened,
    "agency.unit_closed": UnitClosed,
    "agency.post_opened": PostOpened,
    "agency.post_closed": PostClosed,
    "agency.hours_set": HoursSet,
    "agency.day_set": DaySet,
    "officer.registered": OfficerRegistered,
    "officer.changed": OfficerChanged,
    "officer.appointed": Appointed,
    "officer.relieved": Relieved,
}
_NAMES = {kind: name for name, kind in TYPES.items()}


def encode(events: Iterable[Event]) -> list[NewEvent]:
    """Events as the journal takes them."""
    return [NewEvent(_NAMES[type(event)], VERSION, msgspec.json.encode(event, order="sorted").decode()) for event in events]


def decode(stored: StoredEvent) -> Event:
    """A journalled event as a value. Raises KeyError for a type this room does not know."""
    return msgspec.json.decode(stored.payload, type=TYPES[stored.type])
