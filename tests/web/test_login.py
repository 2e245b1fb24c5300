"""The staff door: who comes in, what is said to the others, how guessing is slowed, and the people of the demonstration."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.test import Client, RequestFactory

from motcua.foundation import clock
from motcua.foundation.models import Account
from motcua.law.roles import Role
from motcua.web import throttle
from motcua.web.access import caller
from motcua.web.models import LogInAttempts
from tests.agencies.samples import HOA_LU, NOW
from tests.web.people import PASSWORD, citizen, member_of_staff, typed_in

pytestmark = pytest.mark.urls("tests.web.pages")


@pytest.fixture
def clerk(province: dict[str, int]) -> Account:
    """Receives dossiers in a ward."""
    return member_of_staff("tiepnhan.hoalu", (province[HOA_LU], Role.RECEPTION))


def said(answer: Any) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize(
    ("role", "home"), [(Role.RECEPTION, "/quay/"), (Role.APPROVER, "/phe-duyet/"), (Role.CASE_OFFICER, "/ban-lam-viec/")]
)
def test_each_role_begins_its_day_on_its_own_page(province: dict[str, int], role: Role, home: str) -> None:
    member_of_staff("can.bo", (province[HOA_LU], role))
    client = Client()
    assert typed_in(client, "can.bo")["Location"] == home
    assert client.get("/trang-cua-toi/")["Location"] == home
    assert client.get("/dang-nhap/")["Location"] == home


def test_an_officer_without_a_post_comes_in_too(province: dict[str, int]) -> None:
    member_of_staff("moi.hoalu")
    assert typed_in(Client(), "moi.hoalu")["Location"] == "/ban-lam-viec/"


def test_the_log_in_leads_to_the_page_that_was_asked_for(clerk: Account) -> None:
    page = Client().get("/dang-nhap/?next=/noi-bo/").content.decode()
    assert '<input type="hidden" name="next" value="/noi-bo/">' in page
    assert typed_in(Client(), clerk.username, next="/noi-bo/")["Location"] == "/noi-bo/"


@pytest.mark.parametrize("elsewhere", ["https://khac.example/", "//khac.example/", "/\\khac.example"])
def test_the_log_in_leads_nowhere_else(clerk: Account, elsewhere: str) -> None:
    assert typed_in(Client(), clerk.username, next=elsewhere)["Location"] == "/quay/"


def test_the_session_gets_a_new_key_at_the_log_in(clerk: Account) -> None:
    client = Client()
    client.session.save()
    before = client.session.session_key
    typed_in(client, clerk.username)
    assert client.session.session_key != before


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(clerk: Account) -> None:
    cookie = typed_in(Client(), clerk.username).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_the_log_out_forgets_the_session(clerk: Account) -> None:
    client = Client()
    typed_in(client, clerk.username)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/")["Location"] == "/dang-nhap/"
    assert client.get("/noi-bo/").status_code == 302


def test_a_log_in_from_another_site_is_refused(clerk: Account) -> None:
    answer = typed_in(Client(enforce_csrf_checks=True), clerk.username)
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["tiepnhan.hoalu", "khong.ai.ca"])
def test_wrong_name_and_wrong_password_get_the_same_sentence(clerk: Account, name: str) -> None:
    answer = typed_in(Client(), name, "sai")
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in said(answer)
    assert f'value="{name}"' in answer.content.decode()
    assert 'value="sai"' not in answer.content.decode()


def test_an_empty_field_is_asked_for(db: None) -> None:
    assert "Nhập tên đăng nhập." in said(typed_in(Client(), "", PASSWORD))
    assert "Nhập mật khẩu." in said(typed_in(Client(), "can.bo", ""))
    assert LogInAttempts.objects.count() == 0


def test_a_locked_account_is_told_so_only_after_its_password(clerk: Account) -> None:
    Account.objects.filter(id=clerk.id).update(is_active=False)
    assert "đang bị khóa" in said(typed_in(Client(), clerk.username))
    assert "đang bị khóa" not in said(typed_in(Client(), clerk.username, "sai"))


def test_a_citizens_account_does_not_come_in_here(db: None) -> None:
    client = Client()
    answer = typed_in(client, citizen().username)
    assert (answer.status_code, "Đây là tài khoản người dân." in said(answer)) == (422, True)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("password", ["x" * 100_000, "🔑"])
def test_odd_passwords_are_only_wrong(clerk: Account, password: str) -> None:
    assert "chưa đúng" in said(typed_in(Client(), clerk.username, password))


@pytest.mark.parametrize("name", ["x" * 5000, "' OR 1=1 --"])
def test_odd_names_are_only_wrong(db: None, name: str) -> None:
    assert "chưa đúng" in said(typed_in(Client(), name))


def test_after_five_failures_even_the_right_password_waits_and_the_page_says_how_long(clerk: Account) -> None:
    for _ in range(5):
        assert "chưa đúng" in said(typed_in(Client(), clerk.username, "sai"))
    answer = typed_in(Client(), clerk.username)
    assert answer.status_code == 422
    assert re.search(r"Đợi 1 phút, đến \d\d:\d\d, rồi thử lại", said(answer))
    LogInAttempts.objects.update(last_at=clock.now() - timedelta(minutes=2))
    assert typed_in(Client(), clerk.username).status_code == 302


def test_waiting_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [throttle.waiting_time("account", failures) // timedelta(minutes=1) for failures in range(4, 12)]
    assert waits == [0, 1, 2, 4, 8, 15, 15, 15]
    assert throttle.waiting_time("account", 10_000) == timedelta(minutes=15)


def test_tries_while_waiting_do_not_prolong_the_wait(db: None) -> None:
    for _ in range(5):
        assert throttle.begin("an", "10.0.0.1", NOW) is None
    assert throttle.begin("an", "10.0.0.1", NOW) == NOW + timedelta(minutes=1)
    assert throttle.begin("an", "10.0.0.1", NOW + timedelta(seconds=59)) == NOW + timedelta(minutes=1)
    assert throttle.begin("an", "10.0.0.1", NOW + timedelta(minutes=1)) is None


def test_one_name_written_otherwise_is_one_account(db: None) -> None:
    for name in ("an", "AN", " an ", "An", "aN"):
        throttle.begin(name, "10.0.0.1", NOW)
    assert throttle.begin("an", "10.0.0.2", NOW) is not None


def test_others_are_not_slowed_by_one_accounts_failures(db: None) -> None:
    for _ in range(5):
        throttle.begin("an", "10.0.0.1", NOW)
    assert throttle.begin("binh", "10.0.0.1", NOW) is None


def test_an_address_that_tries_many_names_waits_too(db: None) -> None:
    for number in range(50):
        assert throttle.begin(f"ten{number}", "10.0.0.1", NOW) is None
    assert throttle.begin("ten51", "10.0.0.1", NOW) == NOW + timedelta(minutes=1)
    assert throttle.begin("ten51", "10.0.0.2", NOW) is None


def test_a_success_in_between_does_not_hide_an_address_that_guesses(db: None) -> None:
    for number in range(50):
        throttle.begin(f"ten{number}", "10.0.0.1", NOW)
        if throttle.begin("chinh.minh", "10.0.0.1", NOW) is None:
            throttle.succeeded("chinh.minh", "10.0.0.1")
    assert throttle.begin("ten51", "10.0.0.1", NOW) is not None


def test_failures_of_yesterday_count_no_more_and_are_forgotten(db: None) -> None:
    for _ in range(4):
        throttle.begin("an", "10.0.0.1", NOW)
    tomorrow = NOW + timedelta(days=1)
    throttle.begin("an", "10.0.0.1", tomorrow)
    assert LogInAttempts.objects.get(subject__startswith="account:").failures == 1
    assert throttle.forget_old_attempts(tomorrow + timedelta(hours=25)) == 2


def test_neither_name_nor_address_can_be_read_from_the_table(db: None) -> None:
    throttle.begin("nguyen.van.an", "10.11.12.13", NOW)
    kept = " ".join(LogInAttempts.objects.values_list("subject", flat=True))
    assert "nguyen" not in kept
    assert "10.11" not in kept


def test_only_a_proxy_of_ones_own_says_who_calls(settings: Any) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": "6.6.6.6, 10.1.1.1"})
    settings.BEHIND_PROXY = False
    assert caller(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert caller(request) == "10.1.1.1"


@pytest.fixture
def demonstration(clerk: Account, settings: Any) -> Account:
    """A demonstration that offers one person."""
    settings.DEMO = True
    row = {"username": clerk.username, "role": "Công chức tiếp nhận", "agency": "Phường Hoa Lư", "what_to_try": "Tiếp nhận hồ sơ"}
    Path(settings.VAR).mkdir(parents=True)
    (Path(settings.VAR) / "demo_accounts.json").write_bytes(msgspec.json.encode([{**row, "password": PASSWORD}]))
    return clerk


def test_a_demonstration_lists_its_people_and_lets_one_be_them(demonstration: Account) -> None:
    client = Client()
    page = said(client.get("/dang-nhap/"))
    assert all(words in page for words in ("Công chức tiếp nhận", "Phường Hoa Lư", "Tiếp nhận hồ sơ", demonstration.username, PASSWORD))
    assert client.post("/dang-nhap/thu/", {"username": demonstration.username})["Location"] == "/quay/"
    assert client.get("/noi-bo/").status_code == 200


def test_a_demonstration_lets_nobody_be_who_is_not_on_its_list(demonstration: Account) -> None:
    member_of_staff("quantri.tinh")
    assert Client().post("/dang-nhap/thu/", {"username": "quantri.tinh"}).status_code == 404


def test_out_of_demonstrations_nobody_is_listed_or_comes_in_without_a_password(demonstration: Account, settings: Any) -> None:
    settings.DEMO = False
    client = Client()
    assert demonstration.username not in said(client.get("/dang-nhap/"))
    assert client.post("/dang-nhap/thu/", {"username": demonstration.username}).status_code == 404


def test_the_buttons_of_a_demonstration_need_the_forms_token(demonstration: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/dang-nhap/thu/", {"username": demonstration.username}).status_code == 403
