"""The stop notice: at whose wish, how far it had come, what becomes of papers and money. There is none before 2025."""

from __future__ import annotations

import msgspec
import pytest

from motcua.papers.render import FORMS
from motcua.papers.stop import WORDINGS, ReturnedPaper, StopNotice
from tests.papers.letters import BY_DECISION, STOP, changed, form_of, printed
from tests.papers.samples import pages_of, text_of

FIELDS = [
    "UBND TỈNH NINH BÌNH ỦY BAN NHÂN DÂN PHƯỜNG HOA LƯ",
    "Số: 04 Hoa Lư, ngày 06 tháng 3 năm 2026",
    "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
    "Mã hồ sơ: H42.15-260302-0007",
    "Kính gửi: Ông/Bà Nguyễn Thị Phượng Uyên",
    "Ngày 02 tháng 3 năm 2026, cơ quan chúng tôi đã nhận hồ sơ của Ông/Bà qua Trung tâm Phục vụ hành chính công phường Hoa Lư",
    "về việc: Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ (mã thủ tục: 1.009994).",
    "Ngày 05 tháng 3 năm 2026, Ông/Bà đề nghị dừng giải quyết hồ sơ. Lý do Ông/Bà nêu: Gia đình thay đổi thiết kế",
    "thông báo dừng giải quyết hồ sơ nêu trên từ 10 giờ 00 phút, ngày 06 tháng 3 năm 2026.",
    "1. Tình trạng hồ sơ khi dừng: đang thẩm tra tại Phòng Kinh tế, Hạ tầng và Đô thị.",
    "Đến thời điểm này, chưa có quyết định hoặc kết quả giải quyết hồ sơ.",
    "2. Giấy tờ đã nộp: trả lại Ông/Bà các giấy tờ sau đây, tại quầy số 3, từ ngày 09/03/2026:",
    "TT Tên giấy tờ Loại Số lượng 1 Giấy chứng nhận quyền sử dụng đất bản chính 01 2 Bản vẽ thiết kế xây dựng bản chính 02",
    "3. Phí, lệ phí: hoàn trả 75.000 đồng lệ phí cấp giấy phép xây dựng đã nộp.",
    "Cần biết thêm thông tin, Ông/Bà liên hệ với Trần Văn Đức",
    "Ủy ban nhân dân phường Hoa Lư thông báo để Ông/Bà biết.",
    "- Trung tâm Phục vụ hành chính công phường Hoa Lư (để trả giấy tờ);",
    "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Ký, đóng dấu và ghi rõ họ tên) Phạm Hồng Quảng",
    "Mẫu số 05, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
]


@pytest.fixture(scope="module")
def words() -> str:
    """The notice as read from its PDF."""
    return text_of(printed(STOP))


@pytest.mark.parametrize("field", FIELDS)
def test_the_notice_prints_every_field_with_all_its_marks(words: str, field: str) -> None:
    assert field in words


def test_the_circular_of_2018_has_no_stop_notice() -> None:
    assert [key for key, form in FORMS.items() if form.data_type is StopNotice] == [("TT03_2025", "FORM_05")]
    assert set(WORDINGS) == {"TT03_2025"}


def test_a_stop_by_the_agency_names_decision_reason_and_rule() -> None:
    words = text_of(printed(changed(STOP, ground=BY_DECISION)))
    assert "Theo Quyết định số 125/QĐ-UBND ngày 06/03/2026, Ủy ban nhân dân phường Hoa Lư thông báo dừng giải quyết" in words
    assert "Lý do: Thửa đất đang có tranh chấp, Tòa án đã thụ lý. Căn cứ: Điều 43 Nghị định số 175/2024/NĐ-CP." in words
    assert "đề nghị dừng" not in words


def test_where_nothing_was_kept_the_notice_says_so() -> None:
    words = text_of(printed(changed(STOP, papers=())))
    assert "2. Giấy tờ đã nộp: cơ quan không giữ bản chính nào của Ông/Bà. 3. Phí, lệ phí" in words
    assert "Tên giấy tờ" not in words


def test_a_long_table_of_papers_flows_on_with_its_head_repeated() -> None:
    papers = tuple(ReturnedPaper(name=f"Giấy tờ thứ {no}", kind="bản chính", count=no) for no in range(1, 61))
    pages = pages_of(printed(changed(STOP, papers=papers)))
    assert len(pages) > 1
    full = [page for page in pages if "Giấy tờ thứ" in page]
    assert [page.count("TT Tên giấy tờ Loại Số lượng") for page in full] == [1] * len(full)
    assert all(f"{no} Giấy tờ thứ {no} bản chính" in " ".join(pages) for no in range(1, 61))


@pytest.mark.parametrize("notice", [STOP, changed(STOP, ground=BY_DECISION)])
def test_the_stored_json_gives_the_same_notice_back(notice: StopNotice) -> None:
    assert form_of(notice).read(msgspec.json.encode(notice, order="sorted")) == notice
