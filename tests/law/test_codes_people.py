"""People as forms and cards name them: numbers, names, birth dates, card lines; refused in a sentence that says what is right."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.codes import (
    CardLine,
    PersonalId,
    Sex,
    format_personal_id,
    name_in_title_case,
    parse_birth_date,
    parse_card_line,
    parse_person_name,
    parse_personal_id,
    parse_phone,
    parse_sex,
    personal_id_warnings,
)
from motcua.law.refusal import Refusal
from tests.law.samples import BAD, CITIZENS, refused

TODAY = date(2026, 11, 20)
CARD = "037061008541|161234567|Đỗ Đình Đăng|25011961|Nam|Xóm 1, Chất Bình, Kim Sơn, Ninh Bình|10052021"


def personal_id(text: str) -> PersonalId:
    parsed = parse_personal_id(text)
    assert isinstance(parsed, PersonalId), parsed
    return parsed


def card(text: str) -> CardLine:
    parsed = parse_card_line(text)
    assert isinstance(parsed, CardLine), parsed
    return parsed


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


def test_a_sex_other_than_the_numbers_is_pointed_out() -> None:
    line = card("037301007944||Lê Ly|05082001|Nam|Thôn 1|01072024")
    assert (line.sex, line.doubtful) == (Sex.MALE, ("sex",))


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
