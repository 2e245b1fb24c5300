"""Which slips somebody means: a kind of slip in the book of an agency, from one day to another, perhaps only what is not printed yet.

Printed means bound into a file by a print job; a paper that was opened one by one is not counted, because opening is not printing.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from django.db.models import Exists, OuterRef, QuerySet

from motcua.dossiers.models import Dossier, DossierSlip
from motcua.foundation.access import Actor
from motcua.law.calendar import day_begins
from motcua.law.rulesets import FormPurpose
from motcua.papers.models import PrintLine

PRINTABLE = (
    FormPurpose.RECEIPT,
    FormPurpose.SUPPLEMENT,
    FormPurpose.REFUSAL,
    FormPurpose.APOLOGY,
    FormPurpose.STOP,
    FormPurpose.CONTROL,
)
"""The kinds of slips that stand in books of their own."""

_DAY = timedelta(days=1)


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a book of slips, both days included."""

    agency: int
    purpose: FormPurpose
    first_day: date
    last_day: date
    only_new: bool = False
    """Only what holds and was not printed yet."""


def slips_in(actor: Actor, chosen: Chosen) -> QuerySet[DossierSlip]:
    """The slips of this part of the book whose dossiers the actor may see; relies on dossier_slip_book and print_line_slip."""
    rows = DossierSlip.objects.filter(
        agency_id=chosen.agency,
        purpose=chosen.purpose.value,
        issued_at__gte=day_begins(chosen.first_day),
        issued_at__lt=day_begins(chosen.last_day + _DAY),
        dossier__in=Dossier.objects.visible_to(actor).values("id"),
    ).annotate(was_printed=Exists(_printed()))
    return rows.filter(was_printed=False, voided_at=None) if chosen.only_new else rows


def _printed() -> QuerySet[PrintLine]:
    return PrintLine.objects.filter(dossier_id=OuterRef("dossier_id"), slip_no=OuterRef("no"), outcome=PrintLine.Outcome.PRINTED)
