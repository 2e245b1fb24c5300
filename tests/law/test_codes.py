"""Codes as people type them: understood where they are right, refused in a sentence that says what is wrong and what is right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.codes import (
    BIRTH_PLACES,
    PROVINCE_AGENCIES,
    DossierCode,
    dossier_code,
    format_phone,
    parse_agency_code,
    parse_birth_date,
    parse_card_line,
    parse_dossier_code,
    parse_hotline,
    parse_person_name,
    parse_personal_id,
    parse_phone,
    parse_procedure_code,
    parse_sex,
    parse_tax_code,
    procedure_base,
    tax_check_digit,
)
from motcua.law.refusal import Refusal
from tests.law.samples import BAD, ORGANISATIONS, refused

TODAY = date(2026, 11, 20)


# dossier codes


def test_dossier_code_has_four_digits_and_widens_without_wrapping() -> None:
    day = date(2026, 11, 20)
    assert dossier_code("H42.15", day, 7) == "H42.15-261120-0007"
    assert dossier_code("H42.15", day, 9_999) == "H42.15-261120-9999"
    assert dossier_code("H42.15", day, 10_000) == "H42.15-261120-10000"
    for serial in (0, -1, 10_000_000):
        with pytest.raises(ValueError, match="Số thứ tự"):
            dossier_code("H42.15", day, serial)


@given(
    agency=st.sampled_from(["H42", "H42.15", "H15.50.05.13", "G09.101.02", "000.00.16.H40"]),
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    serial=st.integers(1, 9_999_999),
)
def test_every_generated_code_is_understood_again(agency: str, day: date, serial: int) -> None:
    code = dossier_code(agency, day, serial)
    assert parse_dossier_code(code) == DossierCode(code, agency, day, serial)


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), first=st.integers(1, 9_999_998))
def test_codes_of_one_day_are_distinct(day: date, first: int) -> None:
    assert dossier_code("H42", day, first) != dossier_code("H42", day, first + 1)


@pytest.mark.parametrize(
    "text",
    ["H15.50.05.13-261008-0975", "  h15.50.05.13 - 261008 - 0975 ", "H15.50.05.13–261008–0975"],
)
def test_dossier_codes_are_understood_as_people_type_them(text: str) -> None:
    parsed = parse_dossier_code(text)
    assert isinstance(parsed, DossierCode)
    assert (parsed.text, parsed.day, parsed.serial) == ("H15.50.05.13-261008-0975", date(2026, 10, 8), 975)


def test_old_and_ministry_dossier_codes_are_understood() -> None:
    for text in ("000.00.16.H40-181123-0001", "H42.15-261008-0912345"):
        assert isinstance(parse_dossier_code(text), DossierCode)


@pytest.mark.parametrize(
    "text", ["", "H42.15", "H42.15-261120-007", "H42.15-261120-00000007", "42.15-261120-0007", "H42.15-2611200007", "x" * 5000]
)
def test_what_is_no_dossier_code_is_refused_with_an_example(text: str) -> None:
    answer = refused(parse_dossier_code(text))
    assert "H42.15-261120-0007" in answer.message
    assert len(answer.message) < 300


def test_dossier_code_with_an_impossible_day_is_refused() -> None:
    assert "261320" in refused(parse_dossier_code("H42.15-261320-0007")).message


# agency and procedure codes


def test_agency_codes() -> None:
    assert parse_agency_code(" h42.15.01 ") == "H42.15.01"
    assert parse_agency_code("G09.101") == "G09.101"
    assert parse_agency_code("000.00.16.H40") == "000.00.16.H40"
    for text in ("", "42.15", "H4.15", "H42.1", "H42.15.01.02.03.04", "H42.1500"):
        assert "ví dụ H42.15.01" in refused(parse_agency_code(text)).message


def test_the_provinces_have_sixty_three_codes() -> None:
    assert list(PROVINCE_AGENCIES) == [f"H{number:02d}" for number in range(1, 64)]
    assert PROVINCE_AGENCIES["H42"] == "Ninh Bình"
    assert PROVINCE_AGENCIES["H29"] == "Thành phố Hồ Chí Minh"
    assert len(BIRTH_PLACES) == 63
    assert BIRTH_PLACES["037"] == "Ninh Bình"


def test_procedure_codes_and_their_base() -> None:
    assert parse_procedure_code("1.001193") == "1.001193"
    assert parse_procedure_code("1.004203.000.00.00.h42") == "1.004203.000.00.00.H42"
    assert procedure_base("1.004203.000.00.00.H42") == "1.004203"
    for text in ("", "1001193", "7.001193", "1.01193", "1.004203.H42"):
        assert "ví dụ 1.001193" in refused(parse_procedure_code(text)).message


# tax codes


@pytest.mark.parametrize("code", ["0100109106", "0300588569", "0101243150", "0100686174"])
def test_real_tax_codes_are_right(code: str) -> None:
    assert parse_tax_code(code) == code
    assert parse_tax_code(f"{code}-001") == f"{code}-001"
    assert parse_tax_code(f"{code}001") == f"{code}-001"
    assert tax_check_digit(code[:9]) == int(code[9])


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda organisation: organisation["id"])
def test_sample_organisations_have_right_tax_codes_and_phones(organisation: dict[str, Any]) -> None:
    for code in filter(None, (organisation["tax_code"], organisation["branch_tax_code"])):
        assert parse_tax_code(code) == code
    assert not isinstance(parse_phone(organisation["phone"]), Refusal)


def test_a_wrong_check_digit_is_refused_with_the_right_one() -> None:
    answer = refused(parse_tax_code(BAD["BAD-05"]["tax_code"]))
    assert "chữ số thứ mười phải là 6, không phải 7" in answer.message


@given(st.integers(0, 8), st.integers(1, 9), st.sampled_from(["0100109106", "0300588569", "0101243150", "0100686174"]))
def test_any_single_wrong_digit_of_a_tax_code_is_found(place: int, by: int, code: str) -> None:
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    refused(parse_tax_code(wrong))


def test_a_person_may_use_the_personal_id_as_tax_code() -> None:
    assert parse_tax_code("037 061 008 541") == "037061008541"
    assert refused(parse_tax_code("999061008541")).field == "tax_code"


@pytest.mark.parametrize(("text", "words"), [("", "Nhập mã số thuế"), ("01001091", "8 chữ số"), ("01001091O6", "“01001091O6”")])
def test_what_is_no_tax_code_is_refused(text: str, words: str) -> None:
    assert words in refused(parse_tax_code(text)).message


# phones


@pytest.mark.parametrize(
    "text",
    ["0912345678", "0912 345 678", "0912.345.678", "(0912) 345-678", "+84912345678", "+84 912 345 678", "0084912345678", "84912345678"],
)
def test_one_phone_in_all_its_writings(text: str) -> None:
    assert parse_phone(text) == "+84912345678"


def test_landlines_are_kept_and_shown() -> None:
    assert parse_phone("0229 3272 231") == "+842293272231"
    assert format_phone("+842293272231") == "0229 3272 231"
    assert format_phone("+842438252525") == "024 3825 2525"
    assert format_phone("+84912345678") == "0912 345 678"
    assert format_phone("1022") == "1022"


def test_country_prefix_and_leading_zero_together_are_refused() -> None:
    answer = refused(parse_phone(BAD["BAD-06"]["phone"]))
    assert answer.message == "Đã ghi +84 thì bỏ số 0 ở đầu: viết +84 912345678 hoặc 0912345678, không viết cả hai."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nhập số điện thoại"),
        ("01654321987", "đã đổi sang 10 chữ số"),
        ("091234567", "9 chữ số"),
        ("0612345678", "03, 05, 07, 08 hoặc 09"),
        ("+1 202 555 0100", "điện thoại Việt Nam"),
        ("không có", "chỉ gồm chữ số"),
        ("1022", "4 chữ số"),
    ],
)
def test_what_is_no_phone_is_refused_with_what_is_right(text: str, words: str) -> None:
    assert words in refused(parse_phone(text)).message


def test_agencies_may_publish_short_numbers() -> None:
    assert parse_hotline("1022") == "1022"
    assert parse_hotline("1900 1234") == "19001234"
    assert parse_hotline("0912345678") == "+84912345678"
    refused(parse_hotline("12"))


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
def test_a_kept_phone_is_understood_again_as_it_is_shown(number: str) -> None:
    kept = parse_phone(number)
    assert isinstance(kept, str)
    assert parse_phone(format_phone(kept)) == kept


# all of them


@given(st.text(max_size=200))
def test_no_text_whatever_breaks_a_parser(text: str) -> None:
    for parse in (
        parse_dossier_code,
        parse_agency_code,
        parse_procedure_code,
        parse_personal_id,
        parse_tax_code,
        parse_phone,
        parse_hotline,
        parse_person_name,
        parse_card_line,
        parse_sex,
    ):
        answer = parse(text)
        if isinstance(answer, Refusal):
            assert answer.message
    parse_birth_date(text, today=TODAY)
    parse_card_line(f"037061008541|{text}|{text}|{text}|{text}|{text}|{text}")


@given(st.text(alphabet="0123456789.-+ HG", max_size=20))
def test_no_mixture_of_digits_breaks_a_parser(text: str) -> None:
    for parse in (parse_dossier_code, parse_agency_code, parse_procedure_code, parse_personal_id, parse_tax_code, parse_phone):
        answer = parse(text)
        if isinstance(answer, Refusal):
            assert answer.message
