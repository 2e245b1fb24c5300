"""Statutory slips of a dossier: numbered in the agency's book, their paper's hash kept in the journal (domain §3)."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.acting import Desk, Done, change
from motcua.dossiers.slip_kinds import Issuing, Occasion, SlipKind, occasions_of, slips_for
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
        issued = len(slips_for(desk.state, kind.purpose))
        owed = occasions_of(desk.stream, kind)[issued:] if form else []
        return [_slip(desk, kind, occasion, form_set, form) for occasion in owed if form]

    return change(actor, Act.PRINT_RECEIPT, dossier_id, build, at=at)


def _slip(desk: Desk, kind: SlipKind, occasion: Occasion, form_set: FormSet, form: Form) -> law.IssueSlip:
    at = desk.context.at
    number = next_number(f"slip:{form.key}:{kind.book(desk.state, occasion)}:{at.astimezone(VN).year}")
    issuing = Issuing(
        state=desk.state,
        contents=read_contents(desk.stream),
        occasion=occasion,
        form_set=form_set,
        form=form,
        number=number,
        at=at,
    )
    content = desk.put_json("slip", kind.write(issuing))
    return law.IssueSlip(form=form.key, form_set=form_set.key, number=str(number), content=content)


def record_slip_file(actor: Actor, dossier_id: int, no: int, sha256: str, *, at: datetime) -> Done | Refusal:
    """The hash of slip `no` as set goes into the journal; saying it twice changes nothing."""
    return change(actor, Act.PRINT_RECEIPT, dossier_id, lambda _: [law.RecordSlipFile(no=no, file=sha256)], at=at)
