"""The same stored values give the same bytes, everywhere; no text can do anything but be printed."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import threading
from datetime import timedelta

import msgspec
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.papers.lettering import printable
from motcua.papers.receipt import PaperLine, Receipt
from motcua.papers.render import FORMS, render_pages
from tests.papers.samples import BIRTH, ISSUED_AT, changed, letters_of, printed, scanned, text_of

PRINT_ELSEWHERE = """
import hashlib, sys
from datetime import datetime
from motcua.papers.render import FORMS, render
form = FORMS["TT03_2025", "FORM_01"]
pdf = render(form, form.read(sys.stdin.buffer.read()), datetime.fromisoformat(sys.argv[1]))
print(hashlib.sha256(pdf).hexdigest())
"""

LONG = "Wj" * 2500
HOSTILE = [
    '#read("/etc/passwd")',
    "*bold* _italic_",
    "$x$ `raw` <label> @ref",
    "= Title // note /* note */",
    r"\u{41} \\ {} []",
    '"; #panic("x")',
]


def test_two_processes_print_the_same_bytes() -> None:
    stored = msgspec.json.encode(BIRTH, order="sorted")
    command = [sys.executable, "-c", PRINT_ELSEWHERE, ISSUED_AT.isoformat()]
    hashes = {subprocess.run(command, input=stored, capture_output=True, check=True).stdout.decode().strip() for _ in range(2)}
    assert hashes == {hashlib.sha256(printed(BIRTH)).hexdigest()}


def test_other_receipts_before_it_do_not_change_a_receipt() -> None:
    first = printed(BIRTH)
    printed(changed(applicant_name="Đỗ Văn Ất", form_set="TT01_2018"))
    assert printed(BIRTH) == first


def test_threads_print_the_same_bytes_as_one() -> None:
    receipts = [changed(number=no, applicant_name=f"Phạm Thị {no}") for no in range(1, 13)]
    found: dict[int, bytes] = {}

    def print_some(some: list[Receipt]) -> None:
        for receipt in some:
            found[receipt.number] = printed(receipt)

    threads = [threading.Thread(target=print_some, args=(receipts[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {receipt.number: printed(receipt) for receipt in receipts}


def test_another_instant_of_issue_gives_other_bytes_and_is_the_date_in_the_file() -> None:
    pdf = printed(BIRTH)
    made = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert made is not None
    assert made.creation_date == ISSUED_AT
    assert printed(BIRTH, ISSUED_AT + timedelta(seconds=1)) != pdf


def test_the_file_is_pdf_a_2b_with_title_and_language_and_carries_its_fonts() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(printed(BIRTH)))
    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert pdf.trailer["/Root"]["/Lang"].lower().startswith("vi")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ H42.15-260305-0007"
    fonts = [font.get_object() for font in pdf.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "+Tinos" in font["/BaseFont"]
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_a_page_can_be_looked_at_before_printing() -> None:
    pages = render_pages(FORMS["TT03_2025", "FORM_01"], BIRTH, ISSUED_AT)
    assert [page[:8] for page in pages] == [b"\x89PNG\r\n\x1a\n"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_full_of_mark_up_is_printed_as_it_is(name: str) -> None:
    words = text_of(printed(changed(applicant_name=name, papers=(PaperLine(name=name, kind=name, count=1),))))
    assert letters_of(words).count(letters_of(printable(name))) >= 3
    assert "root:" not in words


@pytest.mark.parametrize(
    "field", ["applicant_name", "submitter_name", "address", "phone", "one_stop_unit", "officer_name", "result_place", "hotline"]
)
def test_five_thousand_letters_are_all_printed_and_stay_within_the_margins(field: str) -> None:
    pdf = printed(changed(**{field: LONG}))
    letters = letters_of(text_of(pdf)).upper()
    assert letters.count("W") >= 2500
    for page in range(len(pypdf.PdfReader(io.BytesIO(pdf)).pages)):
        assert is_white_outside_margins(scanned(pdf, page, dots_per_inch=50))


def test_a_paper_with_an_endless_name_stays_in_the_table() -> None:
    pdf = printed(changed(papers=(PaperLine(name=LONG, kind="bản chính", count=1), *BIRTH.papers)))
    assert letters_of(text_of(pdf)).count("W") >= 2500
    assert is_white_outside_margins(scanned(pdf, 0, dots_per_inch=50))


def test_marks_that_turn_the_writing_direction_do_nothing() -> None:
    assert "Nguyễn Văn nAm" in text_of(printed(changed(applicant_name="Nguyễn \u202eVăn\u2066 n\u200fA\u0000m\u2069")))


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=300))
def test_any_name_gives_a_paper_of_at_most_two_pages(name: str) -> None:
    pdf = printed(changed(applicant_name=name, submitter_name=name))
    assert pdf.startswith(b"%PDF-1.7")
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 2


@settings(max_examples=30)
@given(st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ ABCĐNghtrsc", min_size=1, max_size=60))
def test_any_vietnamese_name_is_read_back_letter_by_letter(name: str) -> None:
    assert letters_of(f"Tiếp nhận hồ sơ của: {name}") in letters_of(text_of(printed(changed(applicant_name=name))))


def is_white_outside_margins(page: memoryview) -> bool:
    """Ten millimetres left and right of the page carry no ink."""
    height, width = page.shape or (0, 0)
    edge = int(width * 10 / (297 if width > height else 210))
    rows = page.tobytes()
    lines = (rows[start : start + width] for start in range(0, height * width, width))
    return all(min(line[:edge]) > 250 and min(line[-edge:]) > 250 for line in lines)
