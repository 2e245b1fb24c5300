"""What `motcua due` is asked: reading a question from arguments or from one line of a file, each refusal in a sentence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from motcua.law.calendar import FIRST_DAY, LAST_DAY, VN, business_date
from motcua.law.deadline import term_refusal
from motcua.law.procedure import Term, TermUnit
from motcua.law.refusal import Refusal

_UNITS = {unit.value: unit for unit in TermUnit}
_AMOUNT_MATTERS_NOT = {TermUnit.SAME_DAY_15H, TermUnit.FIXED_DATE}
_LONGEST_NUMBER = 18  # digits; Python itself refuses to read thousands of them
_DECODER = msgspec.json.Decoder()


class Question(msgspec.Struct, frozen=True):
    """One dossier: when it was received, and the term it has."""

    received_at: datetime
    term: Term


def read_line(line: bytes) -> Question | Refusal:
    """A question from one JSON object: {"received": "2026-02-12T09:00", "amount": 3, "unit": "WORKING_DAYS"}."""
    try:
        asked = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        asked = None
    if not isinstance(asked, dict):
        return Refusal(
            code="DUE_NOT_JSON",
            template='Dòng này không phải một đối tượng JSON. Cần dạng {{"received":"2026-02-12T09:00","amount":3,"unit":"WORKING_DAYS"}}.',
        )
    return read_question(asked.get("received"), asked.get("amount"), asked.get("unit", "WORKING_DAYS"), asked.get("fixed_date", ""))


def read_question(received: object, amount: object, unit: object, fixed_date: object = "") -> Question | Refusal:
    """A question from what was typed or read. An instant without a zone is Vietnam time; a mere date is its midnight."""
    term = _term(amount, unit, fixed_date)
    if isinstance(term, Refusal):
        return term
    received_at = _instant(received)
    if isinstance(received_at, Refusal):
        return received_at
    if term.unit is TermUnit.FIXED_DATE and date.fromisoformat(term.fixed_date) < business_date(received_at):
        return Refusal(
            code="DUE_FIXED_DATE_PAST",
            template="Ngày ấn định {fixed} ở trước ngày nhận hồ sơ {received}. Ngày ấn định phải từ ngày nhận trở đi.",
            params={"fixed": f"{date.fromisoformat(term.fixed_date):%d/%m/%Y}", "received": f"{business_date(received_at):%d/%m/%Y}"},
            field="fixed_date",
        )
    return Question(received_at, term)


def _instant(text: object) -> datetime | Refusal:
    if text is None or text == "":
        return _received_refusal("Thiếu lúc nhận hồ sơ (received). Viết ví dụ 2026-02-12T09:00.")
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None:
        return _received_refusal("Lúc nhận hồ sơ viết năm-tháng-ngày rồi giờ, ví dụ 2026-02-12T09:00. “{text}” không đọc được.", text)
    if not FIRST_DAY.year <= at.year < LAST_DAY.year:
        return _received_refusal(f"Lịch làm việc chỉ có từ năm {FIRST_DAY.year} đến năm {LAST_DAY.year}. “{{text}}” ở ngoài lịch.", text)
    return at if at.tzinfo is not None else at.replace(tzinfo=VN)


def _received_refusal(template: str, text: object = "") -> Refusal:
    return Refusal(code="DUE_RECEIVED", template=template, params={"text": _short(text)}, field="received")


def _term(amount: object, unit: object, fixed_date: object) -> Term | Refusal:
    kind = _UNITS.get(unit.strip().upper()) if isinstance(unit, str) else None
    if kind is None:
        return Refusal(
            code="DUE_UNIT",
            template="Đơn vị thời hạn “{text}” không có. Chọn một trong: {units}.",
            params={"text": _short(unit), "units": ", ".join(_UNITS)},
            field="unit",
        )
    number = _whole(amount, 1 if kind in _AMOUNT_MATTERS_NOT else None)
    if isinstance(number, Refusal):
        return number
    term = Term(number, kind, fixed_date=fixed_date if isinstance(fixed_date, str) else "")
    return term_refusal(term) or term


def _whole(amount: object, default: int | None) -> int | Refusal:
    if amount is None and default is not None:
        return default
    if isinstance(amount, int) and not isinstance(amount, bool):
        return amount
    if isinstance(amount, str) and amount.strip().removeprefix("-").isdecimal():
        if len(amount) <= _LONGEST_NUMBER:
            return int(amount)
        template = "Thời hạn “{text}” quá dài. Thời hạn dài nhất là mười năm."
    elif amount is None:
        template = "Thiếu thời hạn (amount). Viết một số nguyên, ví dụ 3."
    else:
        template = "Thời hạn phải là một số nguyên, ví dụ 3. “{text}” không phải số nguyên."
    return Refusal(code="DUE_AMOUNT", template=template, params={"text": _short(amount)}, field="amount")


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - what fits into a sentence
