"""Ids have 63 bits: up to nineteen digits, all of which come back from a form."""

from __future__ import annotations

import pytest

from motcua.web.counter.typed import BLANK
from motcua.web.opening import number_of
from motcua.web.play.changing import BEGINNING
from motcua.web.play.draft import Draft
from motcua.web.play.reading import write

LARGEST = 9_223_372_036_854_775_807


@pytest.mark.parametrize("number", [0, 1, 999_999_999_999_999_999, 1_152_660_733_914_390_501, LARGEST])
def test_every_id_is_read_from_a_form(number: int) -> None:
    assert number_of(f"{number}") == number
    assert BLANK.but(version=f"{number}").number("version") == number


@pytest.mark.parametrize("text", [f"{LARGEST + 1}", "99999999999999999999", "-1", "1e3", "١٢", "", "H42.15"])
def test_what_no_database_could_hold_is_no_id(text: str) -> None:
    assert number_of(text) == 0
    assert BLANK.but(version=text).number("version") is None


@pytest.mark.parametrize("text", ["2.27.235", "1.000", "2,5", "1 000"])
def test_a_number_with_dots_is_refused_and_not_guessed(text: str) -> None:
    assert number_of(text) == 0
    assert BLANK.but(sets=text).number("sets") is None
    assert set(write(Draft(amount=text, events=BEGINNING.events)).mistakes) == {"so"}
