"""Whatever is typed, paper shows letters it can draw, in lines that can be broken."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from motcua.papers.lettering import LONGEST_ADDRESS, SUBSTITUTE, drawable, printable

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"


def test_tinos_has_every_vietnamese_letter_and_what_letters_use() -> None:
    needed = VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,;:!?()[]/\\-–—“”‘’\"'₫%&@#*+=_…№§°×□"
    assert [letter for letter in needed if ord(letter) not in drawable()] == []


def test_tinos_is_known_not_to_have_chinese_and_pictures() -> None:
    assert not {ord("中"), ord("😀"), ord("ب")} & drawable()


def test_text_in_separate_marks_is_composed() -> None:
    assert printable(unicodedata.normalize("NFD", "Nguyễn Thị Phượng")) == "Nguyễn Thị Phượng"


def test_spaces_lines_and_tabs_become_one_space() -> None:
    assert printable(" Lê\r\n\tVăn \u2028 Tám\u3000") == "Lê Văn Tám"


def test_a_non_breaking_space_stays() -> None:
    assert printable("05\u00a0ngày") == "05\u00a0ngày"


def test_a_letter_without_a_glyph_is_seen_as_a_box() -> None:
    assert printable("李 Nguyễn 😀") == f"{SUBSTITUTE} Nguyễn {SUBSTITUTE}"


def test_marks_piled_on_a_letter_are_cut_to_two() -> None:
    assert printable("x" + "\u0301" * 50 + "y") == "x\u0301\u0301y"


def test_codes_and_addresses_stay_whole_so_that_they_can_be_copied() -> None:
    for text in ("H15.50.05.13-261008-0975", "phongtuphap.hoalu@ninhbinh.example", "https://dichvucong.ninhbinh.example/tra-cuu"):
        assert printable(text) == text


@given(st.text())
def test_what_is_printable_can_be_drawn_and_broken(text: str) -> None:
    shown = printable(text)
    assert {ord(letter) for letter in shown} <= drawable() | {0x200B, 0x00A0, 0x20}
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} or letter in "\u202a\u202e\u2066\u200f" for letter in shown)
    pieces = shown.replace("\u200b", " ").replace("\u00a0", " ").split(" ")
    assert all(len(piece) <= LONGEST_ADDRESS for piece in pieces)


@given(st.text())
def test_printing_what_is_already_printable_changes_nothing(text: str) -> None:
    once = printable(text).replace("\u200b", "")
    assert printable(once).replace("\u200b", "") == once
