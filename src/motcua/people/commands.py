"""What may be written: who a person or organisation is, as said at the counter or online."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction

from motcua.foundation.access import Act, Actor, Subject, require
from motcua.foundation.search import fold
from motcua.law.calendar import business_date
from motcua.law.codes import Sex, personal_id_warnings
from motcua.law.refusal import Refusal
from motcua.people.drafts import Checked, PersonDraft, check
from motcua.people.models import Person


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """A person's id, and what looks odd without being wrong (soft warnings, domain §10.2)."""

    id: int
    warnings: tuple[Refusal, ...] = ()


def register_person(actor: Actor, draft: PersonDraft, *, at: datetime) -> Registered | Refusal:
    """Enter a person or organisation, or bring what is known of one up to date, and return its id.

    The same personal id or tax code is the same person; without either, the same name, birth date and phone are. What was not
    said leaves what is known. Refused: no right, or wrong fields, each with its sentence in `details`.
    """
    if refusal := require(actor, Act.INTAKE, Subject(receiving=tuple(actor.agency_ids))):
        return refusal
    checked = check(draft, business_date(at))
    if isinstance(checked, Refusal):
        return checked
    try:
        with transaction.atomic():
            person_id = _save(checked, at)
    except IntegrityError:
        # Somebody entered the same number at the same moment: now it is there to be found.
        with transaction.atomic():
            person_id = _save(checked, at)
    return Registered(id=person_id, warnings=_warnings(checked))


def _warnings(checked: Checked) -> tuple[Refusal, ...]:
    if checked.personal_id is None:
        return ()
    return personal_id_warnings(checked.personal_id, birth_date=checked.birth_date, sex=Sex(checked.sex) if checked.sex else None)


def _save(checked: Checked, at: datetime) -> int:
    known = _same_person(checked)
    said = {
        "full_name": checked.full_name,
        "folded": f" {fold(checked.full_name)}",
        "personal_id": checked.personal_id.number if checked.personal_id else "",
        **{key: getattr(checked, key) for key in ("tax_code", "birth_date", "sex", "phone", "email", "address", "commune", "province")},
        "representative_id": checked.representative_id,
    }
    if known is None:
        return Person.objects.create(kind=checked.kind, registered_at=at, changed_at=at, **said).id
    new = {column: value for column, value in said.items() if value and value != getattr(known, column)}
    if new:
        Person.objects.filter(id=known.id).update(changed_at=at, **new)
    return known.id


def _same_person(checked: Checked) -> Person | None:
    people = Person.objects.filter(kind=checked.kind)
    if checked.personal_id is not None:
        return people.filter(personal_id=checked.personal_id.number).first()
    if checked.tax_code:
        return people.filter(tax_code=checked.tax_code).first()
    same = people.filter(personal_id="", tax_code="", full_name=checked.full_name, birth_date=checked.birth_date, phone=checked.phone)
    return same.first() if checked.birth_date or checked.phone else None
