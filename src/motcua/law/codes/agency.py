"""Codes of agencies, procedures and dossiers (domain §2.9)."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from motcua.law.codes.text import compact, shown
from motcua.law.refusal import Refusal

_AGENCY = re.compile(r"[A-Z]\d{2}(?:\.\d{2,3}){0,4}")
_OLD_AGENCY = re.compile(r"(?:\d{3}|\d{2})(?:\.\d{2}){2}\.[A-Z]\d{2}")
_PROCEDURE = re.compile(r"[1-6]\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?")
_DOSSIER = re.compile(rf"(?P<agency>{_AGENCY.pattern}|{_OLD_AGENCY.pattern})-(?P<day>\d{{6}})-(?P<serial>\d{{4,7}})")
_BASE_LENGTH = len("1.001193")
_LARGEST_SERIAL = 9_999_999


class DossierCode(msgspec.Struct, frozen=True):
    """A dossier code in its parts: receiving agency, reception day, serial of that day."""

    text: str
    agency_code: str
    day: date
    serial: int


def dossier_code(agency_code: str, day: date, serial: int) -> str:
    """The code of a dossier: `H42.15-261120-0007`. The serial has four digits and widens beyond 9,999; it never wraps.

    ValueError for a serial below 1 or beyond seven digits, the widest the national form takes. Legal basis: practice of the national
    system (P); the Ministry of Public Security is to write the unified rule, which then replaces this one function.
    """
    if not 1 <= serial <= _LARGEST_SERIAL:
        raise ValueError(f"Số thứ tự hồ sơ trong ngày phải từ 1 đến {_LARGEST_SERIAL}, không phải {serial}.")
    return f"{agency_code}-{day:%y%m%d}-{serial:04d}"


def parse_dossier_code(text: str, *, field: str = "code") -> DossierCode | Refusal:
    """A dossier code as typed, scanned or read out: small letters, spaces and long dashes are understood."""
    code = compact(text)
    match = _DOSSIER.fullmatch(code)
    if match is None:
        return Refusal(
            code="DOSSIER_CODE_FORM",
            template="Mã hồ sơ gồm mã cơ quan, ngày nhận và số thứ tự, ví dụ H42.15-261120-0007. Ông/Bà vừa nhập “{text}”.",
            params={"text": shown(text)},
            field=field,
        )
    yymmdd = match["day"]
    try:
        day = date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return Refusal(
            code="DOSSIER_CODE_DAY",
            template="Phần giữa của mã hồ sơ là ngày nhận, viết năm-tháng-ngày, ví dụ 261120 là 20/11/2026. {day} không phải một ngày.",
            params={"day": yymmdd},
            field=field,
        )
    return DossierCode(code, match["agency"], day, int(match["serial"]))


def parse_agency_code(text: str, *, field: str = "agency_code") -> str | Refusal:
    """An agency code of QĐ 20/2020/QĐ-TTg (`H42.15.01`), or one of the older form with the lowest level first (`000.00.16.H40`)."""
    code = compact(text)
    if _AGENCY.fullmatch(code) or _OLD_AGENCY.fullmatch(code):
        return code
    return Refusal(
        code="AGENCY_CODE_FORM",
        template="Mã định danh cơ quan gồm một chữ cái, hai chữ số, rồi từng cấp sau dấu chấm, ví dụ H42.15.01. “{text}” không đúng.",
        params={"text": shown(text)},
        legal_basis="Quyết định 20/2020/QĐ-TTg",
        field=field,
    )


def parse_procedure_code(text: str, *, field: str = "procedure_code") -> str | Refusal:
    """A procedure code of the national catalogue: `1.001193`, or with the suffix of an agency, which is kept."""
    code = compact(text)
    if _PROCEDURE.fullmatch(code):
        return code
    return Refusal(
        code="PROCEDURE_CODE_FORM",
        template="Mã thủ tục gồm một chữ số, dấu chấm và sáu chữ số, ví dụ 1.001193. “{text}” không đúng dạng này.",
        params={"text": shown(text)},
        field=field,
    )


def procedure_base(code: str) -> str:
    """The first eight characters, by which catalogues of different agencies are joined: `1.004203.000.00.00.H42` → `1.004203`."""
    return code[:_BASE_LENGTH]
