"""The receipt says everything the form asks for, on one page, and machines read its codes."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from motcua.papers.receipt import WORDINGS, FeeLine, PaperLine, Receipt
from motcua.papers.render import FORMS
from tests.papers.samples import BIRTH, changed, codes_on, pages_of, printed, text_of

FIELDS = [
    "UBND TỈNH NINH BÌNH",
    "UBND PHƯỜNG HOA LƯ",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG HOA LƯ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 07/TNHS",
    "Hoa Lư, ngày 05 tháng 3 năm 2026",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ: H42.15-260305-0007",
    "Bộ phận tiếp nhận: Trung tâm Phục vụ hành chính công phường Hoa Lư",
    "Tiếp nhận hồ sơ của: Nguyễn Thị Phượng Uyên",
    "Số định danh cá nhân: 037190001234",
    "Địa chỉ: Số 12, đường Đinh Tiên Hoàng, tổ dân phố Phúc Chỉnh 1, phường Hoa Lư, tỉnh Ninh Bình",
    "Số điện thoại: 0912 345 678",
    "Thư điện tử: phuonguyen@ninhbinh.example",
    "Người nộp hồ sơ: Lê Quốc Bảo (theo giấy ủy quyền ngày 02/03/2026)",
    "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh (mã thủ tục: 1.001193)",
    "Trường hợp: Trẻ sinh tại cơ sở y tế",
    "1. Thành phần hồ sơ nộp gồm:",
    "TT Tên giấy tờ Loại Số lượng",
    "1 Tờ khai đăng ký khai sinh theo mẫu bản chính 01",
    "2 Giấy chứng sinh bản chính 01",
    "3 Giấy chứng nhận kết hôn của cha mẹ bản sao có chứng thực 02",
    "4 Giấy tờ chứng minh nơi cư trú bản điện tử 12",
    "2. Số lượng hồ sơ: 01 bộ",
    "3. Thời gian giải quyết hồ sơ theo quy định: 05 ngày làm việc",
    "4. Thời gian nhận hồ sơ: 09 giờ 20 phút, ngày 05 tháng 3 năm 2026",
    "5. Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 12 tháng 3 năm 2026",
    "6. Đăng ký nhận kết quả tại: Quầy số 3, nhận trực tiếp",
    "7. Phí, lệ phí: Lệ phí đăng ký khai sinh: 8.000 đồng; Phí trích lục: 16.000 đồng; cộng 24.000 đồng; đã nộp",
    "Vào Sổ theo dõi hồ sơ: quyển số 01/2026, số thứ tự 128.",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "(Ký và ghi rõ họ tên)",
    "Trần Văn Đức",
    "https://motcua.example/tra-cuu/",
    "7KQM-4XZD",
    "Đường dây nóng: 1900 1234",
    "xin mang theo giấy này và căn cước",
    "giấy ủy quyền theo quy định của pháp luật",
    "Quầy làm việc cả sáng thứ Bảy.",
    "Mẫu số 01, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP",
]

EIGHT_PAPERS = tuple(PaperLine(name=f"Giấy tờ thứ {no}, kèm theo hồ sơ", kind="bản sao có chứng thực", count=1) for no in range(1, 9))


@pytest.fixture(scope="module")
def words() -> str:
    """The receipt as read from its PDF."""
    return text_of(printed(BIRTH))


@pytest.mark.parametrize("field", FIELDS)
def test_the_receipt_prints_every_field_with_all_its_marks(words: str, field: str) -> None:
    assert field in words


def test_a_receipt_of_eight_papers_is_one_page_without_a_page_number() -> None:
    pages = pages_of(printed(changed(papers=EIGHT_PAPERS)))
    assert len(pages) == 1
    assert "gồm" not in pages[0].rsplit("TT-VPCP", 1)[1]


def test_a_long_table_flows_on_with_its_head_repeated_and_pages_numbered() -> None:
    papers = tuple(PaperLine(name=f"Giấy tờ thứ {no}", kind="bản chụp", count=no) for no in range(1, 41))
    pages = pages_of(printed(changed(papers=papers)))
    assert len(pages) == 2
    assert [page.count("TT Tên giấy tờ Loại Số lượng") for page in pages] == [1, 1]
    assert all("gồm 2 trang" in page for page in pages)
    assert pages[1].startswith("2 ") or " 2 TT Tên giấy tờ" in pages[1]
    assert all(f"{no} Giấy tờ thứ {no} bản chụp" in " ".join(pages) for no in range(1, 41))
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in pages[1]


def test_each_form_set_names_its_own_circular() -> None:
    assert "Thông tư số 01/2018/TT-VPCP" in text_of(printed(changed(form_set="TT01_2018")))
    assert "Thông tư số 03/2025/TT-VPCP" in text_of(printed(changed(form_set="TT03_2025")))
    assert {form_set for form_set, no in FORMS if no == "FORM_01"} == set(WORDINGS)


def test_an_empty_field_prints_no_line() -> None:
    words = text_of(printed(changed(phone="", email="", case_name="", authorisation="", submitter_name=BIRTH.applicant_name, hotline="")))
    for label in ("Số điện thoại", "Thư điện tử", "Trường hợp", "Người nộp hồ sơ:", "Đường dây nóng"):
        assert label not in words


def test_a_number_without_a_symbol_ends_without_a_stroke() -> None:
    assert "Số: 07 Hoa Lư, ngày" in text_of(printed(changed(symbol="")))


def test_somebody_else_at_the_counter_is_named_even_without_authorisation() -> None:
    assert "Người nộp hồ sơ: Lê Quốc Bảo" in text_of(printed(changed(authorisation="")))


def test_a_free_procedure_says_so_and_an_open_fee_is_not_summed() -> None:
    assert "7. Phí, lệ phí: không thu" in text_of(printed(changed(fees=(), payment_state="không thu")))
    fees = (FeeLine(name="Lệ phí trước bạ", amount_vnd=None), FeeLine(name="Phí thẩm định", amount_vnd=1_250_000))
    words = text_of(printed(changed(fees=fees, payment_state="chưa nộp")))
    assert "Lệ phí trước bạ: theo thông báo; Phí thẩm định: 1.250.000 đồng; chưa nộp" in words


def test_a_reception_late_in_the_evening_utc_is_printed_in_vietnamese_time() -> None:
    words = text_of(printed(changed(received_at=datetime(2025, 12, 31, 23, 5, tzinfo=UTC))))
    assert "06 giờ 05 phút, ngày 01 tháng 01 năm 2026" in words


@pytest.mark.parametrize("code", ["H42.15-260305-0007", "H15.50.05.13-261008-0975", "000.00.16.H40-181123-0001"])
def test_a_scanner_reads_code_and_address_from_the_paper(code: str) -> None:
    url = f"https://motcua.example/tra-cuu/?ma={code}&khoa=7KQM4XZD"
    pdf = printed(changed(dossier_code=code, lookup_url=url))
    assert codes_on(pdf) == {"qr": url, "bars": code}
    assert code in text_of(pdf)


def test_the_stored_json_gives_the_same_receipt_back() -> None:
    stored = msgspec.json.encode(BIRTH, order="sorted")
    form = FORMS["TT03_2025", "FORM_01"]
    assert form.read(stored) == BIRTH
    assert isinstance(form.read(stored.decode()), Receipt)


def test_stored_json_of_something_else_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        FORMS["TT03_2025", "FORM_01"].read(b'{"form_set": "TT03_2025"}')
