"""The QR line of an identity card, as a scanner types it (domain §10.3). It identifies nobody: the chip or a look-up does."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from motcua.law.codes.identity import PersonalId, Sex, parse_personal_id, parse_sex
from motcua.law.codes.person import LONGEST_NAME, name_in_title_case, parse_person_name
from motcua.law.codes.text import is_digits, one_line
from motcua.law.refusal import Refusal

_LEAST_FIELDS = 7
_DAY = re.compile(r"(\d{2})/?(\d{2})/?(\d{4})")
_UNREADABLE = "\ufffd?□"


class CardLine(msgspec.Struct, frozen=True):
    """What a card's QR says. `doubtful` names fields the Vietnamese keyboard may have spoiled: show them to be checked on the card.

    An empty field of the card is None or "". `rest` keeps what newer cards say beyond the seven fields, unread.
    """

    personal_id: PersonalId
    old_id: str
    full_name: str
    birth_date: date | None
    sex: Sex
    address: str
    issued_on: date | None
    rest: tuple[str, ...]
    doubtful: tuple[str, ...]


def parse_card_line(text: str, *, field: str = "card_line") -> CardLine | Refusal:
    """Read `personalId|oldId|fullName|ddMMyyyy|sex|address|ddMMyyyy|…`: seven fields or more, all but number and name may be empty.

    Scanners type; a Vietnamese keyboard may eat the marks on the way. What can be mended is (text read in the wrong
    encoding, split marks, capitals), what cannot is named in `doubtful`, and nothing is guessed.
    """
    parts = [one_line(part) for part in _mended(text).split("|")]
    if len(parts) < _LEAST_FIELDS:
        return Refusal(
            code="CARD_LINE_FIELDS",
            template=(
                "Dòng quét từ thẻ căn cước có ít nhất 7 phần, dòng này có {count}. "
                "Tắt bộ gõ tiếng Việt rồi quét lại, hoặc nhập số định danh."
            ),
            params={"count": len(parts)},
            field=field,
        )
    personal_id = parse_personal_id(parts[0], field=field)
    if isinstance(personal_id, Refusal):
        return personal_id
    name = _name(parts[2], field)
    if isinstance(name, Refusal):
        return name
    return _line(personal_id, name, parts)


def _line(personal_id: PersonalId, name: str, parts: list[str]) -> CardLine:
    _, old_id, spelled, born, sex_word, address, issued, *rest = parts
    birth_date, issued_on, sex = _day(born), _day(issued), parse_sex(sex_word)
    spoiled = {
        "old_id": bool(old_id) and not is_digits(old_id),
        "full_name": _is_spoiled_name(spelled),
        "birth_date": birth_date is None or birth_date.year != personal_id.birth_year,
        "sex": isinstance(sex, Refusal) or sex is not personal_id.sex,
        "address": _is_spoiled(address),
        "issued_on": bool(issued) and issued_on is None,
    }
    return CardLine(
        personal_id=personal_id,
        old_id=old_id if is_digits(old_id) else "",
        full_name=name,
        birth_date=birth_date,
        # The number itself says the sex, so a spoiled "Nữ" costs nothing.
        sex=personal_id.sex if isinstance(sex, Refusal) else sex,
        address=address,
        issued_on=issued_on,
        rest=tuple(rest),
        doubtful=tuple(key for key, is_spoiled in spoiled.items() if is_spoiled),
    )


def _name(spelled: str, field: str) -> str | Refusal:
    """The name for the form; one that was spoiled on the way stays as it came, to be put right by the clerk."""
    if not spelled:
        return Refusal(
            code="CARD_LINE_NAME",
            template="Dòng quét từ thẻ căn cước không có họ tên. Quét lại thẻ, hoặc nhập họ tên như trên thẻ.",
            field=field,
        )
    if _is_spoiled_name(spelled) and len(spelled) <= LONGEST_NAME:
        return spelled
    name = parse_person_name(spelled, field=field)
    return name if isinstance(name, Refusal) else name_in_title_case(name)


def _mended(text: str) -> str:
    """The line with its letters right again where a program read its UTF-8 as Western European; other lines unchanged."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _is_spoiled(words: str) -> bool:
    """Marks lost on the way: Nguy?n, or not one mark in a line of several Vietnamese words."""
    return any(char in _UNREADABLE for char in words) or (len(words.split()) > 1 and words.isascii())


def _is_spoiled_name(words: str) -> bool:
    """The same, and marks typed as digits (VNI: Nguye6n), which in an address may be a house number."""
    return _is_spoiled(words) or any(char.isdigit() for char in words)


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
