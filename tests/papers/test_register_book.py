"""The intake register from the journal: every reception of a span, in the order of the numbers, set in parts and bound as one book."""

from __future__ import annotations

import io
import re
from typing import Any

import msgspec
import pypdf
import pytest
from django.db import transaction

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.dossiers.saving import KIND
from motcua.foundation import files
from motcua.foundation.chain import Stream
from motcua.foundation.contents import erase_content
from motcua.foundation.models import AccessTrace
from motcua.foundation.verify import verify
from motcua.law.dossier.values import Channel, Delivery
from motcua.law.refusal import Refusal
from motcua.papers.commands import print_register
from motcua.papers.models import PrintJob, PrintState
from tests.dossiers.going import Going, assigned, received
from tests.dossiers.ward import Ward, done, intake, make_ward, vn
from tests.papers.occasions import stop, work
from tests.papers.printing import PRINTING, pages_printed, printed_register, span

COLUMNS = ("Mã hồ sơ", "Tên thủ tục hành chính", "Hẹn trả kết quả", "Chuyển đến cơ quan giải quyết", "Ký nhận", "Ghi chú")


def finished(ward: Ward) -> Going:
    going = assigned(ward).for_signature().completed("2026-03-05 10:00")
    done(c.hand_over(ward.actor("reception"), going.id, "Đỗ Đình Đăng", Delivery.COUNTER, at=going.next("2026-03-06 08:30")))
    return going


def words(job: PrintJob) -> str:
    return " ".join(" ".join(pages_printed(job)).split()).replace("\xa0", " ")


def test_a_line_says_everything_about_a_dossier_that_came_to_its_end(ward: Ward) -> None:
    finished(ward)
    job = printed_register(ward.actor("reception"), span(ward))
    assert (job.state, job.total, job.done) == (PrintState.DONE, 1, 1)
    cover, book = pages_printed(job)
    assert "SỔ THEO DÕI HỒ SƠ" in cover
    assert "Quyển số: 01/2026" in cover
    assert "Cộng 01 lần tiếp nhận, từ số thứ tự 1 đến số thứ tự 1." in cover
    assert all(column in book for column in COLUMNS)
    line = " ".join(book.split()).replace("\xa0", " ")
    assert "1 H42.101-260302-0001 Thủ tục đăng ký khai sinh 01 Đỗ Đình Đăng Xóm 1, xã Chất Bình, tỉnh Ninh Bình; 0812 539 825" in line
    assert "Ủy ban nhân dân phường Hoa Lư 02/03/2026 09/03/2026 02/03/2026 05/03/2026 06/03/2026 trực tiếp Đỗ Đình Đăng" in line


def test_what_has_not_come_about_yet_is_left_empty(ward: Ward) -> None:
    received(ward)
    line = words(printed_register(ward.actor("reception"), span(ward)))
    assert "Ủy ban nhân dân phường Hoa Lư 02/03/2026 09/03/2026 Cộng" in line


def test_how_it_came_and_how_it_ended_otherwise_stands_in_the_notes(ward: Ward) -> None:
    going = assigned(ward)
    stop(going)
    online = msgspec.structs.replace(intake(ward), channel=Channel.ONLINE)
    done(c.receive_at_counter(ward.actor("reception"), online, at=vn("2026-03-03 09:00")))
    said = words(printed_register(ward.actor("reception"), span(ward)))
    assert "Dừng giải quyết" in said
    assert "Nộp trực tuyến" in said


def test_a_void_number_of_a_receipt_stays_in_the_book_with_its_reason(ward: Ward) -> None:
    going = received(ward)
    work()
    done(c.void_slip(ward.actor("clerk"), going.id, 1, "In nhầm tên", at=going.next()))
    assert "Hủy giấy tiếp nhận số 1: In nhầm tên" in words(printed_register(ward.actor("centre"), span(ward)))


def test_the_book_holds_every_number_once_in_order_over_all_its_parts(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.papers.register_book.PART", 20)
    for _ in range(55):
        received(ward)
    job = printed_register(ward.actor("reception"), span(ward))
    pages = pages_printed(job)
    cover, *book = pages
    assert f"quyển số 01/2026, gồm {len(pages)} trang" in cover
    assert [page.split(maxsplit=1)[0] for page in book] == [str(no) for no in range(2, len(pages) + 1)]
    codes = re.findall(r"H42\.101-260302-(\d{4})", " ".join(book))
    assert codes == [f"{no:04}" for no in range(1, 56)]
    assert "Cộng 55 lần tiếp nhận, từ số thứ tự 1 đến số thứ tự 55." in book[-1]
    assert "Cộng" not in " ".join(book[:-1])
    assert " ".join(book).count("Xem tiếp trang sau.") == 2
    assert job.pages == len(pages)


def test_a_bound_book_is_pdf_a_on_landscape_pages(ward: Ward) -> None:
    received(ward)
    job = printed_register(ward.actor("reception"), span(ward))
    with files.open(job.file) as stored:
        pdf: Any = pypdf.PdfReader(io.BytesIO(stored.read()))
        metadata = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
        assert {(int(page.mediabox.width), int(page.mediabox.height)) for page in pdf.pages} == {(841, 595)}
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "Sổ theo dõi hồ sơ, 01/01/2026 – 31/12/2026" in metadata


def test_only_the_days_asked_for_are_in_it_by_the_vietnamese_day(ward: Ward) -> None:
    for when in ("2026-03-01 23:59", "2026-03-02 00:01", "2026-03-02 23:59", "2026-03-03 00:00"):
        received(ward, when)
    job = printed_register(ward.actor("reception"), span(ward, "2026-03-02", "2026-03-02"))
    assert job.total == 2
    assert "từ số thứ tự 2 đến số thứ tự 3" in words(job)


def test_an_empty_span_is_a_cover_that_says_so(ward: Ward) -> None:
    job = printed_register(ward.actor("reception"), span(ward))
    assert job.pages == 1
    assert "không tiếp nhận hồ sơ nào" in pages_printed(job)[0]


def test_the_book_is_set_in_the_form_of_the_day_it_is_printed(ward: Ward) -> None:
    received(ward)
    assert "Mẫu số 07, Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP" in words(printed_register(ward.actor("centre"), span(ward)))


def test_names_that_were_erased_by_law_are_told_as_erased(ward: Ward) -> None:
    going = received(ward)
    with transaction.atomic():
        erase_content(
            Stream(KIND, going.id), [going.state.applicant], decision="QĐ 7", reason="theo yêu cầu", at=PRINTING, actor="system:0"
        )
    said = words(printed_register(ward.actor("reception"), span(ward)))
    assert "(đã xóa theo quyết định)" in said
    assert "Đỗ Đình Đăng" not in said


def test_the_register_of_another_agency_is_refused(ward: Ward) -> None:
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102")
    for actor in (stranger.actor("reception"), ward.actor("officer"), ward.actor("clerk")):
        refusal = print_register(actor, span(ward), at=PRINTING, key="a")
        assert isinstance(refusal, Refusal)
        assert refusal.code == "NOT_ALLOWED"


@pytest.mark.parametrize(
    ("first", "last", "code"), [("2025-12-31", "2026-01-01", "TWO_BOOKS"), ("2026-03-02", "2026-03-01", "DAYS_TURNED")]
)
def test_days_that_are_no_part_of_one_book_are_refused(ward: Ward, first: str, last: str, code: str) -> None:
    refusal = print_register(ward.actor("reception"), span(ward, first, last), at=PRINTING, key="a")
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_who_reads_whose_data_leaves_a_trace(ward: Ward) -> None:
    made = [received(ward).id for _ in range(2)]
    printed_register(ward.actor("centre"), span(ward))
    traced = AccessTrace.objects.filter(why="in sổ theo dõi hồ sơ", actor=f"officer:{ward.people['centre']}")
    assert sorted(row.stream_id for row in traced) == sorted(made)


def test_a_line_that_vanished_or_was_renumbered_is_found(ward: Ward) -> None:
    received(ward)
    received(ward)
    assert verify().differences == []
    Dossier.objects.filter(register_no=2).update(register_no=7)
    told = [difference.sentence for difference in verify().differences]
    assert f"Số thứ tự tiếp nhận 2 của sổ register:{ward.id}:2026 đã cấp nhưng không còn hồ sơ nào mang số này." in told
