"""Importing the agencies of a province from a file: all of it, or nothing and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from motcua.agencies import events as e
from motcua.agencies.agency_file import AgencyEntry, read_agencies
from motcua.agencies.commands.tree import AgencyDraft, registered
from motcua.agencies.commands.units import opened
from motcua.agencies.models import Agency, CodeStatus
from motcua.agencies.record import child_id
from motcua.agencies.writing import in_one_piece, write_new
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.law.refusal import Refusal


class AgencyImport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import has done: ids by slug, and how many units came with them."""

    ids: dict[str, int]
    units: int


def import_agencies(
    actor: Actor, path: Path, *, at: datetime, demonstration_codes: Mapping[str, str] | None = None
) -> AgencyImport | Refusal:
    """Enter the agencies of a province, with the units and posts usual for them, into an empty system.

    The format is that of `agencies_ninh_binh.json`. Codes the file does not give stay empty, unless `demonstration_codes` (by slug)
    names some: those are marked as of the demonstration. Refused: no right, a wrong file, agencies that are there already.
    """

    def act() -> AgencyImport | Refusal:
        if refusal := require(actor, Act.ADMINISTER_AGENCIES, Subject()):
            return refusal
        entries = read_agencies(path)
        if isinstance(entries, Refusal):
            return entries
        if (count := Agency.objects.count()) > 0:
            template = "Hệ thống đã có {count} cơ quan; chỉ nhập danh sách cơ quan vào hệ thống còn trống."
            return Refusal(code="AGENCIES_EXIST", template=template, params={"count": count})
        ids = {entry.slug: no for no, entry in enumerate(entries, start=1)}
        batches = {ids[entry.slug]: _events(ids, entry, demonstration_codes or {}) for entry in entries}
        rows = write_new(batches, {}, at=at, actor=actor.journal_name)
        return AgencyImport(ids=ids, units=len(rows["org_unit"]))

    return in_one_piece(act)


def _events(ids: Mapping[str, int], entry: AgencyEntry, demonstration_codes: Mapping[str, str]) -> list[e.Event]:
    agency_id = ids[entry.slug]
    demonstration = "" if entry.code else demonstration_codes.get(entry.slug, "")
    status = CodeStatus.OFFICIAL if entry.code else CodeStatus.DEMO if demonstration else CodeStatus.UNKNOWN
    draft = AgencyDraft(
        slug=entry.slug,
        name=entry.name,
        short_name=entry.short_name,
        kind=entry.kind,
        level=entry.level,
        vertical=entry.vertical,
        parent=ids.get(entry.parent),
        admin_code=entry.admin_code,
        code=entry.code or demonstration,
        code_status=status,
        valid_from=entry.valid_from,
    )
    units: list[e.Event] = [
        opened(child_id(agency_id, no), unit.name, unit.kind, unit.posts, entry.valid_from) for no, unit in enumerate(entry.units, start=1)
    ]
    ending: list[e.Event] = []
    if entry.valid_to is not None:
        ending.append(e.AgencyAbolished(last_day=entry.valid_to, successor=ids.get(entry.successor)))
    return [registered(agency_id, draft, entry.decision), *units, *ending]
