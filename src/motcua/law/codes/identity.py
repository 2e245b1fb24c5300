"""The personal identification number: twelve digits, no check digit (domain §10.2)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from motcua.law.codes.places import birth_place_name, is_birth_place
from motcua.law.codes.text import compact, is_digits, number_words, one_line, shown
from motcua.law.refusal import Refusal

_LENGTH = 12
_OLD_LENGTH = 9
_BASIS = "Luật Căn cước 2023"


class Sex(StrEnum):
    """Sex as papers and numbers know it."""

    MALE = "MALE"
    FEMALE = "FEMALE"


SEX_NAMES: dict[Sex, str] = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}


class PersonalId(msgspec.Struct, frozen=True):
    """A personal id and what can be read from it. The place is where the birth was registered, never where the person lives."""

    number: str
    place_code: str
    place_name: str
    sex: Sex
    birth_year: int


def parse_sex(text: str, *, field: str = "sex") -> Sex | Refusal:
    """ "Nam" or "Nữ", as cards and forms write it."""
    word = one_line(text).casefold()
    for sex, name in SEX_NAMES.items():
        if word in {name.casefold(), sex.value.casefold()}:
            return sex
    return Refusal(
        code="SEX_FORM", template="Giới tính ghi là Nam hoặc Nữ. Ông/Bà vừa nhập “{text}”.", params={"text": shown(text)}, field=field
    )


def parse_personal_id(text: str, *, today: date | None = None, field: str = "personal_id") -> PersonalId | Refusal:
    """A personal id as typed; spaces, dots and dashes are dropped. With `today`, a birth year yet to come is refused."""
    number = compact(text, separators=".-")
    if not is_digits(number) or len(number) != _LENGTH:
        return _form_refusal(text, number, field)
    place, century, year = number[:3], int(number[3]), int(number[4:6])
    if not is_birth_place(place):
        return Refusal(
            code="PERSONAL_ID_PLACE",
            template="Ba chữ số đầu của số định danh là mã nơi đăng ký khai sinh. Mã {place} không có trong danh mục.",
            params={"place": place},
            legal_basis=_BASIS,
            field=field,
        )
    birth_year = 1900 + 100 * (century // 2) + year
    if today is not None and birth_year > today.year:
        return Refusal(
            code="PERSONAL_ID_YEAR",
            template="Chữ số thứ tư đến thứ sáu của số định danh cho biết thế kỷ và năm sinh. {digits} là năm {year}, chưa đến.",
            params={"digits": number[3:6], "year": birth_year},
            legal_basis=_BASIS,
            field=field,
        )
    sex = Sex.FEMALE if century % 2 else Sex.MALE
    return PersonalId(number, place, birth_place_name(place), sex, birth_year)


def _form_refusal(text: str, number: str, field: str) -> Refusal:
    if not number:
        return Refusal(code="PERSONAL_ID_EMPTY", template="Nhập số định danh gồm 12 chữ số, ghi trên thẻ căn cước.", field=field)
    if not is_digits(number):
        return Refusal(
            code="PERSONAL_ID_DIGITS",
            template="Số định danh chỉ gồm 12 chữ số. Ông/Bà vừa nhập “{text}”.",
            params={"text": shown(text)},
            legal_basis=_BASIS,
            field=field,
        )
    if len(number) == _OLD_LENGTH:
        return Refusal(
            code="PERSONAL_ID_OLD",
            template="Số có 9 chữ số là số chứng minh nhân dân cũ. Số định danh có 12 chữ số, ghi trên thẻ căn cước.",
            legal_basis=_BASIS,
            field=field,
        )
    return Refusal(
        code="PERSONAL_ID_LENGTH",
        template="Số định danh phải có 12 chữ số. Ông/Bà vừa nhập {count} chữ số.",
        params={"count": number_words(len(number))},
        legal_basis=_BASIS,
        field=field,
    )


def personal_id_warnings(personal_id: PersonalId, *, birth_date: date | None = None, sex: Sex | None = None) -> tuple[Refusal, ...]:
    """What in a personal id does not agree with the form. Warnings only: registers do contain errors (domain §10.2)."""
    found = []
    if sex is not None and sex is not personal_id.sex:
        found.append(
            Refusal(
                code="PERSONAL_ID_SEX_DIFFERS",
                template="Số định danh ghi giới tính {in_number}, tờ khai ghi {in_form}. Kiểm tra lại trên thẻ căn cước.",
                params={"in_number": SEX_NAMES[personal_id.sex], "in_form": SEX_NAMES[sex]},
                field="sex",
            )
        )
    if birth_date is not None and birth_date.year != personal_id.birth_year:
        found.append(
            Refusal(
                code="PERSONAL_ID_YEAR_DIFFERS",
                template="Số định danh ghi năm sinh {in_number}, tờ khai ghi năm {in_form}. Kiểm tra lại trên thẻ căn cước.",
                params={"in_number": personal_id.birth_year, "in_form": birth_date.year},
                field="birth_date",
            )
        )
    return tuple(found)


def format_personal_id(number: str) -> str:
    """Twelve digits in groups of three, as they are read out: 037 061 008 541."""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))
