"""The apology: what was promised, why it was not kept, until when now; in 2018 to the applicant, in 2025 also to the one-stop unit."""

from __future__ import annotations

import msgspec
import pytest

from motcua.papers.apology import WORDINGS
from tests.papers.letters import APOLOGY, MATTER, changed, form_of, printed
from tests.papers.samples import codes_on, pages_of, text_of

FIELDS = [
    "UBND TỈNH NINH BÌNH ỦY BAN NHÂN DÂN PHƯỜNG HOA LƯ",
    "Số: 12/PXL",
    "Hoa Lư, ngày 06 tháng 3 năm 2026",
    "Mã hồ sơ: H42.15-260302-0007",
    "Ngày 02 tháng 3 năm 2026, cơ quan chúng tôi đã nhận hồ sơ của Ông/Bà qua Trung tâm Phục vụ hành chính công phường Hoa Lư",
    "mã hồ sơ H42.15-260302-0007, về việc: Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ (mã thủ tục: 1.009994).",
    "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 09 tháng 3 năm 2026.",
    "Đến nay, hồ sơ chưa được giải quyết xong. Lý do: Cơ quan phối hợp chậm cho ý kiến về chỉ giới đường đỏ",
    "Sự chậm trễ này gây phiền hà, làm mất thời gian, công sức của Ông/Bà.",
    "Ủy ban nhân dân phường Hoa Lư trân trọng xin lỗi Ông/Bà và",
    "17 giờ 00 phút, ngày 13 tháng 3 năm 2026. Kết quả được trả: tại quầy số 3, Trung tâm Phục vụ hành chính công phường Hoa Lư.",
    "Ông/Bà liên hệ với Trần Văn Đức, Trung tâm Phục vụ hành chính công, số điện thoại 0229 3871 234, tại quầy số 3.",
    "thông cảm",
    "Nơi nhận: - Như trên;",
    "- Văn phòng Ủy ban nhân dân tỉnh (để báo cáo);",
    "- Lưu: VT, hồ sơ.",
    "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Ký, đóng dấu và ghi rõ họ tên) Phạm Hồng Quảng",
]
OF_2018 = changed(APOLOGY, form_set="TT01_2018")


@pytest.fixture(scope="module")
def of_2018() -> str:
    """The slip of 2018 as read from its PDF."""
    return text_of(printed(OF_2018))


@pytest.fixture(scope="module")
def of_2025() -> str:
    """The letter of 2025 as read from its PDF."""
    return text_of(printed(APOLOGY))


@pytest.mark.parametrize("field", FIELDS)
def test_both_apologies_print_every_field_with_all_its_marks(of_2018: str, of_2025: str, field: str) -> None:
    assert field in of_2018
    assert field in of_2025


def test_the_slip_of_2018_goes_to_the_applicant_and_names_a_new_day(of_2018: str) -> None:
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in of_2018
    assert "Kính gửi: Ông/Bà Nguyễn Thị Phượng Uyên Ngày" in of_2018
    assert "hẹn lại thời gian trả kết quả: 17 giờ 00 phút, ngày 13 tháng 3 năm 2026" in of_2018
    assert "- Trung tâm Phục vụ hành chính công phường Hoa Lư (để theo dõi);" in of_2018
    assert "Mẫu số 04 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in of_2018
    assert "gia hạn" not in of_2018


def test_the_letter_of_2025_goes_also_to_the_one_stop_unit_and_proposes_an_extension_once(of_2025: str) -> None:
    assert "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT" in of_2025
    assert "Kính gửi: - Ông/Bà Nguyễn Thị Phượng Uyên; - Trung tâm Phục vụ hành chính công phường Hoa Lư." in of_2025
    assert "đề nghị gia hạn thời gian giải quyết hồ sơ thêm 04 ngày làm việc, chỉ một lần." in of_2025
    assert "Thời gian trả kết quả sau khi gia hạn: 17 giờ 00 phút, ngày 13 tháng 3 năm 2026" in of_2025
    assert "Đề nghị Trung tâm Phục vụ hành chính công phường Hoa Lư cập nhật thời gian trả kết quả mới" in of_2025
    assert "Mẫu số 04, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP" in of_2025
    assert set(WORDINGS) == {"TT01_2018", "TT03_2025"}


@pytest.mark.parametrize("letter", [APOLOGY, OF_2018])
def test_an_apology_is_one_page_and_a_scanner_finds_its_dossier(letter: object) -> None:
    pdf = printed(letter)
    assert len(pages_of(pdf)) == 1
    assert codes_on(pdf) == {"bars": "H42.15-260302-0007"}


def test_an_organisation_is_addressed_by_its_name() -> None:
    matter = changed(MATTER, applicant_name="Công ty TNHH Đại Phát", is_organisation=True)
    words = text_of(printed(changed(OF_2018, matter=matter))).replace("\xa0", " ")
    assert "Kính gửi: Công ty TNHH Đại Phát Ngày" in words
    assert "xin lỗi Quý đơn vị" in words
    assert "Ông/Bà" not in words


def test_a_number_without_a_symbol_ends_without_a_stroke() -> None:
    letterhead = changed(APOLOGY.letterhead, symbol="")
    assert "Số: 12 Hoa Lư, ngày" in text_of(printed(changed(APOLOGY, letterhead=letterhead)))


def test_the_lines_of_a_long_reason_stay_lines_and_the_signature_stays_whole() -> None:
    reason = "\n".join(f"Nguyên nhân {no}: " + "việc xác minh phức tạp, " * 12 for no in range(1, 16))
    pages = pages_of(printed(changed(APOLOGY, reason=reason)))
    assert len(pages) > 1
    assert all(f"Nguyên nhân {no}: " in " ".join(pages) for no in range(1, 16))
    assert "TM. ỦY BAN NHÂN DÂN" in pages[-1]
    assert "Phạm Hồng Quảng" in pages[-1]
    assert "Nơi nhận:" in pages[-1]


def test_a_sentence_that_has_its_stop_gets_no_second() -> None:
    words = text_of(printed(changed(APOLOGY, reason="Đường truyền hỏng.")))
    assert "Lý do: Đường truyền hỏng. Sự chậm trễ" in words


def test_without_a_contact_none_is_printed() -> None:
    assert "liên hệ với" not in text_of(printed(changed(APOLOGY, contact=None)))


def test_the_stored_json_gives_the_same_apology_back() -> None:
    assert form_of(APOLOGY).read(msgspec.json.encode(APOLOGY, order="sorted")) == APOLOGY
