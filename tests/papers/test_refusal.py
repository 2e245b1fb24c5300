"""The refusal says why, by which rule, where to go instead, and that one may complain."""

from __future__ import annotations

import msgspec
import pytest

from motcua.papers.refusal import WORDINGS, RefusalGround
from tests.papers.letters import HEAD, MATTER, REFUSAL, changed, form_of, printed
from tests.papers.samples import pages_of, text_of

FIELDS = [
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG HOA LƯ",
    "Số: 03/TCHS",
    "Hoa Lư, ngày 06 tháng 3 năm 2026",
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công phường Hoa Lư",
    "Đã nhận yêu cầu, hồ sơ của: Nguyễn Thị Phượng Uyên",
    "Số định danh cá nhân: 037190001234",
    "Địa chỉ: Số 12, đường Đinh Tiên Hoàng",
    "Số điện thoại: 0912 345 678",
    "Thư điện tử: phuonguyen@ninhbinh.example",
    "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ (mã thủ tục: 1.009994)",
    "Thời gian nhận yêu cầu, hồ sơ: 09 giờ 20 phút, ngày 06 tháng 3 năm 2026",
    "thông báo không tiếp nhận hồ sơ này, với lý do cụ thể như sau:",
    "Công trình thuộc thẩm quyền cấp giấy phép xây dựng của Sở Xây dựng (mã lý do: SAI_THAM_QUYEN)",
    "Căn cứ: Điều 103 Luật Xây dựng, được sửa đổi, bổ sung năm 2020.",
    "Đề nghị Ông/Bà nộp hồ sơ đến: Trung tâm Phục vụ hành chính công tỉnh Ninh Bình, số điện thoại 0229 3888 999, tại số 3",
    "Ông/Bà có quyền khiếu nại đến Chủ tịch Ủy ban nhân dân phường Hoa Lư trong thời hạn 90 ngày",
    "theo Luật Khiếu nại, hoặc khởi kiện tại Tòa án theo Luật Tố tụng hành chính.",
    "Cần hướng dẫn thêm, Ông/Bà liên hệ với Trần Văn Đức",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "(Ký và ghi rõ họ tên)",
]


@pytest.fixture(scope="module")
def words() -> str:
    """The refusal as read from its PDF."""
    return text_of(printed(REFUSAL))


@pytest.mark.parametrize("field", FIELDS)
def test_the_refusal_prints_every_field_with_all_its_marks(words: str, field: str) -> None:
    assert field in words


def test_each_form_set_names_its_own_circular() -> None:
    assert "Mẫu số 03 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in text_of(printed(changed(REFUSAL, form_set="TT01_2018")))
    assert "Mẫu số 03, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP" in text_of(printed(REFUSAL))
    assert set(WORDINGS) == {"TT01_2018", "TT03_2025"}


def test_a_refusal_on_the_merits_has_the_code_and_the_signature_of_the_head() -> None:
    words = text_of(printed(changed(REFUSAL, after_reception=True, matter=MATTER, head=HEAD, redirect=None)))
    assert "Mã hồ sơ: H42.15-260302-0007" in words
    assert "thông báo không giải quyết hồ sơ này" in words
    assert "Thời gian tiếp nhận hồ sơ:" in words
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Ký, đóng dấu và ghi rõ họ tên)" in words
    assert "nộp hồ sơ đến" not in words


def test_several_reasons_are_numbered_and_a_reason_may_have_no_code() -> None:
    grounds = tuple(RefusalGround(reason=f"Lý do thứ {no}", legal_basis=f"Điều {no} Luật mẫu") for no in (1, 2))
    words = text_of(printed(changed(REFUSAL, grounds=grounds)))
    assert "1. Lý do thứ 1. Căn cứ: Điều 1 Luật mẫu. 2. Lý do thứ 2. Căn cứ: Điều 2 Luật mẫu." in words
    assert "mã lý do" not in words


def test_many_long_reasons_flow_over_pages() -> None:
    grounds = tuple(RefusalGround(reason=f"Lý do {no}: " + "hồ sơ không đúng " * 40, legal_basis="Điều 1") for no in range(1, 12))
    pages = pages_of(printed(changed(REFUSAL, grounds=grounds)))
    assert len(pages) > 1
    assert all(f"{no}. Lý do {no}: " in " ".join(pages) for no in range(1, 12))
    assert all(f"Gồm {len(pages)} trang" in page for page in pages)
    assert "Trần Văn Đức" in pages[-1]


def test_the_stored_json_gives_the_same_refusal_back() -> None:
    assert form_of(REFUSAL).read(msgspec.json.encode(REFUSAL, order="sorted")) == REFUSAL
