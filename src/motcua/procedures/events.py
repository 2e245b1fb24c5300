"""What happens to the catalogue: streams "procedure" and "process" (both by the id of the procedure) and "sector" (id of the sector).

`valid_to` is the day from which a procedure or version has no force any more ("hết hiệu lực kể từ ngày").
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from motcua.foundation.journal import NewEvent, StoredEvent, Stream
from motcua.law.procedure import Step
from motcua.procedures.body import ProcedureBody

VERSION = 1


def procedure_stream(procedure_id: int) -> Stream:
    """The stream of one procedure."""
    return Stream("procedure", procedure_id)


def sector_stream(sector_id: int) -> Stream:
    """The stream of one sector."""
    return Stream("sector", sector_id)


def approvals_stream(procedure_id: int) -> Stream:
    """The stream of the approved processes of one procedure, all its cases together."""
    return Stream("process", procedure_id)


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any fact of this room."""


class SectorNamed(Event, frozen=True, kw_only=True):
    code: str = ""
    name: str


class Imported(Event, frozen=True, kw_only=True):
    """A text of the procedure came in with the file whose bytes have the hash `source`."""

    no: int
    version: int
    sector: int
    body: ProcedureBody
    source: str


class Published(Event, frozen=True, kw_only=True):
    """Version `no` is in force from a day (None: since before this system)."""

    no: int
    valid_from: date | None = None


class Replaced(Event, frozen=True, kw_only=True):
    """Version `no` gave way to the next one."""

    no: int
    valid_to: date


class Abolished(Event, frozen=True, kw_only=True):
    """The whole procedure ends; `successor` is the code of the one that takes its place, `replaced` says that one does."""

    valid_to: date
    successor: str = ""
    replaced: bool = False


class Reinstated(Event, frozen=True, kw_only=True):
    """The ending was called off."""


class Approved(Event, frozen=True, kw_only=True):
    """Version `no` of the process of a case was approved by a decision; `version` is the catalogue text it was checked against."""

    no: int
    process: int
    case_key: str
    version: int
    decision: str
    decision_date: date
    approved_by: str
    valid_from: date
    steps: tuple[Step, ...]


TYPES: dict[str, type[Event]] = {
    "sector.named": SectorNamed,
    "procedure.imported": Imported,
    "procedure.published": Published,
    "procedure.replaced": Replaced,
    "procedure.abolished": Abolished,
    "procedure.reinstated": Reinstated,
    "process.approved": Approved,
}
_NAMES = {kind: name for name, kind in TYPES.items()}


def encode(events: Iterable[Event]) -> list[NewEvent]:
    """Events as the journal takes them."""
    return [NewEvent(_NAMES[type(event)], VERSION, msgspec.json.encode(event, order="sorted").decode()) for event in events]


def decode(stored: StoredEvent) -> Event:
    """A journalled event as a value. Raises KeyError for a type this room does not know."""
    return msgspec.json.decode(stored.payload, type=TYPES[stored.type])
