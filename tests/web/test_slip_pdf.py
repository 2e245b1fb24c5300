"""A slip of a dossier in the browser: for who may see the dossier, with a trace; for everybody else it does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import commands as c
from motcua.dossiers.commands import issue_slip
from motcua.dossiers.queries import get_state
from motcua.foundation import files, outbox
from motcua.foundation.models import AccessTrace
from motcua.papers.kinds import CONTROL_SLIP, STOP_NOTICE
from motcua.papers.queries import open_slip
from tests.dossiers.ward import Ward, done, make_ward
from tests.papers.samples import text_of
from tests.web.desks import at_step, browsers, code_of, said, ward_at_work

OK, REDIRECTED, NOT_FOUND = 200, 302, 404


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


def stopped(ward: Ward, *, printed: bool = True) -> int:
    """A dossier that the head stopped; its receipt and its stop notice are there when the worker `printed` them."""
    no = at_step(ward, "assigned")
    done(c.stop(ward.actor("approver"), no, "Đã đăng ký nơi khác", at=get_state(no).last_at))
    while printed and outbox.run_once():
        pass
    return no


def test_every_slip_of_a_dossier_is_shown_by_its_place_in_it(ward: Ward) -> None:
    no = stopped(ward)
    clerk = browsers(ward)["reception"]
    for slip in get_state(no).slips:
        answer: Any = clerk.get(reverse("slip-pdf", args=[code_of(no), slip.no]))
        with files.open(slip.file) as stored:
            assert answer.content == stored.read()
        assert (answer["Content-Type"], answer["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
        assert "no-store" in answer["Cache-Control"]
    assert [slip.form for slip in get_state(no).slips] == ["FORM_01", "FORM_05", "FORM_06"]
    assert AccessTrace.objects.filter(stream_id=no, why="phiếu của hồ sơ").count() == len(get_state(no).slips)


@pytest.mark.parametrize("place", ["0", "4", "9" * 30])
def test_a_slip_that_is_not_there_is_not_found(ward: Ward, place: str) -> None:
    assert browsers(ward)["reception"].get(f"/ho-so/{stopped(ward)}/phieu/{place}.pdf").status_code == NOT_FOUND


@pytest.mark.parametrize("name", ["0", "9" * 40, "khong-co", "H42.101-260302-9999"])
def test_a_slip_of_no_dossier_is_not_found(ward: Ward, name: str) -> None:
    assert browsers(ward)["reception"].get(f"/ho-so/{name}/phieu/1.pdf").status_code == NOT_FOUND


def test_looking_issues_nothing(ward: Ward) -> None:
    no = stopped(ward, printed=False)
    assert browsers(ward)["reception"].get(f"/ho-so/{no}/phieu/1.pdf").status_code == NOT_FOUND
    assert get_state(no).slips == ()
    assert "stopped" in STOP_NOTICE.occasions


def test_who_may_not_see_the_dossier_finds_no_slip_of_it(ward: Ward) -> None:
    no = stopped(ward)
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102")
    for who, browser in browsers(stranger).items():
        assert browser.get(f"/ho-so/{no}/phieu/2.pdf").status_code == NOT_FOUND, who
        assert open_slip(stranger.actor(who), no, 2) is None
    assert Client().get(f"/ho-so/{no}/phieu/2.pdf").status_code == REDIRECTED
    assert browsers(ward)["officer"].get(f"/ho-so/{no}/phieu/2.pdf").status_code == OK
    assert not AccessTrace.objects.filter(stream_id=no, why="phiếu của hồ sơ", actor__in=[f"officer:{i}" for i in stranger.people.values()])


def test_the_control_slip_is_shown_on_the_way_and_at_the_end(ward: Ward) -> None:
    no = at_step(ward, "assigned")
    browser = browsers(ward)["officer"]
    tracked: Any = browser.get(f"/ho-so/{code_of(no)}/phieu-kiem-soat.pdf")
    assert "Bản theo dõi" in text_of(tracked.content)
    assert tracked["X-Frame-Options"] == "SAMEORIGIN"
    assert AccessTrace.objects.filter(stream_id=no, why="phiếu kiểm soát").count() == 1
    ended = stopped(ward)
    kept: Any = browser.get(f"/ho-so/{ended}/phieu-kiem-soat.pdf")
    assert kept.content == browser.get(f"/ho-so/{ended}/phieu/3.pdf").content


def test_nobody_else_sees_the_control_slip(ward: Ward) -> None:
    no = at_step(ward, "assigned")
    stranger = make_ward("14330", "Tây Hoa Lư", "H42.102")
    assert {browser.get(f"/ho-so/{no}/phieu-kiem-soat.pdf").status_code for browser in browsers(stranger).values()} == {NOT_FOUND}
    assert Client().get(f"/ho-so/{no}/phieu-kiem-soat.pdf").status_code == REDIRECTED


def test_the_page_of_a_dossier_names_each_slip_with_its_number(ward: Ward) -> None:
    page = browsers(ward)["reception"].get(f"/ho-so/{stopped(ward)}/")
    for words in ("Thông báo dừng giải quyết hồ sơ số 1", "Phiếu kiểm soát quá trình giải quyết hồ sơ số 1"):
        assert words in said(page)
    assert "Bản theo dõi" not in said(page)
    assert "Bản theo dõi" in said(browsers(ward)["reception"].get(f"/ho-so/{at_step(ward, 'assigned')}/"))


def test_a_slip_whose_paper_is_not_set_yet_is_no_link(ward: Ward) -> None:
    no = at_step(ward, "assigned")
    done(issue_slip(ward.actor("reception"), no, CONTROL_SLIP, at=get_state(no).last_at))
    done(c.stop(ward.actor("approver"), no, "Đã đăng ký nơi khác", at=get_state(no).last_at))
    done(issue_slip(ward.actor("reception"), no, STOP_NOTICE, at=get_state(no).last_at))
    page = browsers(ward)["reception"].get(f"/ho-so/{no}/")
    assert "đang dựng bản in" in said(page)
    assert "/phieu/1.pdf" not in page.content.decode()
