"""What goes wrong at a counter: each mistake is named at its field, nothing typed is lost, nothing is received twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from motcua.law.calendar import VN
from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import Look, OpenPage

BIRTH = "Thủ tục đăng ký khai sinh"
TO_COME = f"{datetime.now(UTC).astimezone(VN) + timedelta(days=3):%d/%m/%Y}"
"""Still to come when midnight passes while the journeys run."""
TOO_LONG = ("Nguyễn Văn An " * 358)[:5000]


def test_wrong_fields_are_named_and_nothing_typed_is_lost(open_page: OpenPage, look: Look) -> None:
    page = _at_the_counter(open_page)
    typed = {"#f-personal_id": "03706100854", "#f-birth_date": TO_COME, "#f-full_name": TOO_LONG, "#f-address": "Xóm 1, xã Chất Bình"}
    typed |= {"#f-phone": "0812 539 825", "#f-email": "dang@vidu.invalid"}
    for field, words in typed.items():
        page.locator(field).fill(words)
    _choose_birth(page)
    page.keyboard.press("1")
    page.keyboard.press("F9")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator("#f-personal_id-error")).to_have_text("Số định danh phải có 12 chữ số. Ông/Bà vừa nhập 11 chữ số.")
    expect(page.locator("#f-birth_date-error")).to_contain_text(f"Ngày sinh {TO_COME} chưa đến")
    expect(page.locator("#f-full_name-error")).to_contain_text(re.compile(r"dài|chữ"))
    for field, words in typed.items():
        expect(page.locator(field)).to_have_value(words)
    expect(page.locator(".chosen")).to_contain_text(BIRTH)
    expect(page.locator("[data-key='1']")).to_be_checked()
    look(page, "wrong-fields")
    page.locator("[data-error-summary] a[href='#f-personal_id']").click()
    expect(page.locator("#f-personal_id")).to_be_focused()


def test_a_missing_required_paper_is_named_at_its_line(open_page: OpenPage, look: Look) -> None:
    page = _at_the_counter(open_page)
    walking.scan(page, card("CIT-002"))
    _choose_birth(page)
    page.keyboard.press("1")
    page.keyboard.press("7")
    page.keyboard.press("8")
    page.keyboard.press("F9")
    line = page.locator("li.paper-line").nth(1)
    expect(line.locator(".error")).to_be_visible()
    expect(page.locator("[data-key='1']")).to_be_checked()
    expect(page.locator("#f-full_name")).to_have_value(card("CIT-002").full_name)
    look(page, "missing-paper")
    line.get_by_role("checkbox").first.check()
    walking.receive(page)


def test_a_procedure_out_of_force_is_refused_with_the_day_it_ended(open_page: OpenPage, look: Look) -> None:
    page = _at_the_counter(open_page)
    walking.scan(page, card("CIT-021"))
    page.keyboard.type("2.001009")
    ended = page.get_by_role("option", name=re.compile("Đã hết hiệu lực từ 10.11.2025"))
    expect(ended).to_be_visible()
    look(page, "abolished-offered")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="đã hết hiệu lực từ ngày 10/11/2025")).to_be_visible()
    page.keyboard.press("F9")
    expect(page.locator("#f-procedure-error")).to_contain_text("đã hết hiệu lực từ ngày 10/11/2025")
    expect(page.locator("#f-full_name")).to_have_value(card("CIT-021").full_name)
    expect(page.locator("#f-procedure")).to_have_value(re.compile("di sản"))
    look(page, "abolished-refused")


def test_two_clicks_on_receive_make_one_dossier(open_page: OpenPage) -> None:
    page = _at_the_counter(open_page)
    walking.scan(page, card("CIT-013"))
    _choose_birth(page)
    page.keyboard.press("0")
    page.get_by_role("button", name=walking.RECEIVE).dblclick()
    code = walking.received_code(page)
    page.goto("/quay/hom-nay/")
    rows = page.get_by_role("row").filter(has_text=card("CIT-013").full_name)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(code)


def _at_the_counter(open_page: OpenPage) -> Page:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, "tiepnhan.hoalu")
    return page


def _choose_birth(page: Page) -> None:
    page.keyboard.press("F4")
    walking.choose_procedure(page, "khai sinh", BIRTH)
    expect(page.locator("[data-required-paper]").first).to_be_focused()
