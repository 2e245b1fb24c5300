from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.procedures.queries import find_procedures, list_by_level, list_sectors
from tests.agencies.samples import TODAY

Province = dict[str, int]


def codes(text: str, **options: object) -> list[str]:
    return [line.code for line in find_procedures(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["khai sinh", "KHAI SINH", "đăng ký khai sinh", "dang ky khai", "thủ tục khai sinh", "tôi muốn làm giấy khai sinh"]
)
def test_birth_registration_comes_first_however_it_is_typed(procedures: Province, text: str) -> None:
    assert codes(text)[0] == "1.001193"


@pytest.mark.parametrize(("text", "code"), [("kết hôn", "1.000894"), ("thuong tru", "1.004222"), ("thờ cúng liệt sĩ", "1.010803")])
def test_name_is_found_by_a_few_letters(procedures: Province, text: str, code: str) -> None:
    assert codes(text)[0] == code


def test_code_and_beginning_of_a_code_are_found(procedures: Province) -> None:
    assert codes("1.001193") == ["1.001193"]
    assert codes("1.00") == sorted(codes("1.00"))
    assert "1.001193" in codes("1.00")


def test_sector_and_result_are_searched_too(procedures: Province) -> None:
    assert "1.001193" in codes("hộ tịch")
    assert codes("giấy khai sinh")[0] == "1.001193"


def test_word_begins_so_or_is_not_meant(procedures: Province) -> None:
    assert codes("hai") == []


@pytest.mark.parametrize("text", ["%", "_", "'; DROP TABLE procedure; --", "zzz", "\x00", "a" * 5000])
def test_nonsense_finds_nothing_and_breaks_nothing(procedures: Province, text: str) -> None:
    assert codes(text) == []


def test_ended_and_not_yet_valid_procedures_are_left_out_on_a_day(procedures: Province) -> None:
    assert {"2.001009", "3.000722"} <= set(codes("", limit=100))
    on_the_day = set(codes("", on=TODAY, limit=100))
    assert on_the_day.isdisjoint({"2.001009", "3.000722"})
    assert "2.002621" in on_the_day
    later = set(codes("", on=date(2026, 9, 8), limit=100))
    assert ("3.000722" in later, "2.002621" in later) == (True, False)


def test_internal_procedures_are_not_for_the_public(procedures: Province) -> None:
    assert "6.006725" not in codes("", limit=100)
    assert codes("6.006725", internal=True) == ["6.006725"]


def test_level_narrows(procedures: Province) -> None:
    assert codes("", level="PROVINCE") == ["1.014748"]
    assert {line.government_level for line in list_by_level("COMMUNE")} == {"COMMUNE"}


def test_pages_by_level_continue_after_the_last_code(procedures: Province) -> None:
    whole = [line.code for line in list_by_level("COMMUNE")]
    first = [line.code for line in list_by_level("COMMUNE", limit=3)]
    assert first + [line.code for line in list_by_level("COMMUNE", after=first[-1])] == whole


def test_sectors_are_counted(procedures: Province) -> None:
    sums = {line.name: line.count for line in list_sectors(on=TODAY)}
    assert sums["Hộ tịch"] == 2
    assert sum(sums.values()) == len(codes("", on=TODAY, limit=100))


@pytest.mark.parametrize(("text", "queries"), [("khai sinh", 1), ("1.00", 1), ("", 1), ("khai sinh zzz", 2)])
def test_search_costs_at_most_two_queries(
    procedures: Province, text: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        find_procedures(text)


def test_without_all_words_most_words_count(procedures: Province) -> None:
    assert codes("khai sinh zzz")[0] == "1.001193"
