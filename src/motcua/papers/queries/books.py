"""A book of slips, page by page: every number that was given out, the void ones with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import Q

from motcua.dossiers.history import words_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import Place
from motcua.foundation.access import Act, Actor, require
from motcua.foundation.contents import find_contents
from motcua.law.dossier.codec import decode_state
from motcua.papers.chosen import Chosen, slips_in
from motcua.papers.commands.jobs import book_subject

PAGE = 50


class SlipEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a book. `no` is the slip's place in its dossier; `is_set`: its paper can be opened."""

    id: int
    number: int
    issued_at: datetime
    dossier_id: int
    no: int
    code: str
    applicant_name: str
    is_set: bool
    was_printed: bool
    voided_at: datetime | None
    void_reason: str


class SlipPage(msgspec.Struct, frozen=True):
    """A page of a book; `after` is where the next begins, None at the end."""

    entries: tuple[SlipEntry, ...]
    after: Place | None


def list_slips(actor: Actor, chosen: Chosen, after: Place | None = None, limit: int = PAGE) -> SlipPage:
    """A page of a part of a book, the latest number first; nothing for who may not print from it.

    One query, and two more where a number is void; relies on dossier_slip_book.
    """
    if require(actor, Act.PRINT_SLIPS, book_subject(chosen.agency)) is not None:
        return SlipPage((), None)
    rows = slips_in(actor, chosen)
    if after is not None:
        issued_at, last_id = after
        rows = rows.filter(Q(issued_at__lt=issued_at) | Q(issued_at=issued_at, id__lt=last_id))
    found = [_entry(*row) for row in rows.order_by("-issued_at", "-id").values_list(*_COLUMNS)[: limit + 1]]
    more = len(found) > limit
    found = found[:limit]
    reasons = _void_reasons([one for one in found if one.voided_at is not None])
    entries = tuple(msgspec.structs.replace(one, void_reason=reasons.get(one.id, "")) for one in found)
    return SlipPage(entries, (found[-1].issued_at, found[-1].id) if more else None)


def count_to_print(actor: Actor, chosen: Chosen, most: int) -> int:
    """How many slips of a part of a book hold and may be printed; counted no further than `most` + 1."""
    if require(actor, Act.PRINT_SLIPS, book_subject(chosen.agency)) is not None:
        return 0
    return slips_in(actor, chosen).filter(voided_at=None)[: most + 1].count()


_COLUMNS = (
    *("id", "number", "issued_at", "dossier_id", "no"),
    *("dossier__code", "dossier__applicant_name", "file", "was_printed", "voided_at"),
)


def _entry(*row: Any) -> SlipEntry:
    pk, number, issued_at, dossier_id, no, code, name, file, was_printed, voided_at = row
    return SlipEntry(
        id=pk,
        number=number,
        issued_at=issued_at,
        dossier_id=dossier_id,
        no=no,
        code=code or "",
        applicant_name=name,
        is_set=bool(file),
        was_printed=was_printed,
        voided_at=voided_at,
        void_reason="",
    )


def _void_reasons(void: Sequence[SlipEntry]) -> dict[int, str]:
    """Why numbers are void, by the entry's id. Two queries, none where nothing is void."""
    if not void:
        return {}
    states = dict(Dossier.objects.filter(id__in={one.dossier_id for one in void}).values_list("id", "state"))
    refs = {}
    for one in void:
        slips = decode_state(states[one.dossier_id]).slips
        refs[one.id] = next((slip.void_reason for slip in slips if slip.no == one.no), None)
    contents = find_contents([ref for ref in refs.values() if ref is not None])
    return {pk: words_of(ref, contents) for pk, ref in refs.items()}
