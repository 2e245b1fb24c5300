"""What waits at the door, what the day brought, and how many queries the counter's pages ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.foundation import clock
from motcua.law.dossier.values import Status
from motcua.web.counter.waiting import place_of
from tests.dossiers.ward import Ward, make_ward, vn
from tests.web.sheets import CARD, Sheet, browser, filed, filled, kept, received_code, ward_with_catalogue, within_budget, words


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """A ward with a counter."""
    return ward_with_catalogue(tmp_path)


@pytest.fixture
def clerk(ward: Ward) -> Client:
    """The browser of the ward's reception officer."""
    return browser(ward.people["reception"])


def test_what_waits_at_the_door_is_listed_and_can_be_received(clerk: Client, ward: Ward) -> None:
    dossier_id = filed(ward)
    assert "Đỗ Đình Đăng" in words(clerk.get("/quay/cho-tiep-nhan/"))
    page = clerk.get(f"/quay/cho-tiep-nhan/{dossier_id}/")
    assert "Nhận bây giờ thì hẹn trả" in words(page)
    answer = clerk.post(f"/quay/cho-tiep-nhan/{dossier_id}/", {"do": "receive", "seen": kept(page, "seen"), "khoa": "k"})
    assert received_code(answer) == Dossier.objects.get(pk=dossier_id).code
    assert "Không có hồ sơ nào chờ" in words(clerk.get("/quay/cho-tiep-nhan/"))
    assert "không còn chờ tiếp nhận" in words(clerk.get(f"/quay/cho-tiep-nhan/{dossier_id}/"))


def test_an_incomplete_dossier_at_the_door_is_not_received_but_can_be_refused(clerk: Client, ward: Ward) -> None:
    dossier_id = filed(ward, papers=1)
    address = f"/quay/cho-tiep-nhan/{dossier_id}/"
    page = clerk.post(address, {"do": "receive", "khoa": "k"})
    assert page.status_code == 422
    assert "Chưa có: Giấy chứng sinh" in words(page)
    assert clerk.post(address, {"do": "refuse", "reason_kind": "INCOMPLETE", "reason": " ", "khoa": "k"}).status_code == 422
    reason = {"reason_kind": "INCOMPLETE", "reason": "Bổ sung giấy chứng sinh rồi nộp lại."}
    assert clerk.post(address, {"do": "refuse", "khoa": "k", **reason})["Location"] == "/quay/cho-tiep-nhan/"
    assert Dossier.objects.get(pk=dossier_id).status == Status.REJECTED


def test_who_comes_second_at_the_door_is_told(clerk: Client, ward: Ward) -> None:
    dossier_id = filed(ward)
    clerk.post(f"/quay/cho-tiep-nhan/{dossier_id}/", {"do": "receive", "seen": "1", "khoa": "k"})
    page = clerk.post(f"/quay/cho-tiep-nhan/{dossier_id}/", {"do": "receive", "seen": "1", "khoa": "khác"})
    assert page.status_code == 422
    assert "vừa được người khác cập nhật" in words(page)


def test_dossiers_of_another_door_do_not_exist_here(clerk: Client, ward: Ward) -> None:
    other = make_ward("14330", "Tây Hoa Lư", "H42.102")
    dossier_id = filed(other)
    assert clerk.get(f"/quay/cho-tiep-nhan/{dossier_id}/").status_code == 404
    assert clerk.post(f"/quay/cho-tiep-nhan/{dossier_id}/", {"do": "receive", "khoa": "k"}).status_code == 404
    code = received_code(browser(other.people["reception"]).post("/quay/", filled()))
    assert clerk.get(f"/quay/da-nhan/{code}/").status_code == 404
    assert code not in words(clerk.get("/quay/hom-nay/"))
    assert clerk.get("/quay/cho-tiep-nhan/999999999999999999999999/").status_code == 404


def test_the_day_lists_what_the_door_received_latest_first(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr(clock, "now", lambda: vn("2026-11-25 09:00") + timedelta(seconds=next(ticks)))
    assert "Hôm nay chưa nhận hồ sơ nào" in words(clerk.get("/quay/hom-nay/"))
    codes = [received_code(clerk.post("/quay/", filled(khoa=f"khoa-{no}"))) for no in range(3)]
    page = words(clerk.get("/quay/hom-nay/"))
    assert page.index(codes[2]) < page.index(codes[1]) < page.index(codes[0])
    assert codes[0] in words(clerk.get(f"/quay/hom-nay/?sau={codes[1]}"))
    assert codes[2] not in words(clerk.get(f"/quay/hom-nay/?sau={codes[1]}"))


@pytest.mark.parametrize("text", ["", "~", "2026-01-01~3", "hôm qua~3", "2026-01-01T00:00:00+00:00~x"])
def test_a_place_that_names_nothing_is_the_beginning(text: str) -> None:
    assert place_of(text) is None


PAGES: dict[str, Callable[[], tuple[str, Sheet | None]]] = {
    "blank": lambda: ("/quay/", None),
    "card of a known person, procedure chosen": lambda: ("/quay/", filled(do="fill", card_line=CARD)),
    "refused": lambda: ("/quay/", filled(personal_id="1")),
    "found": lambda: ("/quay/thu-tuc/?q=khai", None),
    "waiting": lambda: ("/quay/cho-tiep-nhan/", None),
    "today": lambda: ("/quay/hom-nay/", None),
    "waiting dossier": lambda: (f"/quay/cho-tiep-nhan/{Dossier.objects.filter(code=None)[0].id}/", None),
    "received": lambda: (f"/quay/da-nhan/{Dossier.objects.exclude(code=None)[0].code}/", None),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stays_within_its_queries_however_many_rows_there_are(clerk: Client, ward: Ward, name: str) -> None:
    for no in range(4):
        clerk.post("/quay/", filled(khoa=f"khoa-{no}"))
        filed(ward)
    address, sheet = PAGES[name]()
    ask = clerk.get if sheet is None else clerk.post
    ask(address, sheet)
    with within_budget():
        ask(address, sheet)
