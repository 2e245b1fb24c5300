"""Files that come with an answer: chosen in the form, refused with a sentence, listed and opened on the dossier's page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.dossiers import commands as c
from motcua.dossiers.attached import MOST_BYTES
from motcua.dossiers.queries import get_state
from motcua.foundation.models import AccessTrace, StoredFile
from motcua.law.roles import Role
from tests.dossiers.ward import Ward, done, make_ward
from tests.web.desks import MOST_QUERIES, NINE, at_step, browser, browsers, code_of, form_of, new_officer, queries_of, said, ward_at_work

PAPER = b"%PDF-1.7 cong van tra loi"
PHOTO = b"\x89PNG\r\n\x1a\n anh chup"


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, which asks."""
    return ward_at_work(tmp_path)


@pytest.fixture
def other(ward: Ward) -> Ward:
    """Phường Tây Hoa Lư, which is asked."""
    return make_ward("14330", "Tây Hoa Lư", "H42.102")


@pytest.fixture
def no(ward: Ward, other: Ward) -> int:
    """A dossier about which the other ward is asked."""
    dossier = at_step(ward, "assigned")
    done(c.ask_opinions(ward.actor("officer"), dossier, [c.Asked(agency=other.id, question="Có trùng không?")], at=NINE.replace(hour=10)))
    return dossier


def answered(client: Client, no: int, *contents: tuple[str, bytes], words: str = "Không trùng") -> Any:
    """What comes of the form sent with these files."""
    hidden = form_of(client.get(f"/ho-so/{no}/"), "tra-loi-y-kien")
    files = [SimpleUploadedFile(name, content, content_type="text/html") for name, content in contents]
    return client.post(f"/ho-so/{no}/viec/tra-loi-y-kien/", {**hidden, "tl-no": "1", "tl-answer": words, "tl-files": files})


def test_files_are_sent_with_the_answer_and_opened_from_the_page(ward: Ward, other: Ward, no: int) -> None:
    asked, people = browsers(other)["officer"], browsers(ward)
    assert 'enctype="multipart/form-data"' in asked.get(f"/ho-so/{no}/").content.decode()
    assert answered(asked, no, ("công văn.pdf", PAPER), ("ảnh.png", PHOTO)).status_code == 302
    page = people["officer"].get(f"/ho-so/{no}/")
    assert "Tệp 1 PDF, 1 kB" in said(page)
    assert "Tệp 2 PNG, 1 kB" in said(page)
    address = f"/ho-so/{code_of(no)}/y-kien/1/tep/1/"
    assert f'href="{address}"' in page.content.decode()
    opened = people["officer"].get(address)
    assert (opened.status_code, opened.content) == (200, PAPER)
    assert opened["Content-Type"] == "application/pdf"
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert opened["Content-Disposition"] == 'inline; filename="y-kien-1-tep-1.pdf"'
    assert AccessTrace.objects.filter(actor=f"officer:{ward.people['officer']}", why="tệp của ý kiến").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("van-ban.pdf", b"<html><script>alert(1)</script></html>", "Tệp “van-ban.pdf” không phải PDF, ảnh JPEG hoặc PNG."),
        ("trong.pdf", b"", "Tệp “trong.pdf” không có nội dung."),
        ("to.pdf", b"%PDF-" + b"0" * MOST_BYTES, "Tệp “to.pdf” lớn hơn 20 MB."),
        ("<b>x</b>.pdf", b"x", "không phải PDF"),
    ],
)
def test_a_refused_file_is_named_at_its_field_and_the_words_are_kept(
    other: Ward, no: int, name: str, content: bytes, sentence: str
) -> None:
    answer = answered(browsers(other)["officer"], no, ("tốt.pdf", PAPER), (name, content), words="Không trùng, xem công văn")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="f-tl-files-error"' in page
    assert sentence in page
    assert "<b>x</b>" not in page
    assert "Không trùng, xem công văn</textarea>" in page
    assert "chọn lại tệp trước khi gửi" in page
    assert get_state(no).opinions[0].answered_at is None
    assert not StoredFile.objects.exists()


def test_who_may_not_see_the_dossier_finds_no_file_and_who_may_does(ward: Ward, other: Ward, no: int) -> None:
    answered(browsers(other)["officer"], no, ("a.pdf", PAPER))
    third = make_ward("14331", "Nam Hoa Lư", "H42.103")
    address = f"/ho-so/{no}/y-kien/1/tep/1/"
    for who, client in browsers(ward).items():
        assert client.get(address).status_code == 200, who
    for role, status in ((Role.CONTROL_OFFICER, 200), (Role.INSPECTOR, 200), (Role.SYSTEM_ADMIN, 404), (Role.SECURITY_AUDITOR, 404)):
        assert browser(new_officer(ward.id, role.value, role)).get(address).status_code == status, role
    for who, client in browsers(other).items():
        assert client.get(address).status_code == (200 if who in {"officer", "second", "head", "approver", "clerk"} else 404), who
    for client in browsers(third).values():
        assert client.get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("rest", ["y-kien/1/tep/0/", "y-kien/1/tep/2/", "y-kien/2/tep/1/", "y-kien/1/tep/-1/", "y-kien/1/tep/../1/"])
def test_a_file_that_is_not_there_is_not_found(ward: Ward, other: Ward, no: int, rest: str) -> None:
    answered(browsers(other)["officer"], no, ("a.pdf", PAPER))
    assert browsers(ward)["officer"].get(f"/ho-so/{no}/{rest}").status_code == 404


def test_a_long_request_is_read_only_where_files_are_asked_for_and_from_who_is_logged_in(ward: Ward, no: int) -> None:
    long = SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * (3 * 1024 * 1024))
    officer = browsers(ward)["officer"]
    assert officer.post("/ban-lam-viec/tim/", {"tim": "x", "file": long}).status_code == 400
    long.seek(0)
    assert Client().post(f"/ho-so/{no}/viec/tra-loi-y-kien/", {"tl-files": long}).status_code == 400
    long.seek(0)
    assert officer.post(f"/ho-so/{no}/viec/tra-loi-y-kien/", {"tl-files": long}).status_code == 422


def test_a_page_with_files_stays_within_its_queries(ward: Ward, other: Ward, no: int) -> None:
    answered(browsers(other)["officer"], no, ("a.pdf", PAPER), ("b.png", PHOTO))
    for who in ("officer", "head", "approver"):
        assert queries_of(browsers(ward)[who], f"/ho-so/{code_of(no)}/?danh-sach=mine") <= MOST_QUERIES, who
