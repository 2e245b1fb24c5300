"""What may be written: who a person or organisation is, as said at the counter or online. Each field is checked by the law's own rules."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import msgspec
from django.db import IntegrityError, transaction

from motcua.foundation.access import Act, Actor, Subject, require
from motcua.foundation.search import fold
from motcua.law.calendar import business_date
from motcua.law.codes import (
    PersonalId,
    Sex,
    parse_birth_date,
    parse_person_name,
    parse_personal_id,
    parse_phone,
    parse_sex,
    parse_tax_code,
    personal_id_warnings,
)
from motcua.law.refusal import Refusal
from motcua.people.models import Person, PersonKind

LONGEST = {"full_name": 200, "email": 160, "address": 200, "commune": 80, "province": 80}


class PersonDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed or read from a card. Empty: not said."""

    kind: str
    full_name: str
    personal_id: str = ""
    tax_code: str = ""
    birth_date: str = ""
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    commune: str = ""
    province: str = ""
    representative_id: int | None = None


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


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A draft whose every field is right and in its one written form."""

    kind: PersonKind
    full_name: str
    personal_id: PersonalId | None
    tax_code: str
    birth_date: date | None
    sex: str
    phone: str
    email: str
    address: str
    commune: str
    province: str
    representative_id: int | None


def check(draft: PersonDraft, today: date) -> Checked | Refusal:
    """The draft with every field parsed, or one refusal whose `details` say per field what is wrong."""
    is_citizen = draft.kind == PersonKind.CITIZEN
    name = parse_person_name(draft.full_name) if is_citizen else _organisation_name(draft.full_name)
    number = parse_personal_id(draft.personal_id, today=today) if draft.personal_id.strip() else None
    tax_code = parse_tax_code(draft.tax_code) if draft.tax_code.strip() else ""
    born = parse_birth_date(draft.birth_date, today=today) if draft.birth_date.strip() else None
    sex = parse_sex(draft.sex) if draft.sex.strip() else ""
    phone = parse_phone(draft.phone) if draft.phone.strip() else ""
    plain = {key: _line(key, getattr(draft, key)) for key in ("email", "address", "commune", "province")}
    kind = draft.kind if draft.kind in PersonKind.values else _unknown_kind()
    faults = tuple(part for part in (kind, name, number, tax_code, born, sex, phone, *plain.values()) if isinstance(part, Refusal))
    if faults:
        template = "Có {count} ô cần sửa."
        return Refusal(code="PERSON_WRONG", template=template, params={"count": len(faults)}, details=faults)
    fields = {"full_name": name, "personal_id": number, "tax_code": tax_code, "birth_date": born, "sex": str(sex), "phone": phone}
    return Checked(kind=PersonKind(draft.kind), representative_id=draft.representative_id, **fields, **plain)  # type: ignore[arg-type]


def _organisation_name(text: str) -> str | Refusal:
    name = _line("full_name", text)
    if isinstance(name, Refusal) or name:
        return name
    return Refusal(code="NAME_EMPTY", template="Nhập tên tổ chức như trên giấy tờ thành lập.", field="full_name")


def _line(field: str, text: str) -> str | Refusal:
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) <= LONGEST[field] and line.isprintable():
        return line
    template = "Ô này dài nhất {most} ký tự và không có ký tự điều khiển."
    return Refusal(code="TEXT_WRONG", template=template, params={"most": LONGEST[field]}, field=field)


def _unknown_kind() -> Refusal:
    return Refusal(code="KIND_UNKNOWN", template="Chọn cá nhân hoặc tổ chức.", field="kind")


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
