"""Who files and for whom: the names of a dossier, checked once, the same at the counter, online and by import (domain §10)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from motcua.law.codes import parse_birth_date, parse_person_name, parse_personal_id, parse_phone, parse_sex, parse_tax_code
from motcua.law.codes.text import one_line
from motcua.law.refusal import Refusal

LONGEST = {"full_name": 200, "address": 300, "email": 254, "representative": 200}
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


class ApplicantKind(StrEnum):
    """A person, or an organisation."""

    CITIZEN = "CITIZEN"
    ORGANISATION = "ORGANISATION"


class Applicant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An applicant (chủ hồ sơ) or submitter (người nộp) as given for one dossier. Phone in E.164, dates ISO, sex MALE or FEMALE."""

    kind: ApplicantKind
    full_name: str
    personal_id: str = ""
    tax_code: str = ""
    birth_date: str = ""
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    representative: str = ""


def check_applicant(typed: Mapping[str, str], *, today: date, prefix: str = "") -> Applicant | Refusal:
    """The applicant from what was typed, or one refusal whose `details` name every field that is wrong.

    A person needs name and personal id, an organisation name and tax code; phone, e-mail, birth date, sex and address are
    checked when given, and an address is always asked for. Fields of `typed` and of the refusals begin with `prefix`.
    """
    kind = ApplicantKind.ORGANISATION if typed.get(f"{prefix}kind") == ApplicantKind.ORGANISATION else ApplicantKind.CITIZEN
    found: dict[str, Any] = {"kind": kind}
    wrong: list[Refusal] = []
    for name, value in _read(typed, kind, today, prefix).items():
        if isinstance(value, Refusal):
            wrong.append(value)
        else:
            found[name] = value
    if wrong:
        return Refusal(
            code="APPLICANT_WRONG",
            template="Còn {count} mục về người nộp cần sửa. Các mục khác được giữ nguyên.",
            params={"count": len(wrong)},
            details=tuple(wrong),
        )
    return Applicant(**found)


def _read(typed: Mapping[str, str], kind: ApplicantKind, today: date, prefix: str) -> dict[str, str | Refusal]:
    def text(name: str) -> str:
        return typed.get(prefix + name, "")

    read: dict[str, str | Refusal] = {
        "email": _email(text("email"), prefix + "email"),
        "address": _line(text("address"), prefix + "address", "Nhập nơi cư trú hoặc địa chỉ trụ sở.", LONGEST["address"]),
        "phone": parse_phone(text("phone"), field=prefix + "phone") if text("phone").strip() else "",
    }
    return read | (_person(text, today, prefix) if kind is ApplicantKind.CITIZEN else _organisation(text, prefix))


def _person(text: Any, today: date, prefix: str) -> dict[str, str | Refusal]:
    number = parse_personal_id(text("personal_id"), today=today, field=prefix + "personal_id")
    born = parse_birth_date(text("birth_date"), today=today, field=prefix + "birth_date") if text("birth_date").strip() else ""
    sex = parse_sex(text("sex"), field=prefix + "sex") if text("sex").strip() else ""
    return {
        "full_name": parse_person_name(text("full_name"), field=prefix + "full_name"),
        "personal_id": number if isinstance(number, Refusal) else number.number,
        "birth_date": born.isoformat() if isinstance(born, date) else born,
        "sex": sex if isinstance(sex, Refusal) else str(sex),
    }


def _organisation(text: Any, prefix: str) -> dict[str, str | Refusal]:
    head = text("representative").strip()
    return {
        "full_name": _line(text("full_name"), prefix + "full_name", "Nhập tên tổ chức như trong giấy đăng ký.", LONGEST["full_name"]),
        "tax_code": parse_tax_code(text("tax_code"), field=prefix + "tax_code"),
        "representative": parse_person_name(head, field=prefix + "representative") if head else "",
    }


def _line(text: str, field: str, empty: str, longest: int) -> str | Refusal:
    line = one_line(text)
    if not line:
        return Refusal(code="TEXT_EMPTY", template=empty, field=field)
    if len(line) > longest:
        return Refusal(
            code="TEXT_TOO_LONG",
            template="Mục này dài nhất {longest} ký tự. Nội dung vừa nhập có {length} ký tự.",
            params={"longest": longest, "length": f"{len(line):,}".replace(",", ".")},
            field=field,
        )
    return line


def _email(text: str, field: str) -> str | Refusal:
    line = one_line(text)
    if not line:
        return ""
    if len(line) > LONGEST["email"] or not _EMAIL.fullmatch(line):
        return Refusal(
            code="EMAIL_FORM",
            template="Địa chỉ thư điện tử cần có dạng ten@donvi.vn. Ông/Bà vừa nhập “{text}”.",
            params={"text": line[:60]},
            field=field,
        )
    return line
