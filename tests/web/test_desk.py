"""The desk: lists by time left, the dossier and its acts, refusals that lose nothing, the search that leaves no names behind."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import get_state
from motcua.foundation.models import AccessTrace
from motcua.law.dossier.values import Conclusion, Status
from motcua.web.desk.cursor import read_cursor, write_cursor
from tests.dossiers.ward import Ward, done
from tests.web.desks import MOST_QUERIES, NINE, act, at_step, browsers, code_of, codes_in, form_of, offered, queries_of, said, ward_at_work

HTMX = {"HX-Request": "true"}


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return browsers(ward)


# Lists


def test_a_list_shows_the_least_time_left_first(ward: Ward, people: dict[str, Client]) -> None:
    late, early = at_step(ward, "assigned", NINE), at_step(ward, "assigned", NINE - timedelta(days=7))
    answer = people["officer"].get("/ban-lam-viec/?danh-sach=mine")
    assert codes_in(answer) == [code_of(early), code_of(late)]
    assert "Đỗ Đình Đăng" in said(answer)
    assert "quá hạn" in said(answer)


def test_who_asks_for_a_list_of_others_gets_the_own_first_list(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted")
    assert codes_in(people["approver"].get("/ban-lam-viec/?danh-sach=sign")) == [code_of(no)]
    answer = people["officer"].get("/ban-lam-viec/?danh-sach=sign")
    assert codes_in(answer) == []
    assert "Không còn việc nào đang chờ" in said(answer)


def test_paging_shows_every_dossier_once(ward: Ward, people: dict[str, Client]) -> None:
    made = {code_of(at_step(ward, "assigned", NINE + timedelta(seconds=i))) for i in range(53)}
    first = people["officer"].get("/ban-lam-viec/?danh-sach=mine")
    further = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert further
    second = people["officer"].get(further[1].replace("&amp;", "&"))
    assert len(codes_in(first)) == 50
    assert {*codes_in(first), *codes_in(second)} == made
    assert len(codes_in(second)) == 3
    assert 'rel="next"' not in second.content.decode()


@pytest.mark.parametrize("bent", ["x", "1:2:3", "WyIyMDI2LTAxLTAxIiwxXQ:1abc:def", "%"])
def test_a_bent_cursor_is_the_first_page(ward: Ward, people: dict[str, Client], bent: str) -> None:
    no = at_step(ward, "assigned")
    assert codes_in(people["officer"].get("/ban-lam-viec/", {"danh-sach": "mine", "sau": bent})) == [code_of(no)]


def test_a_cursor_comes_back_as_it_was_written() -> None:
    place = (NINE, 34350745151411097)
    assert read_cursor(write_cursor(place)) == place
    assert read_cursor(write_cursor(place)[:-1]) is None


@pytest.mark.parametrize("which", ["mine", "unit"])
def test_a_list_takes_as_many_queries_with_sixty_rows_as_with_five(ward: Ward, people: dict[str, Client], which: str) -> None:
    address = f"/ban-lam-viec/?danh-sach={which}"
    for i in range(5):
        at_step(ward, "assigned", NINE + timedelta(seconds=i))
    few = queries_of(people["officer"], address)
    for i in range(5, 60):
        at_step(ward, "assigned", NINE + timedelta(seconds=i))
    assert queries_of(people["officer"], address) == few <= MOST_QUERIES


def test_htmx_gets_the_part_and_going_back_the_whole_page(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    for address in ("/ban-lam-viec/", f"/ho-so/{no}/"):
        part = people["officer"].get(address, headers=HTMX)
        assert b"<html" not in part.content
        assert "HX-Request" in part["Vary"]
        assert b"<html" in people["officer"].get(address, headers={**HTMX, "HX-History-Restore-Request": "true"}).content


# Search


@pytest.mark.parametrize("words", ["do dinh dang", "0812539825", "037061008541", "0001"])
def test_search_finds_by_what_is_known_and_leaves_a_trace(ward: Ward, people: dict[str, Client], words: str) -> None:
    no = at_step(ward, "assigned")
    answer = people["officer"].post("/ban-lam-viec/tim/", {"tim": words})
    assert codes_in(answer) == [code_of(no)]
    assert AccessTrace.objects.filter(stream_id=no, act="SEARCH", why="tìm hồ sơ").exists()


def test_what_was_searched_stands_in_no_address_and_in_no_cache(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "assigned")
    answer = people["officer"].post("/ban-lam-viec/tim/", {"tim": "do dinh dang"})
    assert "no-store" in answer["Cache-Control"]
    assert b"do dinh dang" not in b"".join(re.findall(rb'(?:href|action)="[^"]*"', answer.content))
    assert codes_in(people["officer"].get("/ban-lam-viec/tim/?tim=do+dinh+dang")) == []


def test_a_search_without_result_says_what_to_do(people: dict[str, Client]) -> None:
    assert "Thử ít chữ hơn" in said(people["officer"].post("/ban-lam-viec/tim/", {"tim": "khong co ai"}))


# The dossier


def test_a_dossier_has_everything_in_its_place_and_leaves_a_trace(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "numbered")
    page = said(people["clerk"].get(f"/ho-so/{code_of(no)}/"))
    parts = ("Giấy chứng sinh", "Đã đối chiếu bản chính", "Giấy khai sinh của cháu bé", "1/2026", "Kiểm tra", "Vào sổ, phát hành")
    assert [words for words in parts if words not in page] == []
    assert AccessTrace.objects.filter(stream_id=no, actor=f"officer:{ward.people['clerk']}", why="bàn làm việc").exists()


def test_names_of_acting_officers_stand_in_the_history(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted")
    history = people["approver"].get(f"/ho-so/{no}/").content.decode().partition('class="file-history"')[2]
    assert "Nguyễn Văn D" in history


@pytest.mark.parametrize(
    ("step", "who"), [("forwarded", "head"), ("assigned", "officer"), ("submitted", "approver"), ("completed", "reception")]
)
def test_a_dossier_takes_few_queries(ward: Ward, people: dict[str, Client], step: str, who: str) -> None:
    no = at_step(ward, step)
    assert queries_of(people[who], f"/ho-so/{code_of(no)}/?danh-sach=mine") <= MOST_QUERIES


def test_after_an_act_the_next_dossier_is_offered_within_the_same_budget(ward: Ward, people: dict[str, Client]) -> None:
    first, second = at_step(ward, "forwarded", NINE), at_step(ward, "forwarded", NINE + timedelta(hours=1))
    page = people["head"].get(f"/ho-so/{first}/?danh-sach=mine")
    typed = {**form_of(page, "phan-cong"), "holder": str(ward.people["second"])}
    answer = people["head"].post(f"/ho-so/{first}/viec/phan-cong/?danh-sach=mine", typed, follow=True)
    assert "Đã phân công hồ sơ." in said(answer)
    assert f"/ho-so/{code_of(second)}/?danh-sach=mine" in answer.content.decode()
    assert queries_of(people["head"], f"/ho-so/{code_of(first)}/?danh-sach=mine&tiep={code_of(second)}") <= MOST_QUERIES


@pytest.mark.parametrize("bent", ["//elsewhere.example", "../..", "a/b", "x" * 61, "<b>"])
def test_a_bent_next_dossier_is_no_link(ward: Ward, people: dict[str, Client], bent: str) -> None:
    answer = people["head"].get(f"/ho-so/{at_step(ward, 'forwarded')}/", {"tiep": bent})
    assert answer.status_code == 200
    assert "Hồ sơ tiếp theo" not in said(answer)


def test_the_unit_head_sees_how_much_each_officer_holds(ward: Ward, people: dict[str, Client]) -> None:
    at_step(ward, "assigned")
    page = said(people["head"].get(f"/ho-so/{at_step(ward, 'forwarded', NINE + timedelta(hours=1))}/"))
    assert "đang giữ 1 hồ sơ" in page
    assert "đang giữ 0 hồ sơ" in page


def test_a_dossier_goes_through_the_house_by_its_pages(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "received")
    act(people["reception"], no, "chuyen-buoc")
    act(people["head"], no, "phan-cong", holder=str(ward.people["officer"]))
    act(people["officer"], no, "tham-tra", conclusion="ELIGIBLE", note="Đủ")
    act(people["officer"], no, "chuyen-buoc")
    act(people["head"], no, "trinh-ky", draft="Giấy khai sinh")
    act(people["approver"], no, "tra-lai", reason="Ghi rõ nơi sinh")
    act(people["officer"], no, "tham-tra", conclusion="ELIGIBLE", note="Đã ghi")
    act(people["officer"], no, "chuyen-buoc")
    act(people["head"], no, "trinh-ky", draft="Giấy khai sinh, nơi sinh: Ninh Bình")
    act(people["approver"], no, "ky-duyet")
    act(people["clerk"], no, "vao-so")
    act(people["clerk"], no, "ket-thuc")
    answer = act(people["reception"], no, "tra-ket-qua", receiver="Đỗ Đình Đăng", method="COUNTER")
    assert answer.status_code == 302
    assert get_state(no).status is Status.RESULT_RETURNED


def test_a_case_officer_takes_what_nobody_holds(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "forwarded")
    assert offered(people["officer"].get(f"/ho-so/{no}/")) == ["nhan-viec"]
    act(people["officer"], no, "nhan-viec")
    assert Dossier.objects.get(pk=no).holder_id == ward.people["officer"]
    assert offered(people["second"].get(f"/ho-so/{no}/")) == []


def test_the_main_key_is_only_for_whose_turn_it_is(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    assert b'data-key="Ctrl+Enter"' in people["officer"].get(f"/ho-so/{no}/").content
    head = people["head"].get(f"/ho-so/{no}/")
    assert "phan-cong" in offered(head)
    assert b'data-key="Ctrl+Enter"' not in head.content


def test_the_law_stands_beside_each_act(ward: Ward, people: dict[str, Client]) -> None:
    page = people["approver"].get(f"/ho-so/{at_step(ward, 'submitted')}/")
    assert "Ký duyệt: Điều 19 Nghị định 118/2025/NĐ-CP" in said(page)
    assert page.content.decode().count('class="disclosure law"') == len(offered(page)) > 2


def test_who_has_nothing_to_do_is_told_whose_turn_it_is(ward: Ward, people: dict[str, Client]) -> None:
    page = people["second"].get(f"/ho-so/{at_step(ward, 'assigned')}/")
    assert offered(page) == []
    assert "Việc tiếp theo thuộc về Nguyễn Văn E" in said(page)


# Refusals


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    answer = act(people["officer"], no, "tham-tra", note="Đã xác minh tại thôn")
    assert answer.status_code == 422
    assert "Chọn một mục trong danh sách." in said(answer)
    assert "Đã xác minh tại thôn</textarea>" in answer.content.decode()
    again = people["officer"].post(
        f"/ho-so/{no}/viec/tham-tra/", {**form_of(answer, "tham-tra"), "conclusion": "ELIGIBLE", "note": "Đã xác minh tại thôn"}
    )
    assert again.status_code == 302


@pytest.mark.parametrize("words", ["", "   ", "a" * 20_000])
def test_a_reason_that_says_nothing_or_too_much_is_refused_at_its_field(ward: Ward, people: dict[str, Client], words: str) -> None:
    no = at_step(ward, "submitted")
    answer = act(people["approver"], no, "tra-lai", reason=words)
    assert answer.status_code == 422
    assert 'id="f-reason-error"' in answer.content.decode()
    assert get_state(no).status is Status.SUBMITTED_FOR_SIGNATURE


def test_who_acts_on_an_old_page_sees_the_fresh_dossier_and_keeps_the_words(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    old = people["officer"].get(f"/ho-so/{no}/")
    done(c.record_examination(ward.actor("officer"), no, Conclusion.NOT_ELIGIBLE, "Thiếu chữ ký", at=NINE + timedelta(hours=1)))
    typed = {**form_of(old, "tham-tra"), "conclusion": "ELIGIBLE", "note": "Chữ của tôi"}
    answer = people["officer"].post(f"/ho-so/{no}/viec/tham-tra/", typed)
    assert answer.status_code == 422
    assert "Hồ sơ vừa được người khác cập nhật" in said(answer)
    assert "Thiếu chữ ký" in said(answer)
    assert "Chữ của tôi</textarea>" in answer.content.decode()
    assert form_of(answer, "tham-tra")["seen"] == str(get_state(no).seq)


def test_words_for_an_act_that_is_gone_stay_on_the_page(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted")
    old = people["approver"].get(f"/ho-so/{no}/")
    done(c.approve(ward.actor("approver"), no, at=NINE + timedelta(hours=1)))
    answer = people["approver"].post(f"/ho-so/{no}/viec/tra-lai/", {**form_of(old, "tra-lai"), "reason": "Sửa nơi sinh"})
    assert answer.status_code == 422
    assert "Sửa nơi sinh" in said(answer)
    assert get_state(no).status is Status.SIGNED


def test_the_same_form_twice_is_one_effect(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    page = people["officer"].get(f"/ho-so/{no}/")
    typed = {**form_of(page, "tham-tra"), "conclusion": "ELIGIBLE", "note": "Đủ"}
    answers = [people["officer"].post(f"/ho-so/{no}/viec/tham-tra/", typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert len(get_state(no).examinations) == 1


@pytest.mark.parametrize("seen", ["", "-1", "abc", "1e9", "9" * 40])
def test_a_form_that_does_not_say_what_it_saw_changes_nothing(ward: Ward, people: dict[str, Client], seen: str) -> None:
    no = at_step(ward, "submitted")
    page = people["approver"].get(f"/ho-so/{no}/")
    answer = people["approver"].post(f"/ho-so/{no}/viec/ky-duyet/", {**form_of(page, "ky-duyet"), "seen": seen})
    assert answer.status_code == 422
    assert get_state(no).status is Status.SUBMITTED_FOR_SIGNATURE


def test_the_wrong_post_is_refused_with_the_sentence_whose_work_it_is(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "submitted")
    answer = people["clerk"].post(f"/ho-so/{no}/viec/ky-duyet/", {"seen": str(get_state(no).seq), "khoa": "k"})
    assert answer.status_code == 403
    assert "Lãnh đạo cơ quan" in said(answer)
    assert get_state(no).status is Status.SUBMITTED_FOR_SIGNATURE


@pytest.mark.parametrize("name", ["0", "9" * 40, "khong-co", "H42.101-260302-9999", "-5", "१२"])
def test_a_dossier_that_does_not_exist_is_not_found(people: dict[str, Client], name: str) -> None:
    for address in (f"/ho-so/{name}/", f"/ho-so/{name}/giay-hen.pdf"):
        assert people["reception"].get(address).status_code == 404
    assert people["reception"].post(f"/ho-so/{name}/viec/chuyen-buoc/").status_code == 404


def test_who_loads_a_refused_page_anew_gets_the_dossier(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "forwarded")
    answer = act(people["head"], no, "phan-cong")
    assert answer.status_code == 422
    assert "Chọn cán bộ thụ lý" in said(answer)
    assert code_of(no) in said(people["head"].get(f"/ho-so/{no}/viec/phan-cong/"))


def test_an_act_nobody_knows_is_not_found(ward: Ward, people: dict[str, Client]) -> None:
    assert people["reception"].post(f"/ho-so/{at_step(ward, 'received')}/viec/xoa/").status_code == 404


# Receipt


def test_the_receipt_is_shown_in_the_page_of_this_house_only(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    answer: Any = people["reception"].get(f"/ho-so/{code_of(no)}/giay-hen.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"%PDF")
    assert AccessTrace.objects.filter(stream_id=no, why="giấy hẹn").exists()


def test_who_may_only_look_gets_a_receipt_that_is_there_and_issues_none(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    address = f"/ho-so/{no}/giay-hen.pdf"
    answers: list[Any] = [people[who].get(address) for who in ("officer", "reception", "officer")]
    assert [answer.status_code for answer in answers] == [404, 200, 200]
    assert answers[1].content == answers[2].content
