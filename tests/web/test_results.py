"""The approver's minutes and the results at the counter: read, sign or give back; find, compare, hand over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers.queries import get_state
from motcua.law.dossier.values import Status
from tests.dossiers.ward import Ward
from tests.web.desks import MOST_QUERIES, NINE, at_step, browsers, code_of, codes_in, form_of, offered, queries_of, said, ward_at_work


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return browsers(ward)


def test_the_approver_reads_and_signs_one_after_the_other(ward: Ward, people: dict[str, Client]) -> None:
    first, second = at_step(ward, "submitted", NINE), at_step(ward, "submitted", NINE + timedelta(hours=1))
    page = people["approver"].get("/phe-duyet/")
    assert "Giấy khai sinh của cháu bé" in said(page)
    assert offered(page) == ["ky-duyet", "tra-lai"]
    answer = people["approver"].post(f"/ho-so/{first}/viec/ky-duyet/", form_of(page, "ky-duyet"), follow=True)
    assert answer.redirect_chain == [("/phe-duyet/", 302)]
    assert code_of(second) in said(answer)
    people["approver"].post(f"/ho-so/{second}/viec/ky-duyet/", form_of(answer, "ky-duyet"))
    assert "Không có kết quả nào chờ ký" in said(people["approver"].get("/phe-duyet/"))


def test_the_page_of_the_approver_takes_few_queries_whatever_waits(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "submitted")
    few = queries_of(people["approver"], "/phe-duyet/")
    for hour in range(1, 9):
        at_step(ward, "submitted", NINE + timedelta(minutes=20 * hour))
    assert queries_of(people["approver"], "/phe-duyet/") == few <= MOST_QUERIES


def test_a_refusal_on_the_page_of_the_approver_stays_there(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted")
    page = people["approver"].get("/phe-duyet/")
    answer = people["approver"].post(f"/ho-so/{no}/viec/tra-lai/", {**form_of(page, "tra-lai"), "reason": ""})
    assert answer.status_code == 422
    assert "<title>Ký duyệt" in answer.content.decode()
    assert "data-act-other open" in answer.content.decode()


def test_a_scanned_code_opens_the_result_and_hands_it_over(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "completed")
    page = people["reception"].post("/tra-ket-qua/", {"tim": code_of(no)}, follow=True)
    assert "Kết quả chờ từ 9 giờ 08" in said(page)
    assert "037061008541" in said(page)
    assert 'value="Đỗ Đình Đăng"' in page.content.decode()
    typed = {**form_of(page, "tra-ket-qua"), "receiver": "Đỗ Đình Đăng", "method": "COUNTER"}
    answer = people["reception"].post(f"/ho-so/{no}/viec/tra-ket-qua/", typed)
    assert answer["Location"] == "/tra-ket-qua/"
    assert get_state(no).status is Status.RESULT_RETURNED


def test_results_are_found_by_name_and_phone_among_those_that_wait(ward: Ward, people: dict[str, Client]) -> None:
    waits, other = at_step(ward, "completed", name="Trần Thị Mai"), at_step(ward, "completed", NINE + timedelta(hours=1), name="Lê Mai")
    at_step(ward, "assigned", NINE + timedelta(hours=2), name="Phạm Mai")
    one = people["reception"].post("/tra-ket-qua/", {"tim": "tran mai"})
    assert one["Location"] == f"/tra-ket-qua/?ho-so={waits}"
    several = people["reception"].post("/tra-ket-qua/", {"tim": "mai"})
    assert set(codes_in(several)) == {code_of(waits), code_of(other)}
    assert "Gõ mã hồ sơ đầy đủ" in said(people["reception"].post("/tra-ket-qua/", {"tim": "khong ai"}))


def test_the_code_of_an_unfinished_dossier_says_where_it_is(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    page = people["reception"].post("/tra-ket-qua/", {"tim": code_of(no).lower()}, follow=True)
    assert "Đã phân công" in said(page)
    assert offered(page) == []


def test_the_page_of_results_takes_few_queries_whatever_waits(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "completed")
    few = queries_of(people["reception"], "/tra-ket-qua/")
    for hour in range(1, 9):
        at_step(ward, "completed", NINE + timedelta(minutes=20 * hour))
    assert queries_of(people["reception"], "/tra-ket-qua/") == few <= MOST_QUERIES
    assert queries_of(people["reception"], f"/tra-ket-qua/?ho-so={no}") <= MOST_QUERIES
