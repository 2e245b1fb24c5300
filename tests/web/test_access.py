"""The gate of pages: who comes in, who is led to the log-in, for whom a page does not exist, and what asking costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from motcua.foundation.models import Account
from motcua.law.roles import Role
from motcua.web.access import RENEWED_AFTER, own_address
from tests.agencies.samples import HOA_LU
from tests.web.pages import counter, public, staff
from tests.web.people import PASSWORD, citizen, logged_in, member_of_staff

pytestmark = pytest.mark.urls("tests.web.pages")


@pytest.fixture
def clerk(province: dict[str, int]) -> Account:
    """Receives dossiers in a ward."""
    return member_of_staff("tiepnhan.hoalu", (province[HOA_LU], Role.RECEPTION))


@pytest.fixture
def case_officer(province: dict[str, int]) -> Account:
    """Works on dossiers in the same ward, receives none."""
    return member_of_staff("thuly.hoalu", (province[HOA_LU], Role.CASE_OFFICER))


def test_each_view_says_for_whom_it_is() -> None:
    said = [view.access for view in (public, staff, counter)]
    assert [(opening.audience.value, opening.act and opening.act.value) for opening in said] == [
        ("PUBLIC", None),
        ("STAFF", None),
        ("STAFF", "RECEIVE"),
    ]


def test_a_guest_is_led_to_the_log_in_and_back(db: None) -> None:
    answer = Client().get("/noi-bo/?trang=2")
    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/?next=/noi-bo/%3Ftrang%3D2")


def test_a_guest_who_sends_a_form_is_led_back_to_the_page_of_the_form(db: None) -> None:
    answer = Client().post("/ghi/", headers={"referer": "http://testserver/ho-so/7/?tab=1"})
    assert answer["Location"] == "/dang-nhap/?next=/ho-so/7/%3Ftab%3D1"


def test_a_form_on_a_foreign_page_leads_back_to_no_foreign_page(db: None) -> None:
    answer = Client().post("/ghi/", headers={"referer": "https://khac.example/bay/"})
    assert answer["Location"] == "/dang-nhap/?next=/"


def test_a_fragment_asked_for_by_a_guest_moves_the_whole_page(db: None) -> None:
    answer = Client().get("/noi-bo/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/ban-lam-viec/"})
    assert answer["HX-Redirect"] == "/dang-nhap/?next=/ban-lam-viec/"


def test_an_officer_who_may_comes_in(clerk: Account) -> None:
    client = logged_in(clerk)
    assert client.get("/quay/").content.decode() == "quầy"
    assert client.get("/noi-bo/").content.decode().startswith(f"officer:{clerk.id} ")


def test_for_an_officer_who_may_not_the_page_does_not_exist(case_officer: Account) -> None:
    assert logged_in(case_officer).get("/quay/").status_code == 404


def test_what_anybody_may_do_anybody_may_open(db: None) -> None:
    assert Client().get("/danh-muc/").status_code == 200


def test_a_citizens_account_opens_no_page_of_officers(db: None) -> None:
    client = logged_in(citizen())
    assert client.get("/noi-bo/").status_code == 302
    assert client.get("/quay/").status_code == 302
    assert client.get("/ai/").content.decode().startswith("citizen ")


def test_a_locked_account_is_out_at_once(clerk: Account) -> None:
    client = logged_in(clerk)
    assert client.get("/noi-bo/").status_code == 200
    Account.objects.filter(id=clerk.id).update(is_active=False)
    assert client.get("/noi-bo/").status_code == 302


def test_a_changed_password_ends_sessions_when_they_are_renewed(clerk: Account) -> None:
    client = logged_in(clerk)
    assert client.get("/noi-bo/").status_code == 200
    clerk.set_password(PASSWORD + "-mới")
    clerk.save()
    session = client.session
    session["seen"] -= RENEWED_AFTER.total_seconds()
    session.save()
    assert client.get("/noi-bo/").status_code == 302


def test_a_session_ends_eight_hours_after_its_last_use(clerk: Account) -> None:
    client = logged_in(clerk)
    client.get("/noi-bo/")
    session = Session.objects.get()
    assert timedelta(hours=7, minutes=59) < session.expire_date - timezone.now() <= timedelta(hours=8)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/noi-bo/").status_code == 302


def test_use_prolongs_a_session(clerk: Account) -> None:
    client = logged_in(clerk)
    client.get("/noi-bo/")
    session = client.session
    session["seen"] -= RENEWED_AFTER.total_seconds()
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    client.get("/noi-bo/")
    assert Session.objects.get().expire_date - timezone.now() > timedelta(hours=7)


def test_other_methods_than_those_declared_are_refused(clerk: Account) -> None:
    client = logged_in(clerk)
    assert client.get("/ghi/").status_code == 405
    assert client.delete("/noi-bo/").status_code == 405
    assert client.head("/noi-bo/").status_code == 200


def test_a_letter_that_nobody_types_and_no_database_stores_is_refused_at_the_gate(db: None) -> None:
    assert Client().post("/dang-nhap/", {"username": "tên\0lạ", "password": PASSWORD}).status_code == 400
    assert Client().get("/mo/?q=khai%00sinh").status_code == 400


def test_the_key_of_a_form_reaches_the_view_in_bounds(clerk: Account) -> None:
    client = logged_in(clerk)
    assert client.post("/ghi/", {"khoa": "k" * 500}).content.decode() == "k" * 200
    assert client.post("/ghi/").content.decode() == ""


def test_a_public_page_that_asks_nothing_costs_no_query(clerk: Account, django_assert_num_queries: Any) -> None:
    client = logged_in(clerk)
    with django_assert_num_queries(0):
        client.get("/mo/")


def test_who_asks_is_found_out_once_with_two_queries_beside_the_session(clerk: Account, django_assert_num_queries: Any) -> None:
    client = logged_in(clerk)
    client.get("/noi-bo/")
    with django_assert_num_queries(3):
        client.get("/noi-bo/")
    with django_assert_num_queries(3):
        assert client.get("/ai/").content.decode() == "officer Nguyễn Thị Hoa Nguyễn Thị Hoa"


def test_rail_and_name_cost_three_queries_more(clerk: Account, django_assert_max_num_queries: Any) -> None:
    client = logged_in(clerk)
    client.get("/ban-lam-viec/")
    with django_assert_max_num_queries(6):
        page = client.get("/ban-lam-viec/?danh-sach=unit").content.decode()
    assert "Nguyễn Thị Hoa" in page
    assert "Chờ tiếp nhận" in page
    assert page.count('aria-current="page"') == 1
    assert page.index('href="/ban-lam-viec/?danh-sach=unit"') < page.index('aria-current="page"') < page.index("Việc của đơn vị")


def test_an_officer_without_posts_sees_no_rail(province: dict[str, int]) -> None:
    page = logged_in(member_of_staff("moi.hoalu")).get("/ban-lam-viec/").content.decode()
    assert "danh-sach" not in page


def test_a_refused_form_comes_back_with_its_sentences_and_what_was_typed(db: None) -> None:
    answer = Client().post("/bieu-mau/", {"username": "đang gõ dở"})
    assert answer.status_code == 422
    assert answer.context["refusal"].fields == {"name": "Nhập họ tên.", "phone": "Nhập số điện thoại."}
    page = answer.content.decode()
    assert "đang gõ dở" in page
    assert "Nhập họ tên." in page
    assert "Điều 17 Nghị định 118/2025/NĐ-CP" in page


@pytest.mark.parametrize("address", ["//khac.example/", "https://khac.example/", "/\\khac.example", "javascript:alert(1)", "khac", ""])
def test_no_foreign_address_is_followed(address: str) -> None:
    request = HttpRequest()
    request.META["HTTP_HOST"] = "testserver"
    assert own_address(request, address, "/nha/") == "/nha/"
    assert own_address(request, "/ho-so/7/?a=1", "/nha/") == "/ho-so/7/?a=1"


@pytest.mark.parametrize("address", ["/mo/", "/dang-nhap/", "/khong-co/", "/noi-bo/"])
def test_every_answer_carries_the_headers_that_keep_browsers_safe(db: None, address: str) -> None:
    answer = Client().get(address)
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";") if part.strip())
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
