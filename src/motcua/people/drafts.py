"""What is said of a person at the counter or online, and the same with every field checked by the law's own rules."""

from __future__ import annotations

import unicodedata
from datetime import date

import msgspec

from motcua.law.codes import PersonalId, parse_birth_date, parse_person_name, parse_personal_id, parse_phone, parse_sex, parse_tax_code
from motcua.law.refusal import Refusal
from motcua.people.models import PersonKind

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
