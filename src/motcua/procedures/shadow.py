"""What `motcua verify` compares for this room: sectors, procedures, versions and approved processes against their streams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motcua.agencies.shadow import RowsByModel
from motcua.foundation.contents import StreamContentRow
from motcua.foundation.journal import StoredEvent, Stream
from motcua.foundation.verify import Shadow, ShadowTable, register_shadow
from motcua.procedures import events as e
from motcua.procedures.models import ApprovedProcess, Procedure, ProcedureVersion, Sector
from motcua.procedures.record import Rows, fold_procedure, fold_processes, fold_sector


def register() -> None:
    """Called once, when the room is ready."""
    procedure = (ShadowTable(Procedure, "id"), ShadowTable(ProcedureVersion, "procedure_id"))
    register_shadow("procedure", Shadow(tables=procedure, rows=_procedure_rows))
    register_shadow("sector", Shadow(tables=(ShadowTable(Sector, "id"),), rows=_sector_rows))
    register_shadow("process", Shadow(tables=(ShadowTable(ApprovedProcess, "procedure_id"),), rows=_process_rows))


def _procedure_rows(stream: Stream, events: Sequence[StoredEvent], _: Mapping[int, StreamContentRow]) -> RowsByModel:
    rows = fold_procedure(stream.id, map(e.decode, events))
    return {Procedure: _keyed(rows, "procedure"), ProcedureVersion: _keyed(rows, "procedure_version")}


def _sector_rows(stream: Stream, events: Sequence[StoredEvent], _: Mapping[int, StreamContentRow]) -> RowsByModel:
    return {Sector: _keyed(fold_sector(stream.id, map(e.decode, events)), "sector")}


def _process_rows(stream: Stream, events: Sequence[StoredEvent], _: Mapping[int, StreamContentRow]) -> RowsByModel:
    return {ApprovedProcess: _keyed(fold_processes(stream.id, map(e.decode, events)), "approved_process")}


def _keyed(rows: Rows, table: str) -> list[dict[str, object]]:
    return [{"id": key, **row} for key, row in rows[table].items()]
