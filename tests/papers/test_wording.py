"""Dates, times, terms and money as official letters write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from motcua.law.procedure import Term, TermUnit
from motcua.papers import wording


def plain(text: str) -> str:
    """The words with ordinary spaces."""
    return text.replace(wording.NBSP, " ")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_days_under_ten_and_the_first_two_months_get_a_zero(day: date, words: str) -> None:
    assert plain(wording.day_in_words(day)) == words


def test_a_number_never_parts_from_its_word() -> None:
    for part in ("ngày 05", "tháng 3", "năm 2026", "16 giờ", "30 phút"):
        assert part.replace(" ", wording.NBSP) in wording.instant_in_words(datetime(2026, 3, 5, 9, 30, tzinfo=UTC))


def test_instants_are_written_in_vietnamese_time() -> None:
    assert plain(wording.instant_in_words(datetime(2026, 3, 5, 17, 4, tzinfo=UTC))) == "00 giờ 04 phút, ngày 06 tháng 3 năm 2026"


@pytest.mark.parametrize(("number", "words"), [(0, "00"), (7, "07"), (10, "10"), (1204, "1.204")])
def test_counts_under_ten_get_a_zero(number: int, words: str) -> None:
    assert wording.number_in_letter(number) == words


def test_money_is_written_with_points() -> None:
    assert plain(wording.money_in_letter(1_250_000)) == "1.250.000 đồng"


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (Term(amount=5, unit=TermUnit.WORKING_DAYS), "05 ngày làm việc"),
        (Term(amount=4, unit=TermUnit.HOURS), "04 giờ làm việc"),
        (Term(amount=15, unit=TermUnit.CALENDAR_DAYS), "15 ngày"),
        (Term(amount=2, unit=TermUnit.MONTHS), "02 tháng"),
        (
            Term(amount=0, unit=TermUnit.SAME_DAY_15H),
            "trong ngày làm việc; hồ sơ nhận sau 15 giờ thì trong ngày làm việc tiếp theo",
        ),
        (Term(amount=0, unit=TermUnit.FIXED_DATE, fixed_date="2026-09-01"), "chậm nhất ngày 01 tháng 9 năm 2026"),
    ],
)
def test_every_kind_of_term_has_its_words(term: Term, words: str) -> None:
    assert plain(wording.term_in_words(term)) == words
