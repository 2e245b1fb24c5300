"""Tax codes: ten digits with a check digit, ten and three for a branch, or a personal id (domain §10.4)."""

from __future__ import annotations

from motcua.law.codes.identity import parse_personal_id
from motcua.law.codes.text import compact, is_digits, number_words, shown
from motcua.law.refusal import Refusal

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_BODY, _MAIN, _PERSON, _BRANCH = 9, 10, 12, 13


def tax_check_digit(first_nine: str) -> int | None:
    """The tenth digit that nine digits ask for, or None where no tax code can begin with them."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_nine, strict=True))
    digit = 10 - total % 11
    return None if digit == 10 else digit  # noqa: PLR2004 - ten is no digit


def parse_tax_code(text: str, *, field: str = "tax_code") -> str | Refusal:
    """A tax code as typed, in its one written form: 0100109106, 0100109106-001, or the twelve digits of a person."""
    digits = compact(text, separators=".-")
    if not is_digits(digits) or len(digits) not in {_MAIN, _PERSON, _BRANCH}:
        return _form_refusal(text, digits, field)
    if len(digits) == _PERSON:
        person = parse_personal_id(digits, field=field)
        return person if isinstance(person, Refusal) else person.number
    right = tax_check_digit(digits[:_BODY])
    if right is None:
        return Refusal(
            code="TAX_CODE_BODY",
            template="Không có mã số thuế nào bắt đầu bằng {body}. Kiểm tra lại từng chữ số trên giấy đăng ký thuế.",
            params={"body": digits[:_BODY]},
            field=field,
        )
    if right != int(digits[_BODY]):
        return Refusal(
            code="TAX_CODE_CHECK",
            template="Mã số thuế {code} sai: chữ số thứ mười phải là {right}, không phải {wrong}. Kiểm tra lại từng chữ số.",
            params={"code": digits[:_MAIN], "right": right, "wrong": digits[_BODY]},
            field=field,
        )
    return digits if len(digits) == _MAIN else f"{digits[:_MAIN]}-{digits[_MAIN:]}"


def _form_refusal(text: str, digits: str, field: str) -> Refusal:
    if not digits:
        return Refusal(
            code="TAX_CODE_EMPTY", template="Nhập mã số thuế gồm 10 chữ số, 13 chữ số (chi nhánh) hoặc số định danh 12 chữ số.", field=field
        )
    if not is_digits(digits):
        return Refusal(
            code="TAX_CODE_DIGITS",
            template="Mã số thuế chỉ gồm chữ số, chi nhánh có thêm dấu gạch và ba chữ số, ví dụ 0100109106-001. Ông/Bà vừa nhập “{text}”.",
            params={"text": shown(text)},
            field=field,
        )
    return Refusal(
        code="TAX_CODE_LENGTH",
        template="Mã số thuế có 10 chữ số, chi nhánh 13 chữ số, cá nhân và hộ kinh doanh 12 chữ số. Ông/Bà vừa nhập {count} chữ số.",
        params={"count": number_words(len(digits))},
        field=field,
    )
