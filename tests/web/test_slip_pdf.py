"""A slip of a dossier in the browser: for who may see the dossier, with a trace; for everybody else it does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import commands as c
from motcua.dossiers.queries import get_state
from motcua.foundation import files, outbox
from motcua.foundation.models import AccessTrace
from motcua.papers.kinds import STOP_NOTICE
from motcua.papers.queries import open_slip
from tests.dossiers.ward import Ward, done, make_ward
from tests.web.desks import at_step, browsers, code_of, ward_at_work

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
    assert [slip.form for slip in get_state(no).slips] == ["FORM_01", "FORM_05"]
    assert AccessTrace.objects.filter(stream_id=no, why="phiếu của hồ sơ").count() == len(get_state(no).slips)


@pytest.mark.parametrize("place", ["0", "3", "9" * 30])
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
