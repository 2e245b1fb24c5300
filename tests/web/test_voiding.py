"""Voiding the number of a slip in the browser: by the clerk, with a reason, and both numbers stay to be seen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.dossiers.queries import get_state
from motcua.foundation import outbox
from tests.dossiers.ward import Ward, make_ward
from tests.web.desks import MOST_QUERIES, at_step, browsers, queries_of, said, ward_at_work

NOT_FOUND, UNPROCESSABLE = 404, 422


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


def printed(ward: Ward) -> int:
    """A dossier whose receipt is printed."""
    no = at_step(ward, "examined")
    work()
    return no


def work() -> None:
    while outbox.run_once():
        pass


def send(client: Client, no: int, reason: str) -> Any:
    address = f"/ho-so/{no}/phieu/1/huy/"
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', client.get(address).content.decode()))
    return client.post(address, {**form, "reason": reason})


def test_the_clerk_voids_a_number_and_the_page_shows_the_old_and_the_new_one(ward: Ward) -> None:
    no, clerk = printed(ward), browsers(ward)["clerk"]
    page = clerk.get(f"/ho-so/{no}/")
    assert f"/ho-so/{page.context['sheet'].name}/phieu/1/huy/" in page.content.decode()
    answer = send(clerk, no, "In nhầm tên người nộp")
    assert answer["Location"] == f"/ho-so/{no}/"
    work()
    shown = said(clerk.get(f"/ho-so/{no}/"))
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả số 1" in shown
    assert "số đã hủy" in shown
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả số 2" in shown
    assert "Hủy “Giấy tiếp nhận hồ sơ và hẹn trả kết quả” số 1" in shown
    assert "In nhầm tên người nộp" in shown


@pytest.mark.parametrize(("reason", "sentence"), [("  ", "Ghi lý do hủy số"), ("x" * 501, "Mục này dài nhất 500 ký tự")])
def test_without_a_reason_that_can_stand_in_the_book_nothing_is_voided_and_nothing_typed_is_lost(
    ward: Ward, reason: str, sentence: str
) -> None:
    no, clerk = printed(ward), browsers(ward)["clerk"]
    answer = send(clerk, no, reason)
    assert answer.status_code == UNPROCESSABLE
    assert sentence in said(answer)
    assert reason.strip() in answer.content.decode()
    assert get_state(no).slips[0].voided_at is None


def test_a_form_sent_twice_voids_once(ward: Ward) -> None:
    no, clerk = printed(ward), browsers(ward)["clerk"]
    body = {"khoa": "một-lần", "reason": "In nhầm"}
    answers = [clerk.post(f"/ho-so/{no}/phieu/1/huy/", body).status_code for _ in range(2)]
    work()
    assert answers == [302, 302]
    assert [slip.number for slip in get_state(no).slips] == ["1", "2"]
    assert clerk.post(f"/ho-so/{no}/phieu/1/huy/", {"reason": "In nhầm"}).status_code == UNPROCESSABLE


def test_a_number_that_is_void_already_offers_nothing(ward: Ward) -> None:
    no, clerk = printed(ward), browsers(ward)["clerk"]
    send(clerk, no, "In nhầm")
    page = clerk.get(f"/ho-so/{no}/phieu/1/huy/")
    assert "Số này đã được hủy." in said(page)
    assert 'name="reason"' not in page.content.decode()


def test_nobody_else_is_offered_or_let_through(ward: Ward) -> None:
    no = printed(ward)
    for who, client in browsers(ward).items():
        if who != "clerk":
            assert "/phieu/1/huy/" not in client.get(f"/ho-so/{no}/").content.decode(), who
            assert client.get(f"/ho-so/{no}/phieu/1/huy/").status_code == NOT_FOUND, who
            assert client.post(f"/ho-so/{no}/phieu/1/huy/", {"reason": "x", "khoa": "k"}).status_code == NOT_FOUND, who
    stranger = browsers(make_ward("14330", "Tây Hoa Lư", "H42.102"))["clerk"]
    assert stranger.post(f"/ho-so/{no}/phieu/1/huy/", {"reason": "x", "khoa": "k"}).status_code == NOT_FOUND
    assert get_state(no).slips[0].voided_at is None


@pytest.mark.parametrize("place", ["0", "9", "9" * 30])
def test_a_slip_that_is_not_there_is_not_found(ward: Ward, place: str) -> None:
    assert browsers(ward)["clerk"].get(f"/ho-so/{printed(ward)}/phieu/{place}/huy/").status_code == NOT_FOUND


def test_the_page_asks_little(ward: Ward) -> None:
    no = printed(ward)
    assert queries_of(browsers(ward)["clerk"], f"/ho-so/{no}/phieu/1/huy/") <= MOST_QUERIES
    assert queries_of(browsers(ward)["clerk"], f"/ho-so/{no}/") <= MOST_QUERIES
