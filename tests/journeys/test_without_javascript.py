"""Scripts are comfort: with JavaScript switched off every act is a plain form and a plain page."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import TELEPHONE, OpenPage

MOTHER = card("CIT-028")
BIRTH = "Thủ tục đăng ký khai sinh"


def test_a_dossier_is_received_forwarded_taken_and_followed(open_page: OpenPage) -> None:
    counter = open_page(walking.LOG_IN, java_script_enabled=False)
    walking.log_in(counter, "tiepnhan.hoalu")
    code = _received(counter)
    receipt = walking.take_receipt(counter, code)
    _act(counter, code, "Chuyển bước", "Đã chuyển hồ sơ sang bước tiếp theo.")
    officer = open_page(walking.LOG_IN, java_script_enabled=False)
    walking.log_in(officer, "thuly.hoalu")
    _act(officer, code, "Nhận việc", "Đã nhận việc thụ lý hồ sơ.")
    citizen = open_page("/", viewport=TELEPHONE, java_script_enabled=False)
    walking.follow(citizen, receipt)
    walking.expect_stage(citizen, "Đang giải quyết", "Hồ sơ đang được giải quyết")


def test_two_clicks_on_receive_make_one_dossier(open_page: OpenPage) -> None:
    page = open_page(walking.LOG_IN, java_script_enabled=False)
    walking.log_in(page, "tiepnhan.hoalu")
    person = card("CIT-012")
    _filled(page, person.line)
    page.get_by_role("button", name=walking.RECEIVE).dblclick()
    code = walking.received_code(page)
    page.goto("/quay/hom-nay/")
    rows = page.get_by_role("row").filter(has_text=person.full_name)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(code)


def test_the_catalogue_is_searched(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False, viewport=TELEPHONE)
    page.get_by_label("Ông/Bà cần làm thủ tục gì?").fill("dang ky khai sinh")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("link", name=re.compile(r"1\.001193")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("khai sinh")
    expect(page.locator("main")).to_contain_text("Giấy chứng sinh")


def _received(page: Page) -> str:
    _filled(page, MOTHER.line)
    page.get_by_role("button", name=walking.RECEIVE).click()
    return walking.received_code(page)


def _filled(page: Page, line: str) -> None:
    page.locator("#f-card_line").fill(line)
    page.get_by_role("button", name="Đọc").click()
    expect(page.locator("#f-procedure")).to_be_focused()
    page.locator("#f-procedure").fill("khai sinh")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.get_by_role("button", name=re.compile(f"^{BIRTH}1")).or_(page.get_by_role("button", name=re.compile(f"^{BIRTH} 1"))).click()
    expect(page.locator(".chosen")).to_contain_text(BIRTH)
    page.get_by_role("button", name="Đủ mọi giấy tờ bắt buộc").click()
    expect(page.locator("[data-required-paper]:checked")).to_have_count(4)


def _act(page: Page, code: str, button: str, said: str) -> None:
    walking.open_dossier(page, code)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".messages")).to_contain_text(said)
