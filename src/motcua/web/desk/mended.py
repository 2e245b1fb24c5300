"""Corrections of a dossier as its page shows them, for ever: what stood, what stands, who asked and decided, why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.utils.translation import gettext

from motcua.dossiers.file_view import DossierFile
from motcua.dossiers.history import ERASED
from motcua.law.dossier.decide.corrections import ENTRY_NAMES, PAPERS
from motcua.law.dossier.values import Correction


class Mended(msgspec.Struct, frozen=True, kw_only=True):
    """One correction. `approved` is None while it waits; `remark` says why it was not approved."""

    no: int
    entry: str
    before: str
    after: str
    reason: str
    by: str
    at: datetime
    approved: bool | None
    decided_by: str
    decided_at: datetime | None
    remark: str


def mended(file: DossierFile, who: Callable[[str], str]) -> tuple[Mended, ...]:
    """Every correction asked for, the first first. `who` reads a journal name. No query."""
    return tuple(_mended(one, file, who) for one in file.state.corrections)


def _mended(one: Correction, file: DossierFile, who: Callable[[str], str]) -> Mended:
    words = file.correction(one.words)
    return Mended(
        no=one.no,
        entry=entry_of(one, file),
        before=words.before if words else "",
        after=words.after if words else "",
        reason=words.reason if words else gettext(ERASED),
        by=who(one.by),
        at=one.at,
        approved=one.approved,
        decided_by=who(one.decided_by) if one.decided_by else "",
        decided_at=one.decided_at,
        remark=file.words(one.remark) if one.remark else "",
    )


def entry_of(one: Correction, file: DossierFile) -> str:
    """What is mended: an entry of the applicant by its name, a paper by its own."""
    words = file.correction(one.words)
    if one.field == PAPERS:
        return words.entry if words and words.entry else gettext(ENTRY_NAMES[PAPERS])
    return gettext(ENTRY_NAMES[one.field])
