"""What `motcua verify` compares for this room: the rows of agencies and officers against their streams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models

from motcua.agencies import events as e
from motcua.agencies.models import Agency, AgencyPeriod, Appointment, CalendarDay, Officer, OpeningHours, OrgUnit, Post
from motcua.agencies.record import Rows, fold_agency, fold_officer
from motcua.foundation.contents import StreamContentRow
from motcua.foundation.journal import StoredEvent, Stream
from motcua.foundation.verify import Shadow, ShadowTable, register_shadow

AGENCY_TABLES = (Agency, AgencyPeriod, OrgUnit, Post, OpeningHours, CalendarDay)
OFFICER_TABLES = (Officer, Appointment)
PRIVATE = {"full_name", "folded", "phone", "email"}

RowsByModel = Mapping[type[models.Model], Sequence[Mapping[str, object]]]


def register() -> None:
    """Called once, when the room is ready."""
    agency = tuple(ShadowTable(model, "id" if model is Agency else "agency_id") for model in AGENCY_TABLES)
    officer = (ShadowTable(Officer, "id", private=PRIVATE), ShadowTable(Appointment, "officer_id"))
    register_shadow("agency", Shadow(tables=agency, rows=_agency_rows))
    register_shadow("officer", Shadow(tables=officer, rows=_officer_rows))


def rows_by_model(rows: Rows, tables: Sequence[type[models.Model]]) -> RowsByModel:
    """Folded rows with their keys, as `verify` takes them."""
    return {model: [{"id": key, **row} for key, row in rows[model._meta.db_table].items()] for model in tables}


def _agency_rows(stream: Stream, events: Sequence[StoredEvent], _: Mapping[int, StreamContentRow]) -> RowsByModel:
    return rows_by_model(fold_agency(stream.id, map(e.decode, events)), AGENCY_TABLES)


def _officer_rows(stream: Stream, events: Sequence[StoredEvent], contents: Mapping[int, StreamContentRow]) -> RowsByModel:
    bodies = {number: content.body for number, content in contents.items()}
    return rows_by_model(fold_officer(stream.id, map(e.decode, events), bodies), OFFICER_TABLES)
