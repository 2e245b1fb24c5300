"""What every slip shares: who writes, under which number, about whose dossier, and who signs.

`Letterhead`, `Matter` and `Signer` are parts of each form's data; the functions turn them into what the templates print.
Places, capitals and abbreviations follow Nghị định 30/2020/NĐ-CP, phụ lục I.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

import msgspec

from motcua.papers import codes, wording

NBSP = wording.NBSP

OFFICER_SIGNS = "(Ký và ghi rõ họ tên)"
HEAD_SIGNS = "(Ký, đóng dấu và ghi rõ họ tên)"
"""For the head of an agency and deputies, whose signature carries the seal."""


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """Who issues the slip, where, when and under which number. Names as in the catalogue; the header sets the capitals."""

    superiors: tuple[str, ...] = ()
    """Bodies over the issuer, highest first; for a slip of the one-stop unit the last is the agency it belongs to."""
    issuer: str
    """Who issues: the one-stop unit or, for letters that the head of the agency signs, the agency."""
    number: int | None = None
    """Number in the agency's book of this form and year; None prints no number line."""
    symbol: str = ""
    """Symbol after the number (`PXL`); empty where none is set."""
    issued_on: date
    place: str
    """Place name before the date: the commune or province, without its kind (`Hoa Lư`)."""


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """The dossier a slip is about: its code, whose it is, what was asked for. An empty optional text prints no line."""

    dossier_code: str = ""
    """Empty while the dossier was not received: only reception gives a code."""
    applicant_name: str
    is_organisation: bool = False
    """Chooses how the letter addresses the applicant: `Ông/Bà` or `Quý đơn vị`."""
    identity_label: str = ""
    """What `identity_no` is: `Số định danh cá nhân`, `Mã số thuế` …"""
    identity_no: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    procedure_name: str
    procedure_code: str
    case_name: str = ""

    @property
    def you(self) -> str:
        """How the letter speaks to the applicant."""
        return f"Quý{NBSP}đơn{NBSP}vị" if self.is_organisation else "Ông/Bà"

    @property
    def addressee(self) -> str:
        """The applicant behind `Kính gửi`."""
        return self.applicant_name if self.is_organisation else f"Ông/Bà {self.applicant_name}"


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs for the agency: `titles` line by line (`TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`), full name."""

    titles: tuple[str, ...]
    name: str


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the applicant may ask: a person or unit, with phone and place; empty texts are left out."""

    name: str
    phone: str = ""
    place: str = ""

    def in_words(self) -> str:
        """`Bộ phận Một cửa, số điện thoại 0229 …, tại …`."""
        phone = f"số điện thoại {self.phone}" if self.phone else ""
        return ", ".join(part for part in (self.name, phone, self.place and f"tại {self.place}") if part)


def header(letterhead: Letterhead) -> dict[str, Any]:
    """The upper part of the first page: bodies, issuer, number, place and date."""
    return {
        "superiors": [over_the_issuer(body) for body in letterhead.superiors if body],
        "issuer": unicodedata.normalize("NFC", letterhead.issuer).upper(),
        "number": "" if letterhead.number is None else number_line(letterhead.number, letterhead.symbol),
        "dated": f"{letterhead.place}, {wording.day_in_words(letterhead.issued_on)}",
    }


def number_line(number: int, symbol: str) -> str:
    """`Số: 07/TNHS`; the number alone where the agency has set no symbol."""
    stroke = f"/{symbol}" if symbol else ""
    return f"Số:{NBSP}{wording.number_in_letter(number)}{stroke}"


def over_the_issuer(body: str) -> str:
    """Capitals; the common words are abbreviated in the names over the issuer."""
    capitals = unicodedata.normalize("NFC", body).upper()
    return re.sub("[ỦU][YỶ] BAN NHÂN DÂN", "UBND", capitals)


def issued_under(circular: str, form_no: str) -> str:
    """The line at the foot of each page that names the form and its circular."""
    annex = {"TT01_2018": "", "TT03_2025": ", Phụ lục I"}[circular]
    name = {"TT01_2018": "01/2018/TT-VPCP", "TT03_2025": "03/2025/TT-VPCP"}[circular]
    return f"Mẫu số {form_no}{annex} ban hành kèm theo Thông tư số {name}"


def code_line(dossier_code: str) -> dict[str, Any]:
    """The dossier code with its barcode under the title; nothing before reception. The drawing goes into `drawings`."""
    if not dossier_code:
        return {"code": "", "reference": "", "bars": 0, "drawings": {}}
    barcode = codes.barcode(dossier_code)
    return {
        "code": dossier_code,
        "reference": f"Mã hồ sơ {dossier_code}",
        "bars": barcode.modules,
        "drawings": {"barcode": barcode.svg},
    }


def field(label: str, value: str, *, strong: bool = False, tail: str = "") -> dict[str, Any]:
    """One labelled value of a form: `label: value tail`."""
    return {"label": label, "value": value, "strong": strong, "tail": tail}


def shown(lines: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    """Lines of fields without those that have no value."""
    kept = ([part for part in line if part["value"]] for line in lines)
    return [line for line in kept if line]


def applicant_fields(matter: Matter, label: str) -> list[list[dict[str, Any]]]:
    """The lines that say whose dossier it is and what was asked for; `label` stands before the applicant's name."""
    code = f"(mã thủ tục: {matter.procedure_code})" if matter.procedure_code else ""
    return [
        [field(label, matter.applicant_name, strong=True), field(matter.identity_label, matter.identity_no)],
        [field("Địa chỉ", matter.address)],
        [field("Số điện thoại", matter.phone), field("Thư điện tử", matter.email)],
        [field("Nội dung yêu cầu giải quyết", matter.procedure_name, strong=True, tail=code)],
        [field("Trường hợp", matter.case_name)],
    ]


def signer(of: Signer, hint: str = "") -> dict[str, Any]:
    """One signature block. `hint` (how to sign) stands in italics under the titles."""
    return {"titles": list(of.titles), "hint": hint, "name": of.name}


def officer(title: str, name: str) -> dict[str, Any]:
    """The signature block of an officer or applicant, as on the receipt."""
    return {"titles": [title], "hint": OFFICER_SIGNS, "name": name}


def plain(text: str) -> dict[str, Any]:
    """A run of words of a paragraph."""
    return {"text": text, "strong": False}


def strong(text: str) -> dict[str, Any]:
    """A run of words that the eye must find."""
    return {"text": text, "strong": True}


def said(before: str, words: str, after: str = "") -> list[list[dict[str, Any]]]:
    """What an officer wrote, as paragraphs: its own lines stay lines; `before` and `after` frame the whole."""
    lines = [line.strip() for line in words.splitlines() if line.strip()] or [""]
    lines[0] = f"{before} {lines[0]}".strip()
    lines[-1] = f"{lines[-1]}{'' if _ends(lines[-1]) else '.'} {after}".strip()
    return [[plain(line)] for line in lines]


def _ends(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?", ":", ";", "…"))


def sentence(text: str) -> str:
    """The text with a full stop, unless it has its own end."""
    trimmed = text.strip()
    return trimmed if not trimmed or _ends(trimmed) else f"{trimmed}."
