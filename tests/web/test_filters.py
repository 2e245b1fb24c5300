"""Dates, numbers and sentences as pages write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.calendar import VN
from motcua.law.deadline import Level, TimeLeft
from motcua.law.dossier.values import STATUS_NAMES, Status
from motcua.law.refusal import Refusal
from motcua.law.sentence import Sentence
from motcua.web.design import formats, words

DUE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def drawn(source: str, **context: object) -> str:
    return Template("{% load motcua %}" + source).render(Context(context))


def test_an_instant_is_written_in_the_time_of_viet_nam() -> None:
    assert formats.date_vn(DUE) == "25/11/2026"
    assert formats.time_vn(DUE) == "16:30"
    assert formats.instant_vn(DUE) == "16:30, 25/11/2026"
    assert formats.instant_words(DUE) == "16 giờ 30, thứ Tư 25/11/2026"


def test_late_in_the_utc_day_it_is_already_tomorrow_in_viet_nam() -> None:
    assert formats.date_vn(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == "01/01/2027"


def test_a_full_hour_is_said_without_minutes_and_a_sunday_by_its_name() -> None:
    assert formats.instant_words(datetime(2026, 11, 22, 10, 0, tzinfo=UTC)) == "17 giờ, Chủ nhật 22/11/2026"
    assert formats.instant_words(datetime(2026, 11, 22, 10, 5, tzinfo=UTC)) == "17 giờ 05, Chủ nhật 22/11/2026"


def test_an_instant_is_said_in_english_to_who_reads_english() -> None:
    with translation.override("en"):
        assert "thứ" not in formats.instant_words(DUE)
        assert "25/11/2026" in formats.instant_words(DUE)


def test_a_date_keeps_its_zeros() -> None:
    assert formats.date_vn(date(2026, 3, 5)) == "05/03/2026"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (421387, None, "421.387"),
        (0, None, "0"),
        (-1200, None, "-1.200"),
        (99.16, None, "99,16"),
        (1234.5, None, "1.234,5"),
        (Decimal("1000.50"), None, "1.000,50"),
        (3.0, None, "3"),
        (2, 1, "2,0"),
        (1e-7, None, "0,0000001"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_comma_for_decimals(value: float | Decimal, decimals: int | None, written: str) -> None:
    assert formats.number_vn(value, decimals) == written


def test_money_percentages_and_phones() -> None:
    assert formats.money_vn(8000) == "8.000\N{NO-BREAK SPACE}đ"
    assert formats.percent_vn(99.16) == "99,16\N{NO-BREAK SPACE}%"
    assert formats.percent_vn(100, 0) == "100\N{NO-BREAK SPACE}%"
    assert formats.phone_vn("+84912345678") == "0912 345 678"
    assert formats.phone_vn("1022") == "1022"


@pytest.mark.parametrize("name", ["date_vn", "time_vn", "instant_vn", "instant_words", "number_vn", "percent_vn", "money_vn", "phone_vn"])
def test_what_is_not_known_is_a_dash(name: str) -> None:
    assert drawn("{{ value|" + name + " }} {{ missing|" + name + " }}", value=None) == "– –"


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_written_number_can_be_read_back(value: int) -> None:
    assert int(formats.number_vn(value).replace(".", "")) == value


@given(st.integers(0, 60 * 24 * 365 * 150).map(lambda minutes: datetime(1950, 1, 1, tzinfo=VN) + timedelta(minutes=minutes)))
def test_a_written_instant_can_be_read_back(at: datetime) -> None:
    assert datetime.strptime(formats.instant_vn(at.astimezone(UTC)), "%H:%M, %d/%m/%Y").replace(tzinfo=VN) == at


@given(st.sampled_from(Level), st.integers(0, 60), st.integers(0, 4000))
def test_time_left_is_said_in_the_words_of_the_law(level: Level, days: int, minutes: int) -> None:
    sign = -1 if level is Level.OVER else 1
    left = TimeLeft(level, sign * days, sign * minutes)
    with translation.override("vi"):
        assert words.time_left_words(left) == str(left.words)


def test_every_status_has_its_official_words() -> None:
    for status in Status:
        assert drawn("{{ status|status_name }}", status=status.value) == STATUS_NAMES[status]


def test_a_sentence_fills_its_places_and_escapes_what_people_typed() -> None:
    said = Sentence("Phân công cho {name}.", {"name": "<b>Hà</b>"})
    assert drawn("{{ said|sentence }}", said=said) == "Phân công cho &lt;b&gt;Hà&lt;/b&gt;."


def test_a_refusal_is_said_by_its_sentence() -> None:
    refusal = Refusal(code="X", template="Số định danh phải có 12 chữ số. Ông/Bà vừa nhập {n} chữ số.", params={"n": 11})
    assert drawn("{{ refusal|sentence }}", refusal=refusal) == refusal.message


def test_nothing_said_is_nothing() -> None:
    assert drawn("{{ said|sentence }}", said=None) == ""
