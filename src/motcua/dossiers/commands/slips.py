"""Statutory slips of a dossier: numbered in the agency's book, their paper's hash kept in the journal (domain §3)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.slip_kinds import History, Issuing, Occasion, SlipKind, occasions_in, read_history, slips_for
from motcua.foundation.access import Act, Actor
from motcua.foundation.contents import read_contents
from motcua.foundation.counters import next_number
from motcua.law.calendar import VN, business_date
from motcua.law.dossier import commands as law
from motcua.law.refusal import Refusal
from motcua.law.rulesets import Form, FormSet, form_set_at


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
        owed = occasions_in(history, kind)[len(slips_for(desk.state, kind.purpose)) :]
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
    book = kind.book(desk.state, issuing.occasion)
    number = next_number(f"slip:{issuing.form.key}:{book}:{issuing.at.astimezone(VN).year}")
    content = desk.put_json("slip", kind.write(msgspec.structs.replace(issuing, number=number)))
    return law.IssueSlip(form=issuing.form.key, form_set=issuing.form_set.key, number=str(number), content=content)


def record_slip_file(actor: Actor, dossier_id: int, no: int, sha256: str, *, at: datetime) -> Done | Refusal:
    """The hash of slip `no` as set goes into the journal; saying it twice changes nothing."""
    return change(actor, Act.PRINT_RECEIPT, dossier_id, lambda _: [law.RecordSlipFile(no=no, file=sha256)], at=at)
