"""The control slip: one row per hand-over, who gave and who took with hour and day, room for two signatures."""

from __future__ import annotations

import msgspec
import pytest

from motcua.papers.control import WORDINGS, ControlSlip
from motcua.papers.render import FORMS
from tests.papers.letters import CONTROL, changed, form_of, printed
from tests.papers.samples import codes_on, pages_of, text_of

FIELDS = [
    "Số: 07 Hoa Lư, ngày 06 tháng 3 năm 2026",
    "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
    "Mã hồ sơ: H42.15-260302-0007",
    "Cơ quan, bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công phường Hoa Lư",
    "Hồ sơ của: Nguyễn Thị Phượng Uyên",
    "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ (mã thủ tục: 1.009994)",
    "Thời gian nhận hồ sơ: 09 giờ 20 phút, ngày 02 tháng 3 năm 2026",
    "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 09 tháng 3 năm 2026",
    "Tên cơ quan, bộ phận",
    "Thời gian giao, nhận hồ sơ",
    "Giờ, ngày 1. Giao 2. Nhận",
    "Người giao (ký)",
    "Người nhận (ký)",
    "Kết quả giải quyết hồ sơ",
    "Ghi chú",
    "1. Giao: Trung tâm Phục vụ hành chính công phường Hoa Lư 2. Nhận: Phòng Kinh tế, Hạ tầng và Đô thị",
    "1. 10 giờ 05 phút, ngày 02/03/2026 2. 10 giờ 40 phút, ngày 02/03/2026",
    "Trần Văn Đức",
    "Vũ Thị Ngọc Ánh",
    "đúng hạn",
    "trước hạn",
    "quá hạn",
    "Đã có ý kiến của Sở Xây dựng",
    "1. 16 giờ 00 phút, ngày 09/03/2026 2. chưa nhận",
    "Mẫu số 06, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
]
HEAD = "Tên cơ quan, bộ phận"


@pytest.fixture(scope="module")
def words() -> str:
    """The slip as read from its PDF."""
    return text_of(printed(CONTROL))


@pytest.mark.parametrize("field", FIELDS)
def test_the_slip_prints_every_field_with_all_its_marks(words: str, field: str) -> None:
    assert field in words


def test_it_is_form_05_in_2018_and_form_06_in_2025() -> None:
    assert {key for key, form in FORMS.items() if form.data_type is ControlSlip} == {("TT01_2018", "FORM_05"), ("TT03_2025", "FORM_06")}
    assert set(WORDINGS) == {"TT01_2018", "TT03_2025"}
    assert "Mẫu số 05 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in text_of(printed(changed(CONTROL, form_set="TT01_2018")))


@pytest.mark.parametrize("count", [1, 8, 40])
def test_any_number_of_hand_overs_flows_over_pages_with_the_head_repeated_and_no_row_torn(count: int) -> None:
    first = CONTROL.hand_overs[0]
    hand_overs = tuple(
        changed(
            first, giver=f"Cơ quan giao {no}", receiver=f"Cơ quan nhận {no}", giver_name=f"Bên giao {no}", receiver_name=f"Bên nhận {no}"
        )
        for no in range(1, count + 1)
    )
    pages = pages_of(printed(changed(CONTROL, hand_overs=hand_overs)))
    with_rows = [page for page in pages if "1. Giao: Cơ quan" in page]
    assert [page.count(HEAD) for page in with_rows] == [1] * len(with_rows)
    for no in range(1, count + 1):
        parts = (f"1. Giao: Cơ quan giao {no} ", f"2. Nhận: Cơ quan nhận {no} ", f"Bên giao {no} ", f"Bên nhận {no} ")
        assert [page for page in with_rows if all(part in page for part in parts)], no


def test_a_slip_without_a_hand_over_yet_is_printed_with_an_empty_table() -> None:
    assert HEAD in text_of(printed(changed(CONTROL, hand_overs=())))


def test_a_scanner_reads_the_code_of_the_dossier_from_the_paper() -> None:
    assert codes_on(printed(CONTROL)) == {"bars": "H42.15-260302-0007"}


def test_the_stored_json_gives_the_same_slip_back() -> None:
    assert form_of(CONTROL).read(msgspec.json.encode(CONTROL, order="sorted")) == CONTROL
