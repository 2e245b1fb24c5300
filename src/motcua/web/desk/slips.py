"""The slips of a dossier, as its page lists them."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.utils.translation import gettext

from motcua.dossiers.history import title_of
from motcua.dossiers.slip_kinds import slips_for
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import TERMINAL, Slip
from motcua.law.rulesets import FormPurpose


class SlipLine(msgspec.Struct, frozen=True):
    """One slip; `no` is its place in the dossier, by which its paper is opened once the worker has set it (`is_set`)."""

    no: int
    title: str
    number: str
    issued_at: datetime
    is_set: bool


class Slips(msgspec.Struct, frozen=True, kw_only=True):
    """What a dossier has been given on paper, the receipt apart. `is_tracked`: its control slip is not numbered yet."""

    receipt: Slip | None
    others: tuple[SlipLine, ...]
    is_tracked: bool


def slips_of(state: DossierState) -> Slips:
    """In the order in which they were issued. No query."""
    receipt = next(iter(slips_for(state, FormPurpose.RECEIPT)), None)
    others = tuple(_line(slip) for slip in state.slips if slip != receipt)
    is_ended = state.status in TERMINAL and bool(slips_for(state, FormPurpose.CONTROL))
    return Slips(receipt=receipt, others=others, is_tracked=state.received_at is not None and not is_ended)


def _line(slip: Slip) -> SlipLine:
    return SlipLine(slip.no, gettext(title_of(slip.form_set, slip.form)), slip.number, slip.issued_at, bool(slip.file))
