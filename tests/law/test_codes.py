"""Codes as people type them: understood where they are right, refused in a sentence that says what is wrong and what is right."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.codes import (
    BIRTH_PLACES,
    PROVINCE_AGENCIES,
    CardLine,
    DossierCode,
    PersonalId,
    Sex,
    dossier_code,
    format_personal_id,
    format_phone,
    name_in_title_case,
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
    personal_id_warnings,
    procedure_base,
    tax_check_digit,
)
from motcua.law.refusal import Refusal

SAMPLES: dict[str, Any] = json.loads(Path(__file__).with_name("people_samples.json").read_text(encoding="utf-8"))
CITIZENS = [person for person in SAMPLES["people"] if person["kind"] == "CITIZEN"]
ORGANISATIONS = [person for person in SAMPLES["people"] if person["kind"] == "ORGANISATION"]
BAD = {sample["id"]: sample["value"] for sample in SAMPLES["malformed"]}
TODAY = date(2026, 11, 20)
CARD = "037061008541|161234567|Đỗ Đình Đăng|25011961|Nam|Xóm 1, Chất Bình, Kim Sơn, Ninh Bình|10052021"


def refused(answer: object) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert answer.message.endswith((".", "…")), "a sentence"
    assert "{" not in answer.message
    return answer


def personal_id(text: str) -> PersonalId:
    parsed = parse_personal_id(text)
    assert isinstance(parsed, PersonalId), parsed
    return parsed


def card(text: str) -> CardLine:
    parsed = parse_card_line(text)
    assert isinstance(parsed, CardLine), parsed
    return parsed


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


# personal ids


@pytest.mark.parametrize("person", CITIZENS, ids=lambda person: person["id"])
def test_sample_people_agree_with_their_numbers(person: dict[str, Any]) -> None:
    parsed = personal_id(person["personal_id"])
    sex = parse_sex(person["sex"])
    assert isinstance(sex, Sex)
    assert parsed.place_code == person["birth_place_code"]
    assert personal_id_warnings(parsed, birth_date=date.fromisoformat(person["birth_date"]), sex=sex) == ()
    assert parse_person_name(person["full_name"]) == person["full_name"]
    assert person["phone"] is None or not isinstance(parse_phone(person["phone"]), Refusal)


def test_a_number_of_eleven_digits_is_refused_with_its_count() -> None:
    answer = refused(parse_personal_id(BAD["BAD-01"]["personal_id"]))
    assert answer.message == "Số định danh phải có 12 chữ số. Ông/Bà vừa nhập 11 chữ số."
    assert answer.field == "personal_id"


def test_a_number_of_the_other_sex_is_a_warning_at_the_sex() -> None:
    bad = BAD["BAD-02"]
    (warning,) = personal_id_warnings(personal_id(bad["personal_id"]), birth_date=date.fromisoformat(bad["birth_date"]), sex=Sex.MALE)
    assert warning.field == "sex"
    assert warning.message == "Số định danh ghi giới tính Nữ, tờ khai ghi Nam. Kiểm tra lại trên thẻ căn cước."


def test_a_number_of_another_year_is_a_warning_at_the_birth_date() -> None:
    bad = BAD["BAD-03"]
    (warning,) = personal_id_warnings(personal_id(bad["personal_id"]), birth_date=date.fromisoformat(bad["birth_date"]), sex=Sex.MALE)
    assert warning.field == "birth_date"
    assert "năm sinh 1988" in warning.message
    assert "1989" in warning.message


def test_a_number_of_an_unknown_place_is_refused() -> None:
    assert "Mã 999 không có trong danh mục" in refused(parse_personal_id(BAD["BAD-04"]["personal_id"])).message
    assert "003" in refused(parse_personal_id("003085001234")).message
    assert "000" in refused(parse_personal_id("000085001234")).message


def test_births_abroad_are_believed() -> None:
    assert personal_id("136085001234").place_name == "nước ngoài"


def test_spaces_and_dots_in_a_number_are_dropped() -> None:
    for text in (BAD["BAD-08"]["personal_id"], "036.085.002.222", "036085002222"):
        parsed = personal_id(text)
        assert (parsed.number, parsed.sex, parsed.birth_year) == ("036085002222", Sex.MALE, 1985)
    assert format_personal_id("036085002222") == "036 085 002 222"


def test_century_and_sex_are_read_from_the_fourth_digit() -> None:
    assert (personal_id("037203016759").sex, personal_id("037203016759").birth_year) == (Sex.MALE, 2003)
    assert (personal_id("037301007944").sex, personal_id("037301007944").birth_year) == (Sex.FEMALE, 2001)


def test_a_birth_year_yet_to_come_is_refused_when_today_is_known() -> None:
    assert "2099" in refused(parse_personal_id("037299016759", today=TODAY)).message
    assert isinstance(parse_personal_id("037226016759", today=TODAY), PersonalId)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nhập số định danh gồm 12 chữ số"),
        ("161234567", "chứng minh nhân dân cũ"),
        ("03706100854A", "“03706100854A”"),
        ("0370610085411", "13 chữ số"),
        ("9" * 5000, "5.000 chữ số"),
    ],
)
def test_what_is_no_personal_id_is_refused_with_what_is_right(text: str, words: str) -> None:
    assert words in refused(parse_personal_id(text)).message


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


# names


def test_a_name_in_split_letters_becomes_the_same_name() -> None:
    split = unicodedata.normalize("NFD", BAD["BAD-07"]["full_name"])
    assert split != unicodedata.normalize("NFC", split)
    assert parse_person_name(split) == "Đỗ Thị Thùy"


def test_a_name_with_a_digit_is_refused() -> None:
    answer = refused(parse_person_name(BAD["BAD-08"]["full_name"]))
    assert answer.message == "Họ tên không có chữ số. Ông/Bà vừa nhập “NGUYÊN VAN 1NAM”, có chữ số 1."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Nguyễn   Văn\tAn \n", "Nguyễn Văn An"),
        ("Nguyễn\u200b Văn\u00a0An", "Nguyễn Văn An"),
        ("H'Yến Niê", "H'Yến Niê"),
        ("Y Moan Ê Ban", "Y Moan Ê Ban"),
        ("Anne-Marie Lê", "Anne-Marie Lê"),
        ("Ý", "Ý"),
    ],
)
def test_names_are_kept_as_their_bearers_spell_them(text: str, name: str) -> None:
    assert parse_person_name(text) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nhập họ, chữ đệm và tên"),
        (" \n ", "Nhập họ, chữ đệm và tên"),
        ("Nguyễn <b>An</b>", "Dấu “<”"),
        ("An @", "Dấu “@”"),
        ("--", "Dấu “-”"),
        ("ă" * 5000, "dài nhất 200 chữ cái. Ông/Bà vừa nhập 5.000"),
        ("Nguyễn Văn ٣", "chữ số"),
    ],
)
def test_what_is_no_name_is_refused(text: str, words: str) -> None:
    assert words in refused(parse_person_name(text)).message


def test_capitals_of_cards_become_a_name_again() -> None:
    assert name_in_title_case("NGUYỄN VĂN ĐẠT") == "Nguyễn Văn Đạt"
    assert name_in_title_case("H'YẾN NIÊ") == "H'Yến Niê"
    assert name_in_title_case("Đỗ Đình Đăng") == "Đỗ Đình Đăng"


@given(st.text(max_size=300))
def test_a_name_that_was_accepted_is_accepted_unchanged(text: str) -> None:
    name = parse_person_name(text)
    if isinstance(name, str):
        assert parse_person_name(name) == name
        assert unicodedata.is_normalized("NFC", name)
        assert name == " ".join(name.split())


# birth dates


@pytest.mark.parametrize("text", ["05/09/1988", "5/9/1988", "05-09-1988", "05.09.1988", "1988-09-05", "05091988", " 05/09/1988 "])
def test_birth_dates_in_their_usual_writings(text: str) -> None:
    assert parse_birth_date(text, today=TODAY) == date(1988, 9, 5)


def test_a_child_born_today_may_be_registered() -> None:
    assert parse_birth_date("20/11/2026", today=TODAY) == TODAY
    assert parse_birth_date("01/01/1900", today=TODAY) == date(1900, 1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("21/11/2026", "chưa đến; hôm nay là 20/11/2026"),
        ("31/12/1899", "phải từ 01/01/1900"),
        ("31/02/1990", "Không có ngày 31/02/1990 trên lịch"),
        ("hôm qua", "ví dụ 05/09/1988"),
        ("", "ví dụ 05/09/1988"),
        ("00/00/0000", "Không có ngày"),
    ],
)
def test_birth_dates_that_cannot_be_are_refused(text: str, words: str) -> None:
    assert words in refused(parse_birth_date(text, today=TODAY)).message


# cards


def test_a_card_line_is_read_in_full() -> None:
    line = card(CARD)
    assert line.personal_id.number == "037061008541"
    assert line.old_id == "161234567"
    assert line.full_name == "Đỗ Đình Đăng"
    assert line.birth_date == date(1961, 1, 25)
    assert line.sex is Sex.MALE
    assert line.address == "Xóm 1, Chất Bình, Kim Sơn, Ninh Bình"
    assert line.issued_on == date(2021, 5, 10)
    assert (line.rest, line.doubtful) == ((), ())


def test_empty_fields_and_further_fields_of_new_cards_are_accepted() -> None:
    line = card("037301007944||LÊ LY|05082001|Nữ||01072024|Lê Văn Ba|Trần Thị Tư||")
    assert (line.old_id, line.address) == ("", "")
    assert line.full_name == "Lê Ly"
    assert line.rest == ("Lê Văn Ba", "Trần Thị Tư", "", "")
    assert line.doubtful == ()


def test_letters_read_in_the_wrong_encoding_are_mended() -> None:
    for encoding in ("latin-1", "cp1252"):
        spoiled = CARD.replace("Đỗ Đình Đăng", "Lê Hồ Thảo").encode().decode(encoding, errors="replace")
        if "\ufffd" not in spoiled:
            assert card(spoiled).full_name == "Lê Hồ Thảo"
    assert card(unicodedata.normalize("NFD", CARD)) == card(CARD)


@pytest.mark.parametrize("name", ["Do Dinh Dang", "?? ?ình ??ng", "D9o6 D9inh D9a8ng", "Đ\ufffd Đình Đăng"])
def test_marks_lost_by_a_keyboard_are_pointed_out_and_not_guessed(name: str) -> None:
    line = card(CARD.replace("Đỗ Đình Đăng", name))
    assert line.full_name == name
    assert line.doubtful == ("full_name",)


def test_a_spoiled_sex_is_read_from_the_number_and_pointed_out() -> None:
    line = card("037301007944||Lê Ly|05082001|N?|Thôn 1|01072024")
    assert line.sex is Sex.FEMALE
    assert line.doubtful == ("sex",)


def test_dates_that_disagree_or_cannot_be_are_pointed_out() -> None:
    line = card("037301007944||Lê Ly|05081999|Nữ|Thôn 1|99992024")
    assert line.doubtful == ("birth_date", "issued_on")
    assert line.issued_on is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "dòng này có 1"),
        ("037061008541|161234567|Đỗ Đình Đăng|25011961|Nam", "dòng này có 5"),
        (CARD.replace("037061008541", "03706100854"), "11 chữ số"),
        (CARD.replace("Đỗ Đình Đăng", ""), "không có họ tên"),
        (CARD.replace("Đỗ Đình Đăng", "Đ" * 5000), "5.000"),
    ],
)
def test_what_is_no_card_line_is_refused(text: str, words: str) -> None:
    answer = refused(parse_card_line(text))
    assert words in answer.message
    assert answer.field == "card_line"


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
