"""The request for supplement names everything once, how to mend it, by which rule, until when, and whom to ask."""

from __future__ import annotations

import msgspec
import pytest

from motcua.law.procedure import ClockOnSupplement
from motcua.papers.supplement import WORDINGS, MissingPaper
from tests.papers.letters import MATTER, SUPPLEMENT, changed, form_of, printed
from tests.papers.samples import codes_on, pages_of, text_of

FIELDS = [
    "UBND TỈNH NINH BÌNH UBND PHƯỜNG HOA LƯ",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG HOA LƯ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 07/HDHS",
    "Hoa Lư, ngày 06 tháng 3 năm 2026",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "Mã hồ sơ: H42.15-260302-0007",
    "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công phường Hoa Lư",
    "Đã tiếp nhận hồ sơ của: Nguyễn Thị Phượng Uyên",
    "Số định danh cá nhân: 037190001234",
    "Địa chỉ: Số 12, đường Đinh Tiên Hoàng, tổ dân phố Phúc Chỉnh 1, phường Hoa Lư, tỉnh Ninh Bình",
    "Số điện thoại: 0912 345 678",
    "Thư điện tử: phuonguyen@ninhbinh.example",
    "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ (mã thủ tục: 1.009994)",
    "Trường hợp: Công trình trong khu dân cư đô thị",
    "Thời gian tiếp nhận hồ sơ: 09 giờ 20 phút, ngày 02 tháng 3 năm 2026",
    "Đề nghị Ông/Bà bổ sung, hoàn thiện các nội dung sau đây:",
    "1. Bản vẽ thiết kế xây dựng Còn thiếu, chưa đúng: Thiếu bản vẽ mặt bằng móng và mặt cắt móng.",
    "Cách bổ sung, hoàn thiện: Nộp 02 bộ bản vẽ có chữ ký của chủ trì thiết kế.",
    "Căn cứ: Điều 46 Nghị định số 175/2024/NĐ-CP.",
    "2. Giấy tờ chứng minh quyền sử dụng đất Còn thiếu, chưa đúng: Bản chụp mờ, không đọc được số thửa.",
    "Lý do: Chưa đủ căn cứ để thẩm tra việc đáp ứng điều kiện cấp giấy phép xây dựng.",
    "Phiếu này nêu một lần toàn bộ nội dung cần bổ sung, hoàn thiện.",
    "Thời hạn bổ sung: chậm nhất ngày 05 tháng 4 năm 2026. Quá thời hạn này mà chưa nhận được giấy tờ bổ sung",
    "thời hạn được tính tiếp từ khi nhận đủ giấy tờ bổ sung.",
    "Ông/Bà liên hệ với Trần Văn Đức, Trung tâm Phục vụ hành chính công, số điện thoại 0229 3871 234, tại quầy số 3 để được hướng dẫn.",
    "NGƯỜI HƯỚNG DẪN",
    "TRƯỞNG PHÒNG",
    "(Ký và ghi rõ họ tên)",
    "Trần Văn Đức",
    "Vũ Thị Ngọc Ánh",
]


@pytest.fixture(scope="module")
def words() -> str:
    """The request as read from its PDF."""
    return text_of(printed(SUPPLEMENT))


@pytest.mark.parametrize("field", FIELDS)
def test_the_request_prints_every_field_with_all_its_marks(words: str, field: str) -> None:
    assert field in words


def test_each_form_set_names_its_own_circular() -> None:
    assert "Mẫu số 02 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in text_of(printed(changed(SUPPLEMENT, form_set="TT01_2018")))
    assert "Mẫu số 02, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP" in text_of(printed(SUPPLEMENT))
    assert set(WORDINGS) == {"TT01_2018", "TT03_2025"}


def test_before_reception_there_is_no_code_no_head_and_no_running_clock() -> None:
    slip = changed(SUPPLEMENT, after_reception=False, head=None, matter=changed(MATTER, dossier_code=""))
    pdf = printed(slip)
    words = text_of(pdf)
    assert "Mã hồ sơ" not in words
    assert codes_on(pdf) == {}
    assert "Đã nhận yêu cầu, hồ sơ của: Nguyễn Thị Phượng Uyên" in words
    assert "chưa đủ điều kiện để tiếp nhận" in words
    assert "Thời hạn giải quyết được tính từ khi hồ sơ đầy đủ, đúng quy định được tiếp nhận." in words
    assert "TRƯỞNG PHÒNG" not in words


def test_a_clock_that_restarts_is_said_to_restart() -> None:
    words = text_of(printed(changed(SUPPLEMENT, clock=ClockOnSupplement.RESTART)))
    assert "Thời hạn giải quyết được tính lại từ đầu kể từ khi nhận đủ giấy tờ bổ sung." in words
    assert "tính tiếp" not in words


def test_a_second_request_names_the_basis_that_allows_it() -> None:
    assert "lần yêu cầu bổ sung thứ hai" not in text_of(printed(SUPPLEMENT))
    words = text_of(printed(changed(SUPPLEMENT, override_basis="Khoản 2 Điều 19 Nghị định số 118/2025/NĐ-CP")))
    assert "Đây là lần yêu cầu bổ sung thứ hai sau khi tiếp nhận hồ sơ. Căn cứ: Khoản 2 Điều 19 Nghị định số 118/2025/NĐ-CP." in words


def test_without_a_last_day_none_is_printed() -> None:
    assert "Thời hạn bổ sung" not in text_of(printed(changed(SUPPLEMENT, answer_by=None)))


def test_an_organisation_is_not_addressed_as_a_person() -> None:
    matter = changed(
        MATTER, applicant_name="Công ty TNHH Đại Phát", is_organisation=True, identity_label="Mã số thuế", identity_no="2700123456"
    )
    words = text_of(printed(changed(SUPPLEMENT, matter=matter))).replace("\xa0", " ")
    assert "Đề nghị Quý đơn vị bổ sung" in words
    assert "Mã số thuế: 2700123456" in words
    assert "Ông/Bà" not in words


def test_thirty_missing_papers_flow_over_pages_and_nothing_is_torn_apart() -> None:
    missing = tuple(
        MissingPaper(name=f"Giấy tờ thứ {no}", missing="Thiếu trang cuối", remedy="Nộp đủ các trang", legal_basis="Điều 5 Luật mẫu")
        for no in range(1, 31)
    )
    pages = pages_of(printed(changed(SUPPLEMENT, missing=missing)))
    assert len(pages) > 2
    assert all(f"{no}. Giấy tờ thứ {no} Còn thiếu, chưa đúng: Thiếu trang cuối." in " ".join(pages) for no in range(1, 31))
    assert all(page.count(". Giấy tờ thứ") == page.count("Căn cứ: Điều 5 Luật mẫu.") for page in pages)
    assert all(f"Mã hồ sơ H42.15-260302-0007, gồm {len(pages)} trang" in page for page in pages)
    assert "NGƯỜI HƯỚNG DẪN" in pages[-1]
    assert "Vũ Thị Ngọc Ánh" in pages[-1]


def test_a_scanner_reads_the_code_of_the_dossier_from_the_paper() -> None:
    assert codes_on(printed(SUPPLEMENT)) == {"bars": "H42.15-260302-0007"}


def test_the_stored_json_gives_the_same_request_back() -> None:
    assert form_of(SUPPLEMENT).read(msgspec.json.encode(SUPPLEMENT, order="sorted")) == SUPPLEMENT
