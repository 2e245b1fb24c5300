"""From events to rows: journalling a batch and saving what the fold makes of it, for one stream or for many."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
from django.db import models, transaction

from motcua.agencies import events as e
from motcua.agencies.models import Agency, AgencyPeriod, Appointment, CalendarDay, Officer, OpeningHours, OrgUnit, Post, Revision
from motcua.agencies.record import Rows, empty, fold_agency, fold_officer
from motcua.foundation.contents import put_content, read_contents
from motcua.foundation.journal import StreamConflict, TimeRunsBackwards, append, read
from motcua.law.content import ContentRef
from motcua.law.refusal import Refusal

TABLES: dict[str, type[models.Model]] = {
    "agency": Agency,
    "agency_period": AgencyPeriod,
    "org_unit": OrgUnit,
    "post": Post,
    "opening_hours": OpeningHours,
    "calendar_day": CalendarDay,
    "officer": Officer,
    "appointment": Appointment,
}
"""In the order in which rows refer to each other."""

Outcome = TypeVar("Outcome")


def in_one_piece(act: Callable[[], Outcome]) -> Outcome | Refusal:
    """Run `act` in one transaction; a clash with another writer is told as a refusal and leaves nothing behind."""
    try:
        with transaction.atomic():
            return act()
    except StreamConflict as clash:
        return clash.refusal
    except TimeRunsBackwards:
        return Refusal(code="CLOCK_BEHIND", template="Thời điểm ghi nhận sớm hơn thay đổi gần nhất. Kiểm tra đồng hồ của máy rồi làm lại.")


def write_agency(agency_id: int, events: Sequence[e.Event], *, at: datetime, actor: str) -> Rows:
    """Journal `events` of one agency (0: the country) and save the rows that differ. In the caller's transaction."""
    before_events = [e.decode(stored) for stored in read(e.agency_stream(agency_id))]
    before = fold_agency(agency_id, before_events)
    append(e.agency_stream(agency_id), len(before_events), e.encode(events), at=at, actor=actor)
    after = fold_agency(agency_id, [*before_events, *events])
    save(difference(before, after), TABLES)
    touch([Revision.TREE, Revision.calendar(agency_id)])
    return after


def write_officer(officer_id: int, events: Sequence[e.Event], *, at: datetime, actor: str) -> Rows:
    """Journal `events` of one officer and save the rows that differ. In the caller's transaction."""
    stream = e.officer_stream(officer_id)
    before_events = [e.decode(stored) for stored in read(stream)]
    contents = {number: row.body for number, row in read_contents(stream).items()}
    before = fold_officer(officer_id, before_events, contents)
    append(stream, len(before_events), e.encode(events), at=at, actor=actor)
    after = fold_officer(officer_id, [*before_events, *events], contents)
    save(difference(before, after), TABLES)
    return after


def put_person(officer_id: int, details: e.PersonalDetails) -> ContentRef:
    """Keep an officer's personal details beside the officer's stream."""
    return put_content(e.officer_stream(officer_id), "person", msgspec.json.encode(details, order="sorted"))


def write_new(
    agencies: Mapping[int, Sequence[e.Event]],
    officers: Mapping[int, tuple[e.PersonalDetails, Sequence[e.Event]]],
    *,
    at: datetime,
    actor: str,
) -> Rows:
    """Journal the first events of many new agencies and officers, then save all their rows table by table."""
    rows = empty()
    for agency_id, events in agencies.items():
        append(e.agency_stream(agency_id), 0, e.encode(events), at=at, actor=actor)
        fold_agency(agency_id, events, rows)
    for officer_id, (details, rest) in officers.items():
        ref = put_person(officer_id, details)
        events = [e.OfficerRegistered(account=officer_id, person=ref), *rest]
        append(e.officer_stream(officer_id), 0, e.encode(events), at=at, actor=actor)
        fold_officer(officer_id, events, {ref.id: msgspec.json.encode(details).decode()}, rows)
    save(rows, TABLES)
    touch([Revision.TREE, *map(Revision.calendar, agencies)])
    return rows


def difference(before: Rows, after: Rows) -> Rows:
    """The rows of `after` that are new or changed."""
    return {table: {key: row for key, row in rows.items() if before.get(table, {}).get(key) != row} for table, rows in after.items()}


def save(rows: Rows, tables: Mapping[str, type[models.Model]]) -> None:
    """Insert or overwrite rows by primary key, a table at a time, in batches."""
    for table, model in tables.items():
        found = rows.get(table)
        if not found:
            continue
        columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        model._default_manager.bulk_create(  # noqa: SLF001
            [model(pk=key, **row) for key, row in found.items()],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=columns,
        )


def touch(scopes: Iterable[str]) -> None:
    """Say that what was compiled under these scopes no longer holds."""
    Revision.objects.bulk_create(
        [Revision(scope=scope, token=secrets.randbits(62)) for scope in dict.fromkeys(scopes)],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["scope"],
        update_fields=["token"],
    )
