"""Receipts that the tests print, and eyes that read the paper again."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pypdf
import pypdfium2
import zxingcpp

from motcua.papers.receipt import FeeLine, PaperLine, Receipt
from motcua.papers.render import FORMS, render

ISSUED_AT = datetime(2026, 3, 5, 2, 20, tzinfo=UTC)

BIRTH = Receipt(
    form_set="TT03_2025",
    number=7,
    symbol="TNHS",
    issued_on=date(2026, 3, 5),
    place="Hoa Lư",
    superior_body="Ủy ban nhân dân tỉnh Ninh Bình",
    agency="Ủy ban nhân dân phường Hoa Lư",
    one_stop_unit="Trung tâm Phục vụ hành chính công phường Hoa Lư",
    dossier_code="H42.15-260305-0007",
    applicant_name="Nguyễn Thị Phượng Uyên",
    identity_label="Số định danh cá nhân",
    identity_no="037190001234",
    address="Số 12, đường Đinh Tiên Hoàng, tổ dân phố Phúc Chỉnh 1, phường Hoa Lư, tỉnh Ninh Bình",
    phone="0912 345 678",
    email="phuonguyen@ninhbinh.example",
    submitter_name="Lê Quốc Bảo",
    authorisation="theo giấy ủy quyền ngày 02/03/2026",
    procedure_name="Thủ tục đăng ký khai sinh",
    procedure_code="1.001193",
    case_name="Trẻ sinh tại cơ sở y tế",
    papers=(
        PaperLine(name="Tờ khai đăng ký khai sinh theo mẫu", kind="bản chính", count=1),
        PaperLine(name="Giấy chứng sinh", kind="bản chính", count=1),
        PaperLine(name="Giấy chứng nhận kết hôn của cha mẹ", kind="bản sao có chứng thực", count=2),
        PaperLine(name="Giấy tờ chứng minh nơi cư trú", kind="bản điện tử", count=12),
    ),
    sets=1,
    processing_time="05 ngày làm việc",
    received_at=datetime(2026, 3, 5, 2, 20, tzinfo=UTC),
    appointment_at=datetime(2026, 3, 12, 9, 30, tzinfo=UTC),
    result_place="Quầy số 3, nhận trực tiếp",
    fees=(FeeLine(name="Lệ phí đăng ký khai sinh", amount_vnd=8000), FeeLine(name="Phí trích lục", amount_vnd=16000)),
    payment_state="đã nộp",
    register_book="01/2026",
    register_seq=128,
    officer_name="Trần Văn Đức",
    lookup_address="https://motcua.example/tra-cuu/",
    lookup_url="https://motcua.example/tra-cuu/?ma=H42.15-260305-0007&khoa=7KQM4XZD",
    lookup_secret="7KQM-4XZD",
    hotline="1900 1234",
    notes=("Quầy làm việc cả sáng thứ Bảy.",),
)


def changed(**values: Any) -> Receipt:
    """The birth receipt with some of its values changed."""
    return msgspec.structs.replace(BIRTH, **values)


def printed(receipt: Receipt, issued_at: datetime = ISSUED_AT) -> bytes:
    """The PDF of a receipt, in its own form set."""
    return render(FORMS[receipt.form_set, "FORM_01"], receipt, issued_at)


def pages_of(pdf: bytes) -> list[str]:
    """What a reader's eye gets from each page: plain words, one space between them, no places for breaks."""
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [" ".join(unicodedata.normalize("NFC", re.sub("[\u200b\u00ad]", "", page)).split()) for page in pages]


def text_of(pdf: bytes) -> str:
    """The words of all pages in a row."""
    return " ".join(pages_of(pdf))


def letters_of(text: str) -> str:
    """Only what is printed: no spaces, which line breaks turn into something else."""
    return "".join(text.split())


def scanned(pdf: bytes, page: int = 0, dots_per_inch: int = 200) -> memoryview:
    """A page as an office scanner sees it: rows of grey values."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=dots_per_inch / 72, grayscale=True)
        return memoryview(bytes(picture.buffer)).cast("B", (picture.height, picture.stride))
    finally:
        document.close()


def codes_on(pdf: bytes, dots_per_inch: int = 200) -> dict[str, str]:
    """The text of each machine-readable code on the first page, by its kind."""
    return {
        "qr" if found.format == zxingcpp.BarcodeFormat.QRCode else "bars": found.text
        for found in zxingcpp.read_barcodes(scanned(pdf, dots_per_inch=dots_per_inch))
    }
