"""Books and papers in the browser: choosing slips and days, following one's own print jobs, and nobody else's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.dossiers import commands as c
from motcua.dossiers.models import DossierSlip
from motcua.foundation import clock, files, outbox
from motcua.papers.models import PrintJob, PrintState
from motcua.papers.queries import list_slips
from tests.dossiers.going import Going, received
from tests.dossiers.ward import Ward, done, intake, make_ward
from tests.papers.printing import do_errands
from tests.papers.samples import text_of
from tests.web.desks import MOST_QUERIES, browsers, queries_of, said, ward_at_work

NOT_FOUND, UNPROCESSABLE, REDIRECTED = 404, 422, 302
SPAN = {"first_day": "01/01/2026", "last_day": "31/12/2026"}
BOOK = "/so-phieu/?loai=RECEIPT&first_day=01/01/2026&last_day=31/12/2026"


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


def issued(ward: Ward, count: int) -> list[Going]:
    made = [received(ward) for _ in range(count)]
    while outbox.run_once():
        pass
    return made


def send(client: Client, page: str, **typed: Any) -> Any:
    """Open the page, send its form with what was typed."""
    hidden = re.search(r'name="khoa" value="([^"]+)"', client.get(page).content.decode())
    assert hidden
    return client.post(page.partition("?")[0], {"khoa": hidden[1], **SPAN, **typed})


def job_of(answer: Any) -> PrintJob:
    found = re.fullmatch(r"/viec-in/(\d+)/", answer["Location"])
    assert found, answer["Location"]
    return PrintJob.objects.get(pk=found[1])


# Slips


def test_all_slips_of_a_part_of_the_book_go_to_the_printer(ward: Ward) -> None:
    issued(ward, 3)
    clerk = browsers(ward)["clerk"]
    job = job_of(send(clerk, BOOK, loai="RECEIPT", do="all"))
    assert (job.total, job.state) == (3, PrintState.WAITING)
    waiting = clerk.get(f"/viec-in/{job.pk}/")
    assert "đã dựng 0/3" in said(waiting)
    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    do_errands()
    finished = clerk.get(f"/viec-in/{job.pk}/")
    assert "Đã xong: 3 phiếu, 3 trang." in said(finished)
    assert "hx-trigger" not in finished.content.decode()
    paper: Any = clerk.get(f"/viec-in/{job.pk}/ban-in.pdf")
    assert (paper["Content-Type"], paper["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
    assert text_of(paper.content).count("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ") == 3


def test_only_ticked_slips_go_and_ticking_none_is_told(ward: Ward) -> None:
    issued(ward, 3)
    clerk = browsers(ward)["reception"]
    first = DossierSlip.objects.get(number=1).pk
    assert job_of(send(clerk, BOOK, loai="RECEIPT", do="chosen", phieu=[str(first)])).total == 1
    none = send(clerk, BOOK, loai="RECEIPT", do="chosen")
    assert none.status_code == UNPROCESSABLE
    assert "Chọn ít nhất một phiếu để in." in said(none)


def test_a_book_shows_every_number_the_void_ones_with_their_reason_and_which_are_printed(ward: Ward) -> None:
    first, _ = issued(ward, 2)
    clerk = browsers(ward)["clerk"]
    send(clerk, BOOK, loai="RECEIPT", do="all")
    do_errands()
    done(c.void_slip(ward.actor("clerk"), first.id, 1, "In nhầm tên", at=first.next()))
    while outbox.run_once():
        pass
    page = said(clerk.get(BOOK))
    assert "số đã hủy 02/03/2026 : In nhầm tên" in page
    assert page.count("đã in") == 1
    assert page.count("chưa in") == 2  # the one number, and the box that asks for such
    only_new = said(clerk.get(f"{BOOK}&chua-in=1"))
    assert "In cả 1 phiếu" in only_new
    box = 'name="chua-in" value="1" checked'
    assert [box in clerk.get(page).content.decode() for page in (BOOK, f"{BOOK}&chua-in=1")] == [False, True]
    assert "In nhầm tên" not in only_new


def test_the_book_goes_on_page_by_page(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_slips, "__defaults__", (None, 2))
    issued(ward, 5)
    client, address, seen = browsers(ward)["clerk"], BOOK, []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"Chọn phiếu số (\d+)", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize(("day", "field"), [("32/01/2026", "first_day"), ("hôm qua", "first_day"), ("05/03/2026", "last_day")])
def test_days_nobody_can_mean_are_told_at_their_field_and_nothing_typed_is_lost(ward: Ward, day: str, field: str) -> None:
    issued(ward, 1)
    clerk = browsers(ward)["reception"]
    typed = {"first_day": day, "last_day": "01/03/2026"}
    for page, more in (("/so-theo-doi/", {}), ("/so-phieu/", {"loai": "RECEIPT", "do": "all"})):
        answer = send(clerk, page if page == "/so-theo-doi/" else BOOK, **typed, **more)
        assert answer.status_code == UNPROCESSABLE, page
        body = answer.content.decode()
        assert f'href="#f-{field}"' in body
        assert f'value="{day}"' in body
    assert PrintJob.objects.count() == 0


def test_an_empty_book_says_so(ward: Ward) -> None:
    page = browsers(ward)["clerk"].get("/so-phieu/?loai=APOLOGY")
    assert "Không có phiếu nào trong phần này" in said(page)
    assert "In cả" not in said(page)


def test_made_up_filters_are_the_plain_book(ward: Ward) -> None:
    issued(ward, 1)
    for query in ("loai=REGISTER", "loai=x", "agency=999999999999999999999", "sau=bent", "agency=-1"):
        assert browsers(ward)["clerk"].get(f"/so-phieu/?{query}").status_code == 200


# The register


def test_the_register_of_this_month_is_one_button_away(ward: Ward) -> None:
    done(c.receive_at_counter(ward.actor("reception"), intake(ward), at=clock.now()))
    for who in ("reception", "centre"):
        client = browsers(ward)[who]
        page = client.get("/so-theo-doi/").content.decode()
        key = re.search(r'name="khoa" value="([^"]+)"', page)
        days = dict(re.findall(r'name="(first_day|last_day)" value="([^"]+)"', page))
        assert key
        job = job_of(client.post("/so-theo-doi/", {"khoa": key[1], **days}))
        do_errands()
        assert "Đã xong: 1 dòng, 2 trang." in said(client.get(f"/viec-in/{job.pk}/"))
        assert "Đã xong" in said(client.get("/so-theo-doi/"))
        assert "SỔ THEO DÕI HỒ SƠ" in text_of(client.get(f"/viec-in/{job.pk}/ban-in.pdf").content)


def test_two_years_are_two_books(ward: Ward) -> None:
    answer = send(browsers(ward)["reception"], "/so-theo-doi/", first_day="31/12/2025", last_day="01/01/2026")
    assert answer.status_code == UNPROCESSABLE
    assert "Mỗi năm một sổ." in said(answer)


# Whose


def test_a_job_is_seen_by_nobody_but_who_made_it(ward: Ward) -> None:
    issued(ward, 1)
    people = browsers(ward)
    job = job_of(send(people["clerk"], BOOK, loai="RECEIPT", do="all"))
    do_errands()
    stranger = browsers(make_ward("14330", "Tây Hoa Lư", "H42.102"))
    others = [client for who, client in people.items() if who != "clerk"] + list(stranger.values())
    for client in others:
        for address in (f"/viec-in/{job.pk}/", f"/viec-in/{job.pk}/ban-in.pdf"):
            assert client.get(address).status_code == NOT_FOUND
        assert client.post(f"/viec-in/{job.pk}/dung-lai/").status_code == NOT_FOUND
        assert f"/viec-in/{job.pk}/" not in client.get("/viec-in/").content.decode()
    assert Client().get(f"/viec-in/{job.pk}/").status_code == REDIRECTED
    assert f"/viec-in/{job.pk}/" in people["clerk"].get("/viec-in/").content.decode()


@pytest.mark.parametrize("number", ["0", "77", "9" * 30])
def test_a_job_that_is_not_there_is_not_found(ward: Ward, number: str) -> None:
    client = browsers(ward)["clerk"]
    assert client.get(f"/viec-in/{number}/").status_code == NOT_FOUND
    assert client.get(f"/viec-in/{number}/ban-in.pdf").status_code == NOT_FOUND
    assert client.post(f"/viec-in/{number}/dung-lai/").status_code == NOT_FOUND


def test_who_prints_nothing_has_no_book_and_is_offered_none(ward: Ward) -> None:
    people = browsers(ward)
    expected = {"clerk": (200, 404), "reception": (200, 200), "centre": (200, 200), "officer": (404, 404), "approver": (404, 404)}
    for who, (slips, register) in expected.items():
        assert people[who].get("/so-phieu/").status_code == slips, who
        assert people[who].get("/so-theo-doi/").status_code == register, who
        rail = people[who].get("/viec-in/").content.decode()
        assert ('href="/so-phieu/"' in rail) == (slips == 200), who
        assert ('href="/so-theo-doi/"' in rail) == (register == 200), who


def test_the_book_of_another_agency_cannot_be_asked_for(ward: Ward) -> None:
    issued(ward, 1)
    stranger = browsers(make_ward("14330", "Tây Hoa Lư", "H42.102"))["clerk"]
    page = stranger.get(f"{BOOK}&agency={ward.id}")
    assert "Không có phiếu nào trong phần này" in said(page)
    key = {"khoa": "k", **SPAN, "agency": str(ward.id), "loai": "RECEIPT", "do": "all"}
    assert stranger.post("/so-phieu/", key).status_code == UNPROCESSABLE


def test_a_failed_job_says_what_is_safe_and_is_done_again(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(ward, 1)
    clerk = browsers(ward)["clerk"]
    job = job_of(send(clerk, BOOK, loai="RECEIPT", do="all"))
    with monkeypatch.context() as broken:
        broken.setattr("motcua.papers.jobs.files.put", lambda *_, **__: (_ for _ in ()).throw(OSError("disk full")))
        do_errands()
    page = clerk.get(f"/viec-in/{job.pk}/")
    assert "Không phiếu nào bị mất hay đổi số" in said(page)
    assert "disk full" not in said(page)
    assert clerk.post(f"/viec-in/{job.pk}/dung-lai/")["Location"] == f"/viec-in/{job.pk}/"
    do_errands()
    assert clerk.get(f"/viec-in/{job.pk}/ban-in.pdf").status_code == 200


def test_what_could_not_be_printed_is_told_with_its_dossier(ward: Ward) -> None:
    first, _ = issued(ward, 2)
    clerk = browsers(ward)["clerk"]
    job = job_of(send(clerk, BOOK, loai="RECEIPT", do="all"))
    done(c.void_slip(ward.actor("clerk"), first.id, 1, "In nhầm", at=first.next()))
    do_errands()
    page = clerk.get(f"/viec-in/{job.pk}/")
    assert "1 phiếu không vào được tệp" in said(page)
    assert "Số phiếu đã hủy sau khi chọn" in said(page)
    assert f"/ho-so/{first.id}/" in page.content.decode()


def test_the_part_that_polls_is_the_part_and_not_the_page(ward: Ward) -> None:
    issued(ward, 1)
    clerk = browsers(ward)["clerk"]
    job = job_of(send(clerk, BOOK, loai="RECEIPT", do="all"))
    part = clerk.get(f"/viec-in/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert "<html" not in part


# Cost


def test_pages_ask_little_however_much_there_is(ward: Ward) -> None:
    people = browsers(ward)
    issued(ward, 1)
    job = job_of(send(people["reception"], BOOK, loai="RECEIPT", do="all"))
    do_errands()
    pages = (BOOK, "/so-theo-doi/", "/viec-in/", f"/viec-in/{job.pk}/")
    before = [queries_of(people["reception"], page) for page in pages]
    issued(ward, 12)
    for _ in range(5):
        send(people["reception"], BOOK, loai="RECEIPT", do="all")
    do_errands()
    assert [queries_of(people["reception"], page) for page in pages] == before
    assert max(before) <= MOST_QUERIES, before


def test_the_stored_file_is_what_is_shown(ward: Ward) -> None:
    issued(ward, 1)
    clerk = browsers(ward)["clerk"]
    job = job_of(send(clerk, BOOK, loai="RECEIPT", do="all"))
    do_errands()
    job.refresh_from_db()
    with files.open(job.file) as stored:
        assert clerk.get(f"/viec-in/{job.pk}/ban-in.pdf").content == stored.read()
