"""Corrections by the desk's pages: asked for by one, decided by another, shown for ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import get_state
from motcua.law.dossier.values import PaperStatus
from tests.dossiers.ward import Ward, done
from tests.web.desks import MOST_QUERIES, act, at_step, browsers, offered, queries_of, said, ward_at_work

NAME = {"dc-field": "full_name", "dc-value": "Đỗ Đình Đằng", "dc-reason": "Gõ nhầm dấu"}


@pytest.fixture
def ward(db: None, tmp_path: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered."""
    return ward_at_work(tmp_path)


@pytest.fixture
def people(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return browsers(ward)


def test_a_wrong_name_is_mended_by_two_and_both_names_stay_on_the_page(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    page = people["reception"].get(f"/ho-so/{no}/")
    assert "Họ tên hoặc tên tổ chức: Đỗ Đình Đăng" in said(page)
    assert act(people["reception"], no, "dinh-chinh", **NAME).status_code == 302
    assert Dossier.objects.get(pk=no).applicant_name == "Đỗ Đình Đăng"
    waiting = people["centre"].get(f"/ho-so/{no}/")
    assert "Chờ duyệt" in said(waiting)
    assert "Họ tên hoặc tên tổ chức: Đỗ Đình Đăng → Đỗ Đình Đằng" in said(waiting)
    assert act(people["centre"], no, "duyet-dinh-chinh", **{"dd-no": "1"}).status_code == 302
    assert Dossier.objects.get(pk=no).applicant_name == "Đỗ Đình Đằng"
    words = said(people["officer"].get(f"/ho-so/{no}/"))
    for part in ("Trước Đỗ Đình Đăng", "Sau Đỗ Đình Đằng", "Người đề nghị Nguyễn Văn B", "Gõ nhầm dấu", "Người duyệt Nguyễn Văn C"):
        assert part in words, part


def test_a_correction_turned_down_says_why_and_changes_nothing(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    act(people["reception"], no, "dinh-chinh", **NAME)
    silent = act(people["approver"], no, "khong-duyet-dinh-chinh", **{"kd-no": "1"})
    assert silent.status_code == 422
    assert 'id="f-kd-reason-error"' in silent.content.decode()
    typed = {"kd-no": "1", "kd-reason": "Giấy tờ ghi đúng như cũ"}
    assert act(people["approver"], no, "khong-duyet-dinh-chinh", **typed).status_code == 302
    assert Dossier.objects.get(pk=no).applicant_name == "Đỗ Đình Đăng"
    words = said(people["reception"].get(f"/ho-so/{no}/"))
    assert "Không duyệt" in words
    assert "Giấy tờ ghi đúng như cũ" in words
    assert "duyet-dinh-chinh" not in offered(people["centre"].get(f"/ho-so/{no}/"))


def test_who_asked_is_not_offered_to_decide(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    act(people["head"], no, "dinh-chinh", **NAME)
    assert not {"duyet-dinh-chinh", "khong-duyet-dinh-chinh"} & {*offered(people["head"].get(f"/ho-so/{no}/"))}
    for who in ("centre", "approver"):
        assert {"duyet-dinh-chinh", "khong-duyet-dinh-chinh"} <= {*offered(people[who].get(f"/ho-so/{no}/"))}
    forced = people["head"].post(f"/ho-so/{no}/viec/duyet-dinh-chinh/", {"seen": "99", "khoa": "k", "dd-no": "1"})
    assert forced.status_code == 422
    assert "không tự duyệt" in said(forced)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ({"dc-field": "", "dc-value": "x", "dc-reason": "x"}, "field"),
        ({"dc-field": "legal_due_at", "dc-value": "01/01/2030", "dc-reason": "x"}, "field"),
        ({"dc-field": "papers", "dc-value": "x", "dc-reason": "x"}, "field"),
        ({"dc-field": "phone", "dc-value": "12", "dc-reason": "Nhầm số"}, "value"),
        ({"dc-field": "birth_date", "dc-value": "31/02/1990", "dc-reason": "Nhầm ngày"}, "value"),
        ({"dc-field": "full_name", "dc-value": "Đỗ Đình Đăng", "dc-reason": "Nhầm"}, "value"),
        ({"dc-field": "full_name", "dc-value": "", "dc-reason": "Nhầm"}, "value"),
        ({"dc-field": "full_name", "dc-value": "Đỗ Đình Đằng", "dc-reason": " "}, "reason"),
    ],
)
def test_what_cannot_be_mended_is_said_at_its_field_and_nothing_typed_is_lost(
    ward: Ward, people: dict[str, Client], typed: dict[str, str], place: str
) -> None:
    no = at_step(ward, "assigned")
    answer = act(people["reception"], no, "dinh-chinh", **typed)
    assert answer.status_code == 422
    assert f'id="f-dc-{place}-error"' in answer.content.decode()
    assert f'value="{typed["dc-value"]}"' in answer.content.decode()
    assert get_state(no).corrections == ()


@pytest.mark.parametrize(
    ("field", "typed", "before", "after"),
    [
        ("birth_date", "26/01/1961", "25/01/1961", "26/01/1961"),
        ("phone", "0912 345 678", "0812539825", "0912345678"),
        ("email", "dang@hoalu.vn", "–", "dang@hoalu.vn"),
        ("phone", "", "0812539825", "–"),
    ],
)
def test_entries_are_shown_as_people_write_them_and_hold_as_the_register_wants_them(
    ward: Ward, people: dict[str, Client], field: str, typed: str, before: str, after: str
) -> None:
    no = at_step(ward, "assigned")
    assert act(people["reception"], no, "dinh-chinh", **{**NAME, "dc-field": field, "dc-value": typed}).status_code == 302
    assert act(people["centre"], no, "duyet-dinh-chinh", **{"dd-no": "1"}).status_code == 302
    words = said(people["reception"].get(f"/ho-so/{no}/"))
    assert f"Trước {before}" in words
    assert f"Sau {after}" in words


def test_how_a_paper_was_entered_is_mended_by_two(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    key = get_state(no).papers[1].key
    typed = {"dg-paper": key, "dg-status": "SHOWN", "dg-originals": "0", "dg-copies": "2", "dg-reason": "Chỉ xuất trình"}
    for missing, place in (("dg-paper", "paper"), ("dg-status", "status"), ("dg-reason", "reason")):
        answer = act(people["officer"], no, "dinh-chinh-giay-to", **{**typed, missing: ""})
        assert answer.status_code == 422
        assert f'id="f-dg-{place}-error"' in answer.content.decode(), place
    assert act(people["officer"], no, "dinh-chinh-giay-to", **typed).status_code == 302
    assert act(people["head"], no, "duyet-dinh-chinh", **{"dd-no": "1"}).status_code == 302
    assert next(paper.status for paper in get_state(no).papers if paper.key == key) is PaperStatus.SHOWN
    words = said(people["officer"].get(f"/ho-so/{no}/"))
    assert "Giấy chứng sinh" in words
    assert "Trước Đã nộp, 1 bản chính, 0 bản sao" in words
    assert "Sau Đã xuất trình, 0 bản chính, 2 bản sao" in words


def test_a_finished_dossier_is_mended_too_and_its_corrections_stay(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "completed")
    later = get_state(no).last_at + timedelta(minutes=1)
    done(c.hand_over(ward.actor("reception"), no, "Đỗ Đình Đăng", at=later))
    assert act(people["reception"], no, "dinh-chinh", **NAME).status_code == 302
    assert act(people["centre"], no, "duyet-dinh-chinh", **{"dd-no": "1"}).status_code == 302
    assert "Trước Đỗ Đình Đăng" in said(people["clerk"].get(f"/ho-so/{no}/"))


def test_a_page_with_corrections_stays_within_its_queries(ward: Ward, people: dict[str, Client]) -> None:
    no = at_step(ward, "assigned")
    for value in ("Đỗ Đình Đằng", "Đỗ Đình Đặng"):
        act(people["reception"], no, "dinh-chinh", **{**NAME, "dc-value": value})
        act(people["centre"], no, "duyet-dinh-chinh", **{"dd-no": str(len(get_state(no).corrections))})
    assert queries_of(people["centre"], f"/ho-so/{no}/?danh-sach=paused") <= MOST_QUERIES
