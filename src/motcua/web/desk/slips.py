"""The slips of a dossier, as its page lists them."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.utils.translation import gettext

from motcua.dossiers.file_view import DossierFile
from motcua.dossiers.history import title_of
from motcua.dossiers.permits import subject_to_void
from motcua.dossiers.slip_kinds import slips_for
from motcua.foundation.access import Act, Actor, require
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import TERMINAL, Slip
from motcua.law.rulesets import FormPurpose


class SlipLine(msgspec.Struct, frozen=True, kw_only=True):
    """One slip; `no` is its place in the dossier, by which its paper is opened once the worker has set it (`is_set`)."""

    no: int
    title: str
    number: str
    issued_at: datetime
    is_set: bool
    voided_at: datetime | None
    void_reason: str


class Slips(msgspec.Struct, frozen=True, kw_only=True):
    """What a dossier has been given on paper, the receipt apart. `is_tracked`: its control slip is not numbered yet."""

    receipt: SlipLine | None
    others: tuple[SlipLine, ...]
    is_tracked: bool


def slips_of(file: DossierFile) -> Slips:
    """In the order in which they were issued. No query."""
    state = file.state
    receipt = next(iter(slips_for(state, FormPurpose.RECEIPT)), None)
    others = tuple(slip_line(file, slip) for slip in state.slips if slip != receipt)
    is_ended = state.status in TERMINAL and bool(slips_for(state, FormPurpose.CONTROL))
    return Slips(
        receipt=slip_line(file, receipt) if receipt else None,
        others=others,
        is_tracked=state.received_at is not None and not is_ended,
    )


def slip_line(file: DossierFile, slip: Slip) -> SlipLine:
    """One slip in words."""
    return SlipLine(
        no=slip.no,
        title=gettext(title_of(slip.form_set, slip.form)),
        number=slip.number,
        issued_at=slip.issued_at,
        is_set=bool(slip.file),
        voided_at=slip.voided_at,
        void_reason=file.words(slip.void_reason),
    )


def to_void(actor: Actor, state: DossierState) -> tuple[int, ...]:
    """Which slips, by their place in the dossier, this actor may void. No query."""
    standing = [slip for slip in state.slips if slip.voided_at is None]
    return tuple(slip.no for slip in standing if require(actor, Act.VOID_SLIP, subject_to_void(state, slip)) is None)
