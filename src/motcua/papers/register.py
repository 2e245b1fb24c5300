"""The intake register of an agency, printed as a book (Sổ theo dõi hồ sơ; domain §3.2): cover, then one line per reception.

FORM_06 of TT 01/2018, FORM_07 of TT 03/2025. Landscape A4, any number of pages.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Any

import msgspec

from motcua.papers import wording
from motcua.papers.letterhead import issued_under, over_the_issuer

PART = 250
"""Lines of a long book set at a time: about a second."""


class RegisterLine(msgspec.Struct, frozen=True, kw_only=True):
    """One reception. Instants are aware, printed as days; None where it has not come to that."""

    seq: int
    dossier_code: str
    procedure_name: str
    sets: int
    name: str
    address: str
    phone: str = ""
    competent_agency: str
    received_at: datetime
    appointment_at: datetime | None = None
    """None for procedures solved at once, which get no appointment (domain §2.1)."""
    forwarded_at: datetime | None = None
    """When it went to the agency that solves it."""
    result_in_at: datetime | None = None
    """When that agency's result came back."""
    returned_at: datetime | None = None
    return_method: str = ""
    """How the result was received, in words: `trực tiếp`, `bưu chính`, `trực tuyến`."""
    signed_by: str = ""
    """Who signed for the result; empty leaves room for the signature."""
    note: str = ""
    """Also the reason why a number is void (domain §3.3)."""


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a long book, which is set part by part: the cover, or some of the lines. `count`, `first_no` and `last_no` are the
    whole book's, which the cover and the end of the last part say."""

    is_cover: bool = False
    is_last: bool = False
    first_page: int = 1
    pages: int = 0
    """Of the whole book; 0 where it is not known yet, as within the book."""
    count: int = 0
    first_no: int = 0
    last_no: int = 0


class IntakeRegister(msgspec.Struct, frozen=True, kw_only=True):
    """One book of the register, or a part of it; lines in the order of their numbers."""

    form_set: str
    superiors: tuple[str, ...] = ()
    """Bodies over the one-stop unit, highest first; the last is the agency it belongs to."""
    one_stop_unit: str
    book: str
    """Number of the book as printed on receipts: `01/2026`."""
    year: int
    first_day: date
    last_day: date
    lines: tuple[RegisterLine, ...]
    leaf: Leaf | None = None
    """None where the whole book is set at once."""


class RegisterWording(msgspec.Struct, frozen=True, kw_only=True):
    """What one circular prints on its register."""

    form_no: str
    title: str = "SỔ THEO DÕI HỒ SƠ"


WORDINGS = {"TT01_2018": RegisterWording(form_no="06"), "TT03_2025": RegisterWording(form_no="07")}


def register_page(register: IntakeRegister) -> dict[str, Any]:
    """Return what templates/register.typ prints."""
    words = WORDINGS[register.form_set]
    return {
        "title": words.title,
        "issued_under": issued_under(register.form_set, words.form_no),
        "superiors": [over_the_issuer(body) for body in register.superiors if body],
        "issuer": unicodedata.normalize("NFC", register.one_stop_unit).upper(),
        "code": register.book,
        "reference": f"{register.one_stop_unit}, quyển số {register.book}",
        "book": register.book,
        "year": str(register.year),
        "span": f"Từ {wording.day_in_words(register.first_day)} đến {wording.day_in_words(register.last_day)}",
        "sum": _sum(register),
        **_place_in_book(register.leaf),
        "lines": [_line(line) for line in register.lines],
    }


def _place_in_book(leaf: Leaf | None) -> dict[str, Any]:
    """What the template prints of the whole: cover, lines, the sum at the end, and where the pages begin to count."""
    if leaf is None:
        return {"has_cover": True, "has_lines": True, "has_sum": True, "offset": 0}
    place = {"has_cover": leaf.is_cover, "has_lines": not leaf.is_cover, "has_sum": leaf.is_last}
    return {**place, "offset": leaf.first_page - 1, "pages": leaf.pages}


def _sum(register: IntakeRegister) -> str:
    lines, leaf = register.lines, register.leaf
    ends = (lines[0].seq, lines[-1].seq) if lines else (0, 0)
    count, first, last = (leaf.count, leaf.first_no, leaf.last_no) if leaf else (len(lines), *ends)
    if not count:
        return "Trong thời gian này không tiếp nhận hồ sơ nào."
    return f"Cộng {wording.number_in_letter(count)} lần tiếp nhận, từ số thứ tự {first} đến số thứ tự {last}."


def _line(line: RegisterLine) -> list[str]:
    """The cells of one line, in the order of the columns."""
    return [
        str(line.seq),
        line.dossier_code,
        line.procedure_name,
        wording.number_in_letter(line.sets),
        line.name,
        "; ".join(part for part in (line.address, line.phone.replace(" ", wording.NBSP)) if part),
        line.competent_agency,
        _day(line.received_at),
        _day(line.appointment_at),
        _day(line.forwarded_at),
        _day(line.result_in_at),
        _day(line.returned_at),
        line.return_method,
        line.signed_by,
        line.note,
    ]


def _day(at: datetime | None) -> str:
    return wording.day_in_table(at) if at else ""
