"""What lies in the e-archive is offered on the desk and at the counter before anybody asks for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import get_state
from motcua.law.dossier.values import PaperStatus
from motcua.procedures.queries import get_version
from tests.dossiers.ward import APPLICANT, Ward, done, import_catalogue, intake, make_ward, procedure
from tests.web.desks import MOST_QUERIES, NINE, act, at_step, browsers, code_of, form_of, offered, queries_of, said
from tests.web.sheets import filled, within_budget

REUSING, ASKING = "dung-lai", "yeu-cau-bo-sung"
COPY = "1.004884"


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where who was born there may register again with the certificate the ward once gave."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    again = procedure(COPY, "Đăng ký lại khai sinh")
    again["cases"][0]["requirements"][0]["reuse_result_of"] = "1.001193"
    import_catalogue(tmp_path, procedure("1.001193", "Thủ tục đăng ký khai sinh"), again)
    return home


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    return browsers(ward)


def second(ward: Ward) -> int:
    """A dossier that asks for an earlier result, with the case officer."""
    at = NINE + timedelta(days=3)
    no = done(c.receive_at_counter(ward.actor("reception"), intake(ward, COPY), at=at)).dossier_id
    done(c.forward(ward.actor("reception"), no, at=at + timedelta(minutes=1)))
    done(c.assign(ward.actor("head"), no, ward.people["officer"], at=at + timedelta(minutes=2)))
    return no


def key_of(no: int) -> str:
    case = get_version(get_state(no).procedure_version).cases[0]
    return next(requirement.key for requirement in case.requirements if requirement.reuse_result_of)


def test_the_desk_offers_the_earlier_result_and_takes_it_on_one_click(ward: Ward, people: dict[str, Client]) -> None:
    first = at_step(ward, "completed")
    no = second(ward)
    page = people["officer"].get(f"/ho-so/{no}/")
    assert REUSING in offered(page)
    assert code_of(first) in said(page)
    answer = act(people["officer"], no, REUSING, **{"dl-paper": key_of(no)})
    assert answer.status_code == 302
    paper = next(paper for paper in get_state(no).papers if paper.key == key_of(no))
    assert paper.status is PaperStatus.REUSED
    assert REUSING not in offered(people["officer"].get(f"/ho-so/{no}/"))


def test_where_nothing_lies_in_the_archive_nothing_is_offered(ward: Ward, people: dict[str, Client]) -> None:
    assert REUSING not in offered(people["officer"].get(f"/ho-so/{second(ward)}/"))


def test_the_form_for_a_supplement_says_what_is_there_and_refuses_to_demand_it(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "completed")
    no = second(ward)
    page = people["officer"].get(f"/ho-so/{no}/")
    assert "Đã có trong kho của người nộp" in said(page)
    key = key_of(no)
    assert f'name="bs-tick:{key}"' not in page.content.decode()
    forced = {f"bs-tick:{key}": "1", f"bs-missing:{key}": "Thiếu", f"bs-remedy:{key}": "Nộp", "bs-reason": "Thiếu"}
    refused = people["officer"].post(f"/ho-so/{no}/viec/{ASKING}/", {**form_of(page, ASKING), **forced})
    assert refused.status_code == 422
    assert "dùng lại, không yêu cầu nộp" in said(refused)


def test_the_counter_offers_it_while_the_sheet_is_filled_and_takes_it_in(ward: Ward, people: dict[str, Client]) -> None:
    first = at_step(ward, "completed")
    sheet = filled(COPY, personal_id=APPLICANT.personal_id, birth_date="25/01/1961", do="show")
    page = people["reception"].post("/quay/", sheet)
    assert f"dùng lại kết quả trong kho (số 1/2026, phường Hoa Lư, 02/03/2026, hồ sơ {code_of(first)})" in said(page)
    key, *others = sheet["paper"]
    done_answer = people["reception"].post("/quay/", {**sheet, "paper": others, "reused": [key], "do": "receive"})
    assert done_answer.status_code == 302
    taken = Dossier.objects.exclude(pk=first).get()
    paper = next(paper for paper in get_state(taken.pk).papers if paper.key == key)
    assert (paper.status, code_of(first) in paper.source) == (PaperStatus.REUSED, True)


def test_the_offers_cost_few_queries(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "completed")
    no = second(ward)
    assert queries_of(people["officer"], f"/ho-so/{no}/?danh-sach=mine") <= MOST_QUERIES
    sheet = filled(COPY, personal_id=APPLICANT.personal_id, birth_date="25/01/1961", do="show")
    people["reception"].post("/quay/", sheet)
    with within_budget():
        assert "dùng lại kết quả trong kho" in said(people["reception"].post("/quay/", sheet))
