"""Telephone numbers, kept as E.164 and shown as people write them (domain §10.5)."""

from __future__ import annotations

import re

from motcua.law.codes.text import compact, is_digits, number_words, shown
from motcua.law.refusal import Refusal

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")
_SHORT = re.compile(r"1022|1[89]00\d{4}|1[89]00\d{6}|11[1-5]")
_OLD_MOBILE = re.compile(r"01\d{9}")
_AREA_LENGTH_TWO = ("024", "028")


def parse_phone(text: str, *, field: str = "phone") -> str | Refusal:
    """A Vietnamese mobile or landline number in any usual writing, as E.164: "0912 345 678" → "+84912345678"."""
    typed = compact(text, separators=".-()/")
    number = _national(typed)
    if isinstance(number, Refusal):
        return _at(number, field)
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return f"+84{number[1:]}"
    return _at(_form_refusal(text, number), field)


def parse_hotline(text: str, *, field: str = "phone") -> str | Refusal:
    """A number an agency publishes: besides the usual ones also 1022, 1800 and 1900, which have no E.164 form and stay as they are."""
    short = compact(text, separators=".-()/")
    return short if _SHORT.fullmatch(short) else parse_phone(text, field=field)


def format_phone(number: str) -> str:
    """A kept number as people read it: +84912345678 → 0912 345 678, +842293272231 → 0229 3272 231; others unchanged."""
    if not number.startswith("+84"):
        return number
    local = f"0{number[3:]}"
    if local.startswith("02"):
        area = 3 if local.startswith(_AREA_LENGTH_TWO) else 4
        return f"{local[:area]} {local[area : area + 4]} {local[area + 4 :]}"
    return f"{local[:4]} {local[4:7]} {local[7:]}"


def _national(typed: str) -> str | Refusal:
    """The number with its leading 0, whatever country prefix it was typed with."""
    rest = typed.removeprefix("+84") if typed.startswith("+84") else typed.removeprefix("0084")
    if rest == typed:
        # "84912345678" is what remains when a form swallows the plus sign.
        return f"0{typed[2:]}" if re.fullmatch(r"84[235789]\d{8,9}", typed) else typed
    if rest.startswith("0"):
        return Refusal(
            code="PHONE_PREFIX_AND_ZERO",
            template="Đã ghi +84 thì bỏ số 0 ở đầu: viết +84 {rest} hoặc 0{rest}, không viết cả hai.",
            params={"rest": rest[1:]},
        )
    return f"0{rest}"


def _form_refusal(text: str, number: str) -> Refusal:
    if not number:
        return Refusal(code="PHONE_EMPTY", template="Nhập số điện thoại, ví dụ 0912 345 678.")
    if number.startswith("+"):
        return Refusal(
            code="PHONE_FOREIGN",
            template="Hệ thống chỉ nhắn tin được tới số điện thoại Việt Nam (+84). Ông/Bà vừa nhập “{text}”.",
            params={"text": shown(text)},
        )
    if not is_digits(number):
        return Refusal(
            code="PHONE_DIGITS",
            template="Số điện thoại chỉ gồm chữ số, ví dụ 0912 345 678. Ông/Bà vừa nhập “{text}”.",
            params={"text": shown(text)},
        )
    if _OLD_MOBILE.fullmatch(number):
        return Refusal(
            code="PHONE_OLD_MOBILE",
            template="Số di động 11 chữ số đầu 01 đã đổi sang 10 chữ số từ năm 2018. Nhập số mới của “{text}”.",
            params={"text": shown(text)},
        )
    return Refusal(
        code="PHONE_LENGTH",
        template=(
            "Số di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09; số cố định có 11 chữ số, bắt đầu bằng 02. "
            "Ông/Bà vừa nhập “{text}” ({count} chữ số)."
        ),
        params={"text": shown(text), "count": number_words(len(number))},
    )


def _at(refusal: Refusal, field: str) -> Refusal:
    return Refusal(code=refusal.code, template=refusal.template, params=refusal.params, field=field)
