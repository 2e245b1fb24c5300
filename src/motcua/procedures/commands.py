"""What may be written: the catalogue, by importing a file. All of the file, or nothing and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.db import models

from motcua.agencies.queries import knows_unit_kind
from motcua.agencies.writing import difference, in_one_piece, save
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.foundation.counters import next_number
from motcua.foundation.journal import append, read
from motcua.law.calendar import business_date
from motcua.law.refusal import Refusal
from motcua.procedures import events as e
from motcua.procedures.body import canonical, digest
from motcua.procedures.catalogue_file import Catalogue, Entry, read_file
from motcua.procedures.models import Procedure, ProcedureVersion, Sector
from motcua.procedures.record import Rows, empty, fold_procedure, fold_sector, version_id

TABLES: dict[str, type[models.Model]] = {"sector": Sector, "procedure": Procedure, "procedure_version": ProcedureVersion}


class CatalogueImport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import has done, by procedure code."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]
    unchanged: int


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored of a procedure: its last version and its fate."""

    id: int
    no: int
    sha256: str
    version_from: date | None
    status: str
    valid_to: date | None
    successor: str


class _Import(NamedTuple):
    """One procedure of one import: where its events go, its sector, the file's hash, when."""

    procedure_id: int
    sector: int
    source: str
    at: datetime


def import_procedures(path: Path, actor: Actor, at: datetime) -> CatalogueImport | Refusal:
    """Bring the catalogue to what the file at `path` says (format of `procedures.json`).

    A procedure that is new or whose text changed gets a new version; dossiers keep the version they pinned. One that is not in
    the file stays as it is. The same file again changes nothing. Refused, with one sentence per fault: no right, a wrong file.
    """

    def act() -> CatalogueImport | Refusal:
        if refusal := require(actor, Act.IMPORT_PROCEDURES, Subject()):
            return refusal
        catalogue = read_file(path, knows_unit_kind)
        if isinstance(catalogue, Refusal):
            return catalogue
        return _successor_fault(catalogue) or _write(catalogue, actor, at)

    return in_one_piece(act)


def _successor_fault(catalogue: Catalogue) -> Refusal | None:
    """A successor must be in the file or in the catalogue already."""
    codes = {entry.body.code for entry in catalogue.entries}
    wanted = {entry.successor: place for place, entry in enumerate(catalogue.entries) if entry.successor and entry.successor not in codes}
    stored = set(Procedure.objects.filter(code__in=wanted).values_list("code", flat=True))
    faults = tuple(
        Refusal(
            code="IMPORT_FAULT",
            template="{path}: không có thủ tục {code} trong tệp hay trong danh mục.",
            params={"path": f"procedures[{place}].successor", "code": code},
            field=f"procedures[{place}].successor",
        )
        for code, place in wanted.items()
        if code not in stored
    )
    if not faults:
        return None
    template = "Tệp có {count} chỗ sai; không nhập thủ tục nào."
    return Refusal(code="CATALOGUE_WRONG", template=template, params={"count": len(faults)}, field="file", details=faults)


def _write(catalogue: Catalogue, actor: Actor, at: datetime) -> CatalogueImport:
    # The counter's row stays locked until the end: of two imports at once the second sees what the first has written.
    next_number("catalogue import")
    rows = empty()
    sectors = _sectors(catalogue, rows, actor, at)
    known = _known([entry.body.code for entry in catalogue.entries])
    done: dict[str, list[str]] = {"added": [], "changed": [], "ended": [], "unchanged": []}
    for entry in catalogue.entries:
        stored = known.get(entry.body.code)
        procedure_id = stored.id if stored else next_number("procedure")
        imported = _Import(procedure_id, sectors[entry.body.sector], catalogue.sha256, at)
        events = _events(entry, stored, imported)
        done[_word_for(events, stored)].append(entry.body.code)
        if events:
            _journal(imported, events, rows, actor)
    save(rows, TABLES)
    return CatalogueImport(
        added=tuple(done["added"]), changed=tuple(done["changed"]), ended=tuple(done["ended"]), unchanged=len(done["unchanged"])
    )


def _word_for(events: list[e.Event], stored: _Known | None) -> str:
    if stored is None:
        return "added"
    if not events:
        return "unchanged"
    return "changed" if any(isinstance(event, e.Imported) for event in events) else "ended"


def _journal(imported: _Import, events: list[e.Event], rows: Rows, actor: Actor) -> None:
    """Append and fold one procedure; only rows that differ from the stored ones are added to `rows`."""
    stream = e.procedure_stream(imported.procedure_id)
    earlier = [e.decode(event) for event in read(stream)]
    append(stream, len(earlier), e.encode(events), at=imported.at, actor=actor.journal_name)
    before = fold_procedure(imported.procedure_id, earlier)
    after = fold_procedure(imported.procedure_id, [*earlier, *events])
    for table, changed in difference(before, after).items():
        rows[table].update(changed)


def _events(entry: Entry, stored: _Known | None, imported: _Import) -> list[e.Event]:
    """What has to happen so that the catalogue says what the entry says."""
    text_hash = digest(canonical(entry.body))
    if stored is not None and stored.sha256 == text_hash:
        return _fate(entry, stored, has_new_text=False)
    no = stored.no + 1 if stored else 1
    first = _first_day(entry, stored, imported.at) if stored else entry.valid_from
    version = version_id(imported.procedure_id, no, text_hash)
    events: list[e.Event] = [e.Imported(no=no, version=version, sector=imported.sector, body=entry.body, source=imported.source)]
    if stored is not None and first is not None:
        events.append(e.Replaced(no=stored.no, valid_to=first))
    events.append(e.Published(no=no, valid_from=first))
    return events + _fate(entry, stored, has_new_text=True)


def _first_day(entry: Entry, stored: _Known, at: datetime) -> date:
    """From when a changed text counts: the day the file gives where it is a new one, otherwise today."""
    if entry.valid_from is not None and (stored.version_from is None or entry.valid_from > stored.version_from):
        return entry.valid_from
    return max(business_date(at), stored.version_from or date.min)


def _fate(entry: Entry, stored: _Known | None, *, has_new_text: bool) -> list[e.Event]:
    """Endings, and endings called off."""
    was = (stored.valid_to, stored.successor) if stored else (None, "")
    if entry.valid_to is None:
        return [e.Reinstated()] if was[0] is not None else []
    if was == (entry.valid_to, entry.successor) and not has_new_text:
        return []
    replaced = entry.status == "REPLACED_LATER"
    return [e.Abolished(valid_to=entry.valid_to, successor=entry.successor, replaced=replaced)]


def _known(codes: list[str]) -> dict[str, _Known]:
    """What is stored of these procedures, locked against other imports."""
    found = Procedure.objects.select_for_update(of=("self",)).select_related("current_version").filter(code__in=codes)
    return {
        row.code: _Known(
            id=row.id,
            no=row.current_version.no,
            sha256=row.current_version.sha256,
            version_from=row.current_version.valid_from,
            status=row.current_version.status,
            valid_to=row.valid_to,
            successor=row.successor_code,
        )
        for row in found.defer("current_version__body")
        if row.current_version is not None
    }


def _sectors(catalogue: Catalogue, rows: Rows, actor: Actor, at: datetime) -> Mapping[str, int]:
    """The id of each sector by name; those not yet known are entered."""
    known = dict(Sector.objects.values_list("name", "id"))
    for entry in catalogue.entries:
        name = entry.body.sector
        if name in known:
            continue
        sector_id = next_number("sector")
        events = [e.SectorNamed(code=entry.body.sector_code, name=name)]
        append(e.sector_stream(sector_id), 0, e.encode(events), at=at, actor=actor.journal_name)
        fold_sector(sector_id, events, rows)
        known[name] = sector_id
    return known
