"""The receipt of a real dossier: issued once, the same paper for ever, its hash in the journal."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

from pypdf import PdfReader

from motcua.dossiers import commands as dossiers
from motcua.dossiers.queries import get_state
from motcua.dossiers.secret import lookup_secret
from motcua.foundation import outbox
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.foundation.verify import verify
from motcua.law.dossier.values import Slip
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_receipt
from motcua.papers.queries import open_receipt
from motcua.papers.setting import set_slip
from tests.dossiers.ward import Ward, done, intake, make_ward, vn

NINE = vn("2026-03-02 09:00")


def received(ward: Ward) -> int:
    return done(dossiers.receive_at_counter(ward.actor("reception"), intake(ward), at=NINE)).dossier_id


def issued(ward: Ward, no: int) -> Slip:
    slip = issue_receipt(ward.actor("reception"), no, at=NINE)
    assert not isinstance(slip, Refusal), slip.message
    return slip


def stored_receipt(ward: Ward, no: int) -> BinaryIO:
    stored = open_receipt(ward.actor("reception"), no)
    assert stored is not None
    return stored


def test_the_receipt_says_what_the_dossier_says(ward: Ward) -> None:
    no = received(ward)
    issued(ward, no)
    with stored_receipt(ward, no) as stored:
        text = " ".join("".join(page.extract_text() for page in PdfReader(stored).pages).split())
    for words in ("H42.101-260302-0001", "Đỗ Đình Đăng", "037061008541", "Giấy chứng sinh", "Thủ tục đăng ký khai sinh"):
        assert words in text
    assert "17 giờ 00 phút, ngày 09 tháng 3 năm 2026" in text.replace("\xa0", " ")
    assert lookup_secret("H42.101-260302-0001") in text.replace(" ", "")


def test_the_same_stored_words_give_the_same_paper_and_its_hash_is_in_the_journal(ward: Ward) -> None:
    no = received(ward)
    slip = issued(ward, no)
    assert hashlib.sha256(set_slip(no, slip)).hexdigest() == slip.file
    assert slip.file in read(Stream("dossier", no))[-1].payload
    assert verify(with_files=True).differences == []


def test_asked_again_it_is_the_same_slip_with_the_same_number(ward: Ward) -> None:
    no = received(ward)
    assert issued(ward, no) == issued(ward, no)
    assert len(get_state(no).slips) == 1


def test_the_worker_issues_what_the_counter_did_not_print(ward: Ward) -> None:
    no = received(ward)
    while outbox.run_once():
        pass
    (slip,) = get_state(no).slips
    assert slip.number == "1"
    assert slip.file
    assert outbox.list_failures() == []


def test_receipts_of_a_year_are_numbered_without_gaps(ward: Ward) -> None:
    numbers = [issued(ward, received(ward)).number for _ in range(3)]
    assert numbers == ["1", "2", "3"]


def test_who_may_not_see_the_dossier_gets_no_paper(ward: Ward) -> None:
    no = received(ward)
    issued(ward, no)
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102").actor("reception")
    assert open_receipt(stranger, no) is None
    assert isinstance(issue_receipt(stranger, no, at=NINE), Refusal)


def test_the_stored_file_is_the_pdf(ward: Ward) -> None:
    no = received(ward)
    slip = issued(ward, no)
    with stored_receipt(ward, no) as stored:
        content = stored.read()
    assert content.startswith(b"%PDF-1.7")
    assert PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert hashlib.sha256(content).hexdigest() == slip.file
