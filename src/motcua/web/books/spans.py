"""From one day to another, in the books of one of the own agencies: as typed into a form, and as it was meant."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
from django.http import QueryDict

from motcua.agencies.queries import tree
from motcua.foundation.access import Act, Actor, scope
from motcua.law.calendar import business_date
from motcua.law.codes.text import shown
from motcua.law.refusal import Refusal
from motcua.web.design.formats import date_vn
from motcua.web.opening import number_of
from motcua.web.typed_days import day_of

FIRST, LAST, AGENCY = "first_day", "last_day", "agency"


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed, and what it means; `refusal` where a day is none."""

    agency: int
    first_text: str
    last_text: str
    first_day: date
    last_day: date
    refusal: Refusal | None


def agencies_for(actor: Actor, act: Act) -> dict[int, str]:
    """The agencies whose books the actor may print, by name. One query at most."""
    reach = scope(actor, act)
    known = tree().agencies
    return {number: known[number].short_name for number in sorted(reach.agencies | reach.receiving) if number in known}


def read_span(sent: QueryDict, agencies: dict[int, str], at: datetime) -> Span:
    """The span that was sent; nothing sent means this month so far in the first of the agencies."""
    today = business_date(at)
    begins = today.replace(day=1)
    first_text, last_text = sent.get(FIRST, "") or date_vn(begins), sent.get(LAST, "") or date_vn(today)
    first, last = _day(first_text, FIRST), _day(last_text, LAST)
    chosen = number_of(sent.get(AGENCY, ""))
    wrong = [day for day in (first, last) if isinstance(day, Refusal)]
    return Span(
        agency=chosen if chosen in agencies else next(iter(agencies), 0),
        first_text=first_text,
        last_text=last_text,
        first_day=begins if isinstance(first, Refusal) else first,
        last_day=today if isinstance(last, Refusal) else last,
        refusal=msgspec.structs.replace(wrong[0], details=tuple(wrong[1:])) if wrong else None,
    )


def _day(text: str, field: str) -> date | Refusal:
    day = day_of(text)
    if day is None:
        template = "Ngày viết ngày/tháng/năm, ví dụ 05/12/2026. Ông/Bà vừa nhập “{text}”."
        return Refusal(code="NO_SUCH_DAY", template=template, params={"text": shown(text)}, field=field)
    return day
