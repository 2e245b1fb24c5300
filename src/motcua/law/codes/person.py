"""Names and birth dates of people, as they stand on their papers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from motcua.law.codes.text import number_words, one_line, shown
from motcua.law.refusal import Refusal

LONGEST_NAME = 200
OLDEST_BIRTH = date(1900, 1, 1)

_NAME_SIGNS = " '’ʼ-.·"
_SLASHED = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_PACKED = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})")


def parse_person_name(text: str, *, field: str = "full_name") -> str | Refusal:
    """A person's name in NFC with single spaces; letters as typed, since a name is spelled by its bearer ("H'Yến", "Y Moan Ê Ban")."""
    name = one_line(text)
    if not name:
        return Refusal(code="NAME_EMPTY", template="Nhập họ, chữ đệm và tên như trên giấy tờ.", field=field)
    if len(name) > LONGEST_NAME:
        return Refusal(
            code="NAME_TOO_LONG",
            template="Họ tên dài nhất {most} chữ cái. Ông/Bà vừa nhập {count}.",
            params={"most": LONGEST_NAME, "count": number_words(len(name))},
            field=field,
        )
    digit = next((char for char in name if char.isnumeric()), None)
    if digit is not None:
        return Refusal(
            code="NAME_DIGIT",
            template="Họ tên không có chữ số. Ông/Bà vừa nhập “{text}”, có chữ số {digit}.",
            params={"text": shown(name), "digit": digit},
            field=field,
        )
    sign = next((char for char in name if not _is_name_sign(char)), None)
    if sign is not None or not any(char.isalpha() for char in name):
        return Refusal(
            code="NAME_SIGN",
            template="Họ tên chỉ gồm chữ cái, dấu cách, dấu nháy và dấu gạch nối. Dấu “{sign}” không dùng trong họ tên.",
            params={"sign": sign or name[0]},
            field=field,
        )
    return name


def _is_name_sign(char: str) -> bool:
    return char.isalpha() or char in _NAME_SIGNS or unicodedata.category(char) == "Mn"


def name_in_title_case(name: str) -> str:
    """A name written all in capitals (cards and old registers do) with capitals only where names have them; others unchanged."""
    if name != name.upper():
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0][0] + word[0][1:].lower(), name)


def parse_birth_date(text: str, *, today: date, field: str = "birth_date") -> date | Refusal:
    """A birth date as dd/mm/yyyy (also with dots or dashes, ddmmyyyy, or yyyy-mm-dd); from 1900 to `today`."""
    line = one_line(text)
    match = _SLASHED.fullmatch(line) or _ISO.fullmatch(line) or _PACKED.fullmatch(line)
    if match is None:
        return Refusal(
            code="BIRTH_DATE_FORM",
            template="Ngày sinh viết ngày/tháng/năm, ví dụ 05/09/1988. Ông/Bà vừa nhập “{text}”.",
            params={"text": shown(text)},
            field=field,
        )
    try:
        born = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return Refusal(
            code="BIRTH_DATE_NO_DAY",
            template="Không có ngày {text} trên lịch. Ngày sinh viết ngày/tháng/năm, ví dụ 05/09/1988.",
            params={"text": shown(text)},
            field=field,
        )
    return _believable(born, today, field)


def _believable(born: date, today: date, field: str) -> date | Refusal:
    if born > today:
        return Refusal(
            code="BIRTH_DATE_FUTURE",
            template="Ngày sinh {born} chưa đến; hôm nay là {today}. Kiểm tra lại năm sinh.",
            params={"born": f"{born:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"},
            field=field,
        )
    if born < OLDEST_BIRTH:
        return Refusal(
            code="BIRTH_DATE_TOO_OLD",
            template="Ngày sinh phải từ 01/01/1900. Ông/Bà vừa nhập {born}.",
            params={"born": f"{born:%d/%m/%Y}"},
            field=field,
        )
    return born
