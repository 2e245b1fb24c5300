"""Rows are the shadow of their events: a room says which rows follow, `verify` compares them column by column.

A room registers once, in its AppConfig.ready():

    register_shadow("dossier", Shadow(
        tables=(ShadowTable(Dossier, "id"), ShadowTable(DossierPaper, "dossier_id", key=("key",), unchecked={"id"})),
        rows=rows_of_dossier,  # (stream, events, contents) -> {Dossier: [{column: value, …}], DossierPaper: […]}
    ))

Values are what the model's fields take (datetimes aware, foreign keys as ids under their column name). Every column of the table
is compared unless `unchecked` names it; a column nobody mentions is a programming error and stops the verification.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.db import connection, models

from motcua.foundation import differences
from motcua.foundation.chain import StoredEvent, Stream
from motcua.foundation.contents import StreamContentRow
from motcua.foundation.differences import Difference
from motcua.foundation.sql import raw_column

Row = Mapping[str, Any]
RowsByModel = Mapping[type[models.Model], Sequence[Row]]


class ShadowTable(msgspec.Struct, frozen=True):
    """One table whose rows follow from streams: `stream_column` holds the stream's id, `key` tells rows of one stream apart.

    A number as `stream_column` says that all rows of the table belong to that one stream.
    `private` columns are compared but their values never printed; `unchecked` columns do not follow from events (say why).
    """

    model: type[models.Model]
    stream_column: str | int
    key: tuple[str, ...] = ()
    unchecked: frozenset[str] | set[str] = frozenset()
    private: frozenset[str] | set[str] = frozenset()

    @property
    def name(self) -> str:
        """The table's name in the database."""
        return str(self.model._meta.db_table)

    @property
    def primary_key(self) -> str:
        """The column of the primary key."""
        return str(self.model._meta.pk.column)

    @property
    def fields(self) -> dict[str, models.Field[Any, Any]]:
        """The compared columns with their fields, in the model's order."""
        fields = self.model._meta.concrete_fields
        return {str(field.column): field for field in fields if field.column not in self.unchecked}


class Shadow(msgspec.Struct, frozen=True):
    """How the rows of one kind of stream follow from its events and contents. `rows` is pure; erased contents have body None."""

    tables: tuple[ShadowTable, ...]
    rows: Callable[[Stream, Sequence[StoredEvent], Mapping[int, StreamContentRow]], RowsByModel]


SHADOWS: dict[str, Shadow] = {}


def register_shadow(kind: str, shadow: Shadow) -> None:
    """Let `verify` compare the rows of streams of `kind`. Registering the same kind again replaces it."""
    SHADOWS[kind] = shadow


class RowBatch(msgspec.Struct):
    """The actual rows of one table for one range of streams, as stored, by stream id."""

    table: ShadowTable
    by_stream: dict[Any, list[dict[str, Any]]]


def rows_in(table: ShadowTable, after: int | None, until: int | None) -> RowBatch:
    """The rows of streams with after < id ≤ until (None: open), read with one raw statement on the stream column's index."""
    names = list(table.fields)
    own = table.stream_column
    stream_id, selected = (str(own), str(own)) if isinstance(own, int) else (connection.ops.quote_name(own), raw_column(own))
    columns = ", ".join([selected, *(raw_column(name) for name in names)])
    bounds = [("> %s", after)] * (after is not None) + [("<= %s", until)] * (until is not None)
    where = " AND ".join([f"{stream_id} {bound}" for bound, _ in bounds]) or "1 = 1"
    by_stream: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {connection.ops.quote_name(table.name)} WHERE {where}",  # noqa: S608 - names of our own models
            [value for _, value in bounds],
        )
        for found_id, *values in cursor:
            by_stream[found_id].append(dict(zip(names, values, strict=True)))
    return RowBatch(table, by_stream)


def compare(stream: Stream, event: int | None, batch: RowBatch, expected: Sequence[Row]) -> Iterator[Difference]:
    """Differences between the rows that should be and those that are, `event` being the last event that made them."""
    table, name = batch.table, batch.table.name
    actual = _by_key(table, batch.by_stream.pop(stream.id, []))
    fields = table.fields
    for meant in expected:
        _check_columns(table, meant)
        stored_meant = {column: _as_stored(field, meant[column]) for column, field in fields.items()}
        key = _key(table, stored_meant)
        found = actual.pop(key, None)
        if found is None:
            yield differences.row_missing(str(stream), event, name, key)
            continue
        for column, field in fields.items():
            if not _same(field, found[column], stored_meant[column]):
                yield differences.row_differs(
                    *(str(stream), event),
                    table=name,
                    key=key,
                    column=column,
                    found=found[column],
                    expected=meant[column],
                    private=column in table.private,
                )
    for key in actual:
        yield differences.row_unfounded(str(stream), event, name, key)


def unfounded(kind: str, batch: RowBatch) -> Iterator[Difference]:
    """Rows left in the batch after every stream took its own: no event accounts for them."""
    for stream_id, rows in batch.by_stream.items():
        for row in rows:
            yield differences.row_unfounded(f"{kind}:{stream_id}", None, batch.table.name, _key(batch.table, row))


def _by_key(table: ShadowTable, rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Rows by key; a second row under the same key (no constraint kept it out) gets a key of its own and so is found unfounded."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        key = _key(table, row)
        found[f"{key}#{len(found)}" if key in found else key] = row
    return found


def _key(table: ShadowTable, row: Row) -> str:
    return "/".join(str(row.get(column)) for column in table.key or (table.primary_key,))


def _check_columns(table: ShadowTable, row: Row) -> None:
    if set(row) - set(table.unchecked) != set(table.fields):
        odd = sorted(set(row) ^ set(table.fields))
        raise TypeError(f"the shadow of {table.name} and its columns do not agree on {odd}")


def _as_stored(field: models.Field[Any, Any], value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


def _same(field: models.Field[Any, Any], found: Any, meant: Any) -> bool:
    if found is None or meant is None:
        return found is meant
    if isinstance(field, models.DecimalField):
        return bool(_decimal(found) == _decimal(meant))
    left, right = _plain(found), _plain(meant)
    return type(left) is type(right) and bool(left == right)


def _decimal(value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return Decimal("NaN")


def _plain(value: Any) -> Any:
    if isinstance(value, int):  # truth values, and the subclasses by which psycopg tells widths apart
        return int(value)
    if isinstance(value, (memoryview, bytearray)):
        return bytes(value)
    if isinstance(value, datetime) and value.utcoffset() is not None:
        return value.astimezone(UTC)
    return value
