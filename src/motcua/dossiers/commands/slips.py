"""Statutory slips of a dossier: numbered in the agency's book, their paper's hash kept in the journal (domain §3)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.permits import subject_to_void
from motcua.dossiers.slip_kinds import History, Issuing, Occasion, SlipKind, owed_occasions, read_history, slip_book
from motcua.dossiers.words import said
from motcua.foundation.access import Act, Actor, require
from motcua.foundation.contents import read_contents
from motcua.foundation.counters import next_number
from motcua.law.calendar import business_date
from motcua.law.dossier import commands as law
from motcua.law.refusal import Refusal
from motcua.law.rulesets import Form, FormSet, form_set_at

LONGEST_REASON = 500
"""A line of the book."""


def issue_slip(actor: Actor, dossier_id: int, kind: SlipKind, *, at: datetime) -> Done | Refusal:
    """A slip for each occasion that has none yet, with the next number of the agency's book of the year (domain §3.3).

    One occasion is one slip: asked again, nothing is issued. Nor is it where the circular in force has no such form.
    """

    def build(desk: Desk) -> list[law.Command]:
        form_set = form_set_at(business_date(desk.context.at))
        form = form_set.form(kind.purpose)
        if form is None:
            return []
        history = read_history(desk.stream)
        owed = owed_occasions(history, kind, desk.state)
        return [_slip(desk, kind, _issuing(desk, occasion, history, (form_set, form))) for occasion in owed]

    return change(actor, Act.PRINT_RECEIPT, dossier_id, build, at=at)


def _issuing(desk: Desk, occasion: Occasion, history: History, form: tuple[FormSet, Form]) -> Issuing:
    return Issuing(
        state=desk.state,
        contents=read_contents(desk.stream),
        occasion=occasion,
        history=tuple(one for one in history if one.seq <= occasion.seq),
        form_set=form[0],
        form=form[1],
        number=0,
        at=desk.context.at,
    )


def _slip(desk: Desk, kind: SlipKind, issuing: Issuing) -> law.IssueSlip:
    agency = kind.book(desk.state, issuing.occasion)
    number = next_number(slip_book(kind.purpose.value, agency, business_date(issuing.at).year))
    content = desk.put_json("slip", kind.write(msgspec.structs.replace(issuing, number=number)))
    return law.IssueSlip(
        form=issuing.form.key,
        form_set=issuing.form_set.key,
        number=str(number),
        content=content,
        agency=agency,
        occasion=issuing.occasion.seq,
    )


def record_slip_file(actor: Actor, dossier_id: int, no: int, sha256: str, *, at: datetime) -> Done | Refusal:
    """The hash of slip `no` as set goes into the journal; saying it twice changes nothing."""
    return change(actor, Act.PRINT_RECEIPT, dossier_id, lambda _: [law.RecordSlipFile(no=no, file=sha256)], at=at)


def void_slip(actor: Actor, dossier_id: int, no: int, reason: str, *, at: datetime, key: str = "") -> Done | Refusal:
    """Hủy số of slip `no`, by the clerk of the agency in whose book it stands. The number stays there with the reason (domain §3.3);
    what called for the slip now calls for another, with the next number.
    """
    why = said(reason, "VOID_REASON", field="reason", longest=LONGEST_REASON)
    if isinstance(why, Refusal):
        return why

    def build(desk: Desk) -> list[law.Command] | Refusal:
        slip = next((one for one in desk.state.slips if one.no == no), None)
        refusal = require(actor, Act.VOID_SLIP, subject_to_void(desk.state, slip)) if slip else None
        return refusal or [law.VoidSlip(no=no, reason=desk.put("reason", why))]

    return change(actor, Act.VOID_SLIP, dossier_id, build, at=at, key=key)
