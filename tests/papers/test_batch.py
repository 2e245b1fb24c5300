"""Many slips as one file: in the order of the book, each the paper that was issued, each failure told, safe to lose the worker."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier, DossierSlip
from motcua.dossiers.saving import KIND
from motcua.foundation import files
from motcua.foundation.chain import Stream
from motcua.foundation.errands import Errands
from motcua.foundation.models import AccessTrace
from motcua.law.refusal import Refusal
from motcua.law.rulesets import FormPurpose
from motcua.papers.commands import MOST_SLIPS, jobs, print_again, print_slips
from motcua.papers.jobs import take
from motcua.papers.models import PrintJob, PrintLine, PrintState
from motcua.papers.progress import LEASE
from tests.dossiers.going import Going, assigned, received
from tests.dossiers.ward import Ward, done, make_ward
from tests.papers.occasions import apologise, work
from tests.papers.printing import PRINTING, asked, do_errands, pages_printed, part, printed_slips

OUTCOME = PrintLine.Outcome


def issued(ward: Ward, count: int) -> list[Going]:
    """So many dossiers with their receipts."""
    made = [received(ward) for _ in range(count)]
    work()
    return made


def outcomes(job: PrintJob) -> list[str]:
    return list(job.lines.order_by("place").values_list("outcome", flat=True))


def refused(answer: int | Refusal) -> str:
    assert isinstance(answer, Refusal), answer
    assert answer.message.endswith(".")
    return answer.code


def test_all_receipts_of_a_book_are_one_file_in_the_order_of_their_numbers(ward: Ward) -> None:
    issued(ward, 3)
    job = printed_slips(ward.actor("reception"), part(ward))
    assert (job.state, job.done, job.total, job.pages) == (PrintState.DONE, 3, 3, 3)
    assert [f"Số: 0{no}/TNHS" in page or f"Số: 0{no}" in page for no, page in enumerate(pages_printed(job), 1)] == [True] * 3
    assert outcomes(job) == [OUTCOME.PRINTED] * 3


def test_each_page_is_the_very_paper_that_was_issued(ward: Ward) -> None:
    issued(ward, 2)
    job = printed_slips(ward.actor("clerk"), part(ward))
    single = []
    for slip in DossierSlip.objects.order_by("number"):
        with files.open(slip.file) as stored:
            single += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(stored.read())).pages]
    with files.open(job.file) as stored:
        assert [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(stored.read())).pages] == single


def test_the_file_says_that_it_is_pdf_a_and_what_it_is(ward: Ward) -> None:
    issued(ward, 2)
    job = printed_slips(ward.actor("reception"), part(ward))
    with files.open(job.file) as stored:
        pdf: Any = pypdf.PdfReader(io.BytesIO(stored.read()))
        root = pdf.trailer["/Root"]
        metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả, 01/01/2026 – 31/03/2026" in metadata
    assert "<xmpTPg:NPages>2</xmpTPg:NPages>" in metadata
    assert root["/OutputIntents"]
    assert "/ID" in pdf.trailer
    assert "/Info" not in pdf.trailer
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    assert all("/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts)


def test_only_what_is_not_printed_yet_is_printed_the_second_time(ward: Ward) -> None:
    issued(ward, 2)
    printed_slips(ward.actor("reception"), part(ward))
    assert refused(print_slips(ward.actor("reception"), part(ward, only_new=True), at=PRINTING, key="a")) == "NOTHING_TO_PRINT"
    issued(ward, 1)
    again = printed_slips(ward.actor("clerk"), part(ward, only_new=True))
    assert again.total == 1
    assert "Số: 03" in pages_printed(again)[0]


def test_single_slips_can_be_picked(ward: Ward) -> None:
    issued(ward, 3)
    picked = list(DossierSlip.objects.filter(number__in=[1, 3]).values_list("id", flat=True))
    job = printed_slips(ward.actor("reception"), part(ward), *picked)
    assert ["Số: 01" in pages_printed(job)[0], "Số: 03" in pages_printed(job)[1]] == [True, True]


def test_apologies_of_the_agency_are_printed_with_it(ward: Ward) -> None:
    late = [assigned(ward) for _ in range(2)]
    for going in late:
        apologise(going)
    work()
    job = printed_slips(ward.actor("clerk"), part(ward, FormPurpose.APOLOGY))
    assert job.total == 2
    assert all("VĂN BẢN XIN LỖI" in page for page in pages_printed(job))


def test_only_days_of_the_span_are_taken_the_last_included(ward: Ward) -> None:
    received(ward, "2026-03-02 23:30")
    received(ward, "2026-03-03 00:10")
    work()
    day = {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 2)}
    assert printed_slips(ward.actor("reception"), part(ward, **day)).total == 1


# What cannot be printed


def test_what_cannot_be_printed_is_told_and_stops_no_other(ward: Ward) -> None:
    void, lost, _ = issued(ward, 3)
    job = asked(print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="a"))
    done(c.void_slip(ward.actor("clerk"), void.id, 1, "In nhầm", at=void.next()))
    slip = DossierSlip.objects.get(dossier_id=lost.id)
    files.path_of(slip.file).write_bytes(b"%PDF-1.7 khac")
    do_errands()
    job.refresh_from_db()
    assert outcomes(job) == [OUTCOME.VOID, OUTCOME.PRINTED, OUTCOME.PRINTED]
    assert job.state == PrintState.DONE
    assert ["Số: 02" in page or "Số: 03" in page for page in pages_printed(job)] == [True, True]


def test_a_paper_whose_words_now_give_another_one_is_not_printed(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    (lost,) = issued(ward, 1)
    slip = DossierSlip.objects.get(dossier_id=lost.id)
    files.path_of(slip.file).unlink()
    monkeypatch.setattr("motcua.papers.piles.set_slip", lambda *_: b"%PDF-1.7 another template")
    job = printed_slips(ward.actor("reception"), part(ward))
    assert (outcomes(job), job.state, job.file) == ([OUTCOME.MISSING], PrintState.DONE, "")


def test_a_slip_the_worker_has_not_set_yet_is_set_for_the_pile(ward: Ward) -> None:
    (going,) = issued(ward, 1)
    DossierSlip.objects.filter(dossier_id=going.id).update(file="")
    state = Dossier.objects.get(pk=going.id)
    Dossier.objects.filter(pk=going.id).update(state=state.state.replace(f'"file":"{going.state.slips[0].file}",', ""))
    job = printed_slips(ward.actor("reception"), part(ward))
    assert outcomes(job) == [OUTCOME.PRINTED]


# Who may


def test_who_has_nothing_to_do_with_the_book_prints_nothing(ward: Ward) -> None:
    issued(ward, 1)
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102")
    assert refused(print_slips(stranger.actor("reception"), part(ward), at=PRINTING, key="a")) == "NOT_ALLOWED"
    for who in ("officer", "head", "approver"):
        assert refused(print_slips(ward.actor(who), part(ward), at=PRINTING, key="a")) == "NOT_ALLOWED"
    foreign = list(DossierSlip.objects.values_list("id", flat=True))
    assert refused(print_slips(stranger.actor("clerk"), part(stranger), foreign, at=PRINTING, key="a")) == "NOTHING_TO_PRINT"


def test_a_post_lost_meanwhile_prints_nothing_any_more(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(ward, 1)
    job = asked(print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="a"))
    monkeypatch.setattr("motcua.papers.jobs.actor_of", lambda *_: make_ward("14330", "Tây Hoa Lư", "H42.102").actor("reception"))
    do_errands()
    job.refresh_from_db()
    assert (job.state, job.file, outcomes(job)) == (PrintState.FAILED, "", [""])


def test_who_reads_whose_papers_leaves_a_trace(ward: Ward) -> None:
    made = issued(ward, 2)
    printed_slips(ward.actor("reception"), part(ward))
    traced = AccessTrace.objects.filter(why="in phiếu hàng loạt", actor=f"officer:{ward.people['reception']}")
    assert {row.stream_id for row in traced} == {going.id for going in made}


# Bad input, keys


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"first_day": date(2026, 3, 5), "last_day": date(2026, 3, 4)}, "DAYS_TURNED"),
        ({"first_day": date(1, 1, 1)}, "DAY_UNLIKELY"),
        ({"last_day": date(9999, 12, 31)}, "DAY_UNLIKELY"),
    ],
)
def test_days_nobody_can_mean_are_refused(ward: Ward, days: dict[str, date], code: str) -> None:
    assert refused(print_slips(ward.actor("reception"), part(ward, **days), at=PRINTING, key="a")) == code


def test_the_same_key_is_one_job_and_an_empty_one_none(ward: Ward) -> None:
    issued(ward, 1)
    answers = [print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="một") for _ in range(2)]
    assert answers[0] == answers[1]
    assert PrintJob.objects.count() == 1
    assert refused(print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="")) == "BAD_IDEMPOTENCY_KEY"


def test_no_more_than_a_ream_is_printed_at_a_time(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(ward, 3)
    assert MOST_SLIPS == 500
    monkeypatch.setattr(jobs, "MOST_SLIPS", 2)
    first = printed_slips(ward.actor("reception"), part(ward, only_new=True))
    rest = printed_slips(ward.actor("reception"), part(ward, only_new=True))
    assert (first.total, rest.total) == (2, 1)


# The worker


def test_it_is_done_in_portions_and_says_how_far_it_is(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(ward, 5)
    monkeypatch.setattr("motcua.papers.piles.PORTION", 2)
    job = asked(print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="a"))
    mine, told = Errands("một"), []
    while mine.step(PRINTING):
        job.refresh_from_db()
        told.append((job.state, job.done))
    assert told == [("RUNNING", 2), ("RUNNING", 4), ("RUNNING", 5), ("DONE", 5)]


def test_a_worker_that_dies_leaves_the_job_to_another_after_a_while(ward: Ward) -> None:
    issued(ward, 2)
    job = asked(print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="a"))
    assert take("chết", PRINTING) is not None
    assert take("hai", PRINTING + timedelta(minutes=1)) is None
    other = take("hai", PRINTING + LEASE + timedelta(seconds=1))
    assert other is not None
    for _ in other:
        pass
    job.refresh_from_db()
    assert (job.state, job.done, job.claimed_by) == (PrintState.DONE, 2, "hai")


def test_a_worker_that_comes_back_after_its_lease_writes_nothing(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(ward, 3)
    monkeypatch.setattr("motcua.papers.piles.PORTION", 1)
    job = asked(print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="a"))
    slow = take("chậm", PRINTING)
    assert slow is not None
    next(slow)
    PrintJob.objects.update(claimed_by="hai", done=0)
    assert list(slow) == []
    job.refresh_from_db()
    assert (job.state, job.claimed_by, job.done) == (PrintState.RUNNING, "hai", 0)


def test_a_worker_that_stops_in_good_order_gives_the_job_back_at_once(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(ward, 3)
    monkeypatch.setattr("motcua.papers.piles.PORTION", 1)
    job = asked(print_slips(ward.actor("reception"), part(ward), at=PRINTING, key="a"))
    mine = Errands("một")
    mine.step(PRINTING)
    mine.leave()
    job.refresh_from_db()
    assert (job.state, job.done) == (PrintState.WAITING, 0)
    do_errands()
    job.refresh_from_db()
    assert job.state == PrintState.DONE


def test_what_failed_is_told_and_can_be_asked_for_again_by_who_made_it(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(ward, 1)
    with monkeypatch.context() as broken:
        broken.setattr("motcua.papers.jobs.files.put", lambda *_, **__: (_ for _ in ()).throw(OSError("disk full")))
        job = printed_slips(ward.actor("reception"), part(ward))
    assert (job.state, "disk full" in job.error) == (PrintState.FAILED, True)
    assert refused(print_again(ward.actor("clerk"), job.pk, at=PRINTING)) == "NO_FAILED_JOB"
    assert print_again(ward.actor("reception"), job.pk, at=PRINTING) == job.pk
    do_errands()
    job.refresh_from_db()
    assert (job.state, job.error) == (PrintState.DONE, "")
    assert refused(print_again(ward.actor("reception"), job.pk, at=PRINTING)) == "NO_FAILED_JOB"


def test_printing_leaves_no_mark_in_the_journal(ward: Ward) -> None:
    (going,) = issued(ward, 1)
    before = going.state.seq
    printed_slips(ward.actor("reception"), part(ward))
    assert (going.state.seq, Stream(KIND, going.id).kind) == (before, "dossier")
