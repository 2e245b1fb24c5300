"""Dates, times, numbers and sums of money as Viet Nam writes them. Cheap on purpose: a work list calls them hundreds of times.

None becomes an en dash. A no-break space joins a number and its unit, so that no line ends between them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy

from motcua.law.calendar import VN
from motcua.law.codes.phone import format_phone

__all__ = ["NOTHING", "date_vn", "instant_vn", "instant_words", "money_vn", "number_vn", "percent_vn", "phone_vn", "time_vn"]

NOTHING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"
WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
Number = int | float | Decimal


def date_vn(day: date | datetime | None) -> str:
    """25/11/2026. An instant gives its date in Viet Nam."""
    if day is None:
        return NOTHING
    local = _local(day) if isinstance(day, datetime) else day
    return f"{local.day:02d}/{local.month:02d}/{local.year}"


def time_vn(at: datetime | None) -> str:
    """16:30"""
    if at is None:
        return NOTHING
    local = _local(at)
    return f"{local.hour:02d}:{local.minute:02d}"


def instant_vn(at: datetime | None) -> str:
    """16:30, 25/11/2026"""
    if at is None:
        return NOTHING
    local = _local(at)
    return f"{local.hour:02d}:{local.minute:02d}, {local.day:02d}/{local.month:02d}/{local.year}"


def instant_words(at: datetime | None) -> str:
    """16 giờ 30, thứ Tư 25/11/2026: as it is said to a citizen. Full hours have no minutes: 17 giờ."""
    if at is None:
        return NOTHING
    local = _local(at)
    template = gettext("{hour} giờ {minute}, {weekday} {date}") if local.minute else gettext("{hour} giờ, {weekday} {date}")
    return template.format(hour=local.hour, minute=f"{local.minute:02d}", weekday=WEEKDAYS[local.weekday()], date=date_vn(local))


def _local(at: datetime) -> datetime:
    return at.astimezone(VN)


def number_vn(value: Number | None, decimals: int | None = None) -> str:
    """421.387; with `decimals` also 99,16. Whole numbers have no decimals unless asked for; others keep those they have."""
    if value is None:
        return NOTHING
    if decimals is None:
        decimals = 0 if value == int(value) else -_exponent(value)
    return f"{value:,.{decimals}f}".translate(_VIETNAMESE)


_VIETNAMESE = str.maketrans(",.", ".,")


def _exponent(value: Number) -> int:
    return int(Decimal(str(value)).as_tuple().exponent)


def percent_vn(value: Number | None, decimals: int = 2) -> str:
    """99,16 % from 99.16: the value is already a percentage, not a ratio."""
    return NOTHING if value is None else f"{number_vn(value, decimals)}{NO_BREAK}%"


def money_vn(dong: int | None) -> str:
    """8.000 đ"""
    return NOTHING if dong is None else f"{number_vn(dong)}{NO_BREAK}đ"


def phone_vn(number: str | None) -> str:
    """0912 345 678 from +84912345678; short numbers as they are."""
    return format_phone(number) if number else NOTHING
