"""Error pages: the right status, our voice, nothing of the machine, and no database where it may be what failed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from motcua.web.errors import server_error

pytestmark = pytest.mark.urls("tests.web.pages")

PAGES = [
    ("/kho-doc/", 400, "Chưa đọc được yêu cầu này"),
    ("/cam/", 403, "Trang này không dành cho tài khoản đang dùng"),
    ("/khong-co/", 404, "Không có trang này"),
    ("/hong/", 500, "Hệ thống đang gặp sự cố"),
]


def visitor(**options: Any) -> Client:
    """A browser, to which the server's exceptions stay unknown as in life."""
    return Client(raise_request_exception=False, **options)


@pytest.mark.parametrize(("address", "status", "title"), PAGES)
def test_an_error_has_its_status_its_title_and_a_way_on(db: None, address: str, status: int, title: str) -> None:
    answer = visitor().get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert 'href="/"' in page or "/trang-cua-toi/" in page
    assert "bí mật" not in page
    assert "Traceback" not in page
    assert "Error" not in page


@pytest.mark.parametrize(("address", "status", "title"), PAGES)
def test_a_fragment_gets_the_same_words_without_a_page_around_them(db: None, address: str, status: int, title: str) -> None:
    answer = visitor().get(address, headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert (answer.status_code, title in part, "<html" in part) == (status, True, False)
    assert 'role="alert"' in part


def test_a_form_without_its_token_says_that_nothing_was_written(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "a"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "<h1>Biểu mẫu đã mở quá lâu</h1>" in page
    assert "Chưa có gì được ghi." in page


def test_an_unknown_host_gets_the_400_page(db: None) -> None:
    assert visitor().get("/dang-nhap/", headers={"host": "khac.example"}).status_code == 400


def test_the_500_page_needs_no_database() -> None:
    request = RequestFactory().get("/")
    assert server_error(request).status_code == 500  # a query would fail here: this test has no database


def test_the_500_page_tells_that_what_was_stored_is_safe(db: None) -> None:
    page = visitor().get("/hong/").content.decode()
    assert "Những gì đã lưu trước đó vẫn còn nguyên" in page
