"""How an official letter writes dates, times, terms and money (Nghị định 30/2020/NĐ-CP, phụ lục I).

The spaces inside are non-breaking: a number never stands at the end of a line with its word on the next.
Statutory slips are Vietnamese whatever language the screen has, so nothing here is translated.
"""

from __future__ import annotations

from datetime import date, datetime

from motcua.law.calendar import VN, business_date
from motcua.law.procedure import Term, TermUnit

NBSP = "\u00a0"
_TWO_FIGURES = 10
_LAST_PADDED_MONTH = 2


def number_in_letter(number: int) -> str:
    """Write a count as letters do: 05, 12, 1.204. Numbers under ten get a zero before them."""
    return f"0{number}" if 0 <= number < _TWO_FIGURES else f"{number:,}".replace(",", ".")


def day_in_words(day: date) -> str:
    """Write `ngày 05 tháng 3 năm 2026`: days under 10 and months 1 and 2 get a zero, so that none can be added later."""
    month = f"{day.month:02}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày{NBSP}{day.day:02} tháng{NBSP}{month} năm{NBSP}{day.year}"


def instant_in_words(at: datetime) -> str:
    """Write an aware instant in Vietnamese time: `16 giờ 30 phút, ngày 05 tháng 3 năm 2026`."""
    local = at.astimezone(VN)
    return f"{local.hour:02}{NBSP}giờ{NBSP}{local.minute:02}{NBSP}phút, {day_in_words(local.date())}"


def day_opening_sentence(day: date) -> str:
    """Write a day where a sentence begins with it: `Ngày 05 tháng 3 năm 2026`."""
    return day_in_words(day).replace("n", "N", 1)


def day_in_table(at: datetime) -> str:
    """Write the Vietnamese day of an aware instant where a table has little room: `05/03/2026`."""
    return f"{business_date(at):%d/%m/%Y}"


def instant_in_table(at: datetime) -> str:
    """Write an aware instant where a table has little room: `16 giờ 30 phút, ngày 05/03/2026`."""
    local = at.astimezone(VN)
    return f"{local.hour:02}{NBSP}giờ{NBSP}{local.minute:02}{NBSP}phút, ngày{NBSP}{day_in_table(at)}"


def money_in_letter(amount_vnd: int) -> str:
    """Write whole đồng: `8.000 đồng`."""
    return f"{amount_vnd:,}".replace(",", ".") + f"{NBSP}đồng"


def term_in_words(term: Term) -> str:
    """Write the legal processing time of a procedure for the receipt: `05 ngày làm việc`."""
    if term.unit is TermUnit.SAME_DAY_15H:
        return f"trong ngày làm việc; hồ sơ nhận sau 15{NBSP}giờ thì trong ngày làm việc tiếp theo"
    if term.unit is TermUnit.FIXED_DATE:
        return f"chậm nhất {day_in_words(date.fromisoformat(term.fixed_date))}"
    units = {
        TermUnit.WORKING_DAYS: f"ngày{NBSP}làm{NBSP}việc",
        TermUnit.HOURS: f"giờ{NBSP}làm{NBSP}việc",
        TermUnit.CALENDAR_DAYS: "ngày",
        TermUnit.MONTHS: "tháng",
    }
    return f"{number_in_letter(term.amount)}{NBSP}{units[term.unit]}"
