"""Statutory slips of a dossier: numbered in the agency's book, their paper's hash kept in the journal (domain §3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from motcua.dossiers.acting import Desk, Done, change
from motcua.foundation.access import Act, Actor
from motcua.foundation.contents import StreamContentRow, read_contents
from motcua.foundation.counters import next_number
from motcua.law.calendar import VN
from motcua.law.dossier import commands as law
from motcua.law.dossier.state import DossierState
from motcua.law.refusal import Refusal

SlipWriter = Callable[[DossierState, dict[int, StreamContentRow], int], str]


def issue_slip(actor: Actor, dossier_id: int, form: str, form_set: str, write: SlipWriter, *, at: datetime) -> Done | Refusal:
    """A statutory slip gets the next number of the agency's book of the year; `write` answers with its data (canonical JSON).

    A form that a dossier already has is not issued again: the same dossier keeps the same paper (domain §3).
    """

    def build(desk: Desk) -> list[law.Command]:
        if any(slip.form == form for slip in desk.state.slips):
            return []
        year = at.astimezone(VN).year
        number = next_number(f"slip:{form}:{desk.state.receiving_agency}:{year}")
        content = desk.put_json("slip", write(desk.state, read_contents(desk.stream), number))
        return [law.IssueSlip(form=form, form_set=form_set, number=str(number), content=content)]

    return change(actor, Act.PRINT_RECEIPT, dossier_id, build, at=at)


def record_slip_file(actor: Actor, dossier_id: int, no: int, sha256: str, *, at: datetime) -> Done | Refusal:
    """The hash of slip `no` as set goes into the journal; saying it twice changes nothing."""
    return change(actor, Act.PRINT_RECEIPT, dossier_id, lambda _: [law.RecordSlipFile(no=no, file=sha256)], at=at)
