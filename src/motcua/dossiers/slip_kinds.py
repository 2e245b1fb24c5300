"""What calls for a statutory slip of a dossier, and which of them it has: one slip for each occasion in the journal (domain §3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from motcua.foundation.chain import Stream
from motcua.foundation.contents import StreamContentRow
from motcua.foundation.journal import read
from motcua.law.dossier.codec import NAMES, decode_event
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Slip
from motcua.law.rulesets import Form, FormPurpose, FormSet, purpose_of

Contents = dict[int, StreamContentRow]


class Occasion(msgspec.Struct, frozen=True):
    """The event that calls for a slip (of one of the kind's event types), when it happened and who did it (journal name)."""

    event: Any
    at: datetime
    by: str
    seq: int = 0


History = tuple[Occasion, ...]


class Issuing(msgspec.Struct, frozen=True, kw_only=True):
    """One slip being issued: the dossier as it is now, what calls for the slip, its form of the day, its number in the book.

    `history` is everything that happened up to the occasion.
    """

    state: DossierState
    contents: Contents
    occasion: Occasion
    history: History
    form_set: FormSet
    form: Form
    number: int
    at: datetime


class SlipKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of slip. `occasions` are event types of the journal; `book` names the agency in whose book it is numbered;
    `write` gives its data (canonical JSON). `only_received`: nothing before reception calls for it."""

    purpose: FormPurpose
    occasions: frozenset[str]
    book: Callable[[DossierState, Occasion], int]
    write: Callable[[Issuing], str]
    only_received: bool = False


def slips_for(state: DossierState, purpose: FormPurpose) -> tuple[Slip, ...]:
    """The dossier's slips of one purpose that hold, in their order, whichever circular they were issued under; void ones left out."""
    return tuple(slip for slip in state.slips if slip.voided_at is None and purpose_of(slip.form_set, slip.form) is purpose)


def slip_book(purpose: str, agency: int, year: int) -> str:
    """The counter of one book: a kind of slip, an agency, a year. A circular that renumbers the forms opens no new book."""
    return f"slip:{purpose}:{agency}:{year}"


def read_history(stream: Stream) -> History:
    """Everything that happened so far. One query."""
    return tuple(Occasion(decode_event(one.type, one.version, one.payload), one.at, one.actor, one.seq) for one in read(stream))


def occasions_in(history: History, kind: SlipKind) -> list[Occasion]:
    """Everything that called for a slip of this kind, in its order."""
    types = [NAMES[type(one.event)] for one in history]
    received = types.index("received") if "received" in types else len(history)
    since = received if kind.only_received else 0
    return [one for one, name in zip(history[since:], types[since:], strict=True) if name in kind.occasions]


def owed_occasions(history: History, kind: SlipKind, state: DossierState) -> list[Occasion]:
    """The occasions that have no slip that holds: each is one slip, and one whose slip was voided calls for another."""
    issued = slips_for(state, kind.purpose)
    noted = {slip.occasion for slip in issued}
    unnoted = sum(1 for slip in issued if not slip.occasion)
    return [one for one in occasions_in(history, kind) if one.seq not in noted][unnoted:]
