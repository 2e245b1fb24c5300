"""The register is a book: a cover, then one line per reception on landscape pages, the head on each."""

from __future__ import annotations

import io

import msgspec
import pypdf
import pytest

from motcua.papers.register import WORDINGS, IntakeRegister
from motcua.papers.render import FORMS
from tests.papers.letters import changed, form_of, line, printed, register
from tests.papers.samples import pages_of, text_of

COVER = [
    "UBND TỈNH NINH BÌNH UBND PHƯỜNG HOA LƯ",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG HOA LƯ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "SỔ THEO DÕI HỒ SƠ",
    "Quyển số: 01/2026",
    "Năm: 2026",
    "Từ ngày 02 tháng 01 năm 2026 đến ngày 31 tháng 3 năm 2026",
    "Cộng 40 lần tiếp nhận, từ số thứ tự 1 đến số thứ tự 40.",
    "Mẫu số 07, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
]
HEAD = [
    "TT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Số lượng hồ sơ (bộ)",
    "Tên cá nhân, tổ chức",
    "Địa chỉ, số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Ngày, tháng, năm",
    "Nhận hồ sơ",
    "Hẹn trả kết quả",
    "Chuyển đến cơ quan giải quyết",
    "Nhận kết quả từ cơ quan giải quyết",
    "Trả kết quả",
    "Phương thức nhận",
    "Ký nhận",
    "Ghi chú",
]
THIRD_LINE = [
    "3 H42.15-260302-0003",
    "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ 01 Nguyễn Thị Phượng Uyên",
    "Số 3, đường Đinh Tiên Hoàng, phường Hoa Lư; 0912 345 678",
    "Ủy ban nhân dân phường Hoa Lư 02/03/2026 09/03/2026 02/03/2026 08/03/2026 09/03/2026 trực tiếp Nguyễn Thị Phượng Uyên",
]


@pytest.fixture(scope="module")
def pages() -> list[str]:
    """A book of 40 lines as read from its PDF."""
    return [page.replace("\xa0", " ") for page in pages_of(printed(register(40)))]


@pytest.mark.parametrize("field", COVER)
def test_the_cover_says_whose_book_it_is_and_what_is_in_it(pages: list[str], field: str) -> None:
    assert field in pages[0]
    assert "Mã hồ sơ" not in pages[0]


@pytest.mark.parametrize("column", HEAD)
def test_every_page_after_the_cover_has_every_column(pages: list[str], column: str) -> None:
    assert [page.count(column) >= 1 for page in pages[1:]] == [True] * (len(pages) - 1)


@pytest.mark.parametrize("field", THIRD_LINE)
def test_a_line_prints_every_field_with_all_its_marks(pages: list[str], field: str) -> None:
    assert field in pages[1]


@pytest.mark.parametrize("count", [1, 40, 400])
def test_a_book_of_any_length_has_every_line_once_and_its_pages_numbered(count: int) -> None:
    pdf = printed(register(count))
    pages = pages_of(pdf)
    words = " ".join(pages)
    assert all(words.count(made.dossier_code) == 1 for made in map(line, range(1, count + 1)))
    assert all(f"quyển số 01/2026, gồm {len(pages)} trang" in page for page in pages)
    assert all(page.startswith(f"{no} ") for no, page in enumerate(pages[1:], start=2))
    assert all(page.count("Cơ quan chủ trì giải quyết") == 1 for page in pages[1:])
    sizes = {(int(page.mediabox.width), int(page.mediabox.height)) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages}
    assert sizes == {(841, 595)}
    assert len(pages) <= 2 + count // 9


def test_an_empty_book_says_that_nothing_was_received() -> None:
    assert "Trong thời gian này không tiếp nhận hồ sơ nào." in text_of(printed(register(0)))


def test_a_void_number_stays_with_its_reason() -> None:
    void = changed(line(2), note="Hủy số: nhập trùng")
    assert "Hủy số: nhập trùng" in text_of(printed(changed(register(0), lines=(line(1), void, line(3)))))


def test_an_evening_reception_utc_is_entered_on_the_vietnamese_day() -> None:
    late = changed(line(1), received_at=line(1).received_at.replace(year=2025, month=12, day=31, hour=23))
    assert "01/01/2026" in text_of(printed(changed(register(0), lines=(late,))))


def test_the_longest_code_in_use_breaks_only_after_a_hyphen() -> None:
    coded = changed(line(1), dossier_code="000.00.16.H40-181123-0001")
    words = text_of(printed(changed(register(0), lines=(coded,))))
    assert "1 000.00.16.H40- 181123-0001 Cấp" in words


def test_it_is_form_06_in_2018_and_form_07_in_2025() -> None:
    assert {key for key, form in FORMS.items() if form.data_type is IntakeRegister} == {("TT01_2018", "FORM_06"), ("TT03_2025", "FORM_07")}
    assert set(WORDINGS) == {"TT01_2018", "TT03_2025"}
    assert "Mẫu số 06 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in text_of(printed(register(1, "TT01_2018")))


def test_the_stored_json_gives_the_same_book_back() -> None:
    book = register(3)
    assert form_of(book).read(msgspec.json.encode(book, order="sorted")) == book
