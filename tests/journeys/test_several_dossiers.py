"""Several dossiers at once: a head assigns by keyboard alone, an approver reads and signs without a script, on a telephone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import TELEPHONE, Look, OpenPage

BOXES = 'input[name="hs"]'
DRAFT = "Giấy khai sinh: đủ điều kiện, ký cùng nhiều hồ sơ khác."


def test_a_head_assigns_two_dossiers_by_keyboard(open_page: OpenPage, look: Look) -> None:
    page = open_page(walking.LOG_IN, viewport={"width": 1280, "height": 800})
    walking.log_in(page, "truongphong.hoalu")
    page.goto("/ban-lam-viec/?danh-sach=mine")
    codes = page.locator(".row-code").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.get_by_role("status").filter(has_text="Đã chọn")).to_have_text("Đã chọn 2")
    expect(page.locator("[data-choose-head]")).to_be_visible()
    look(page, "ticked")
    page.keyboard.press("v")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Cán bộ thụ lý")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _expect_result(page, "Phân công nhiều hồ sơ", codes[:2])
    look(page, "assigned")


def test_the_box_in_the_head_row_ticks_all_and_none(open_page: OpenPage) -> None:
    page = open_page(walking.LOG_IN, viewport={"width": 1280, "height": 800})
    walking.log_in(page, "truongphong.hoalu")
    page.goto("/ban-lam-viec/?danh-sach=unit")
    everything = page.locator(BOXES).count()
    page.locator("[data-choose-head]").check()
    expect(page.locator(f"{BOXES}:checked")).to_have_count(everything)
    page.locator("[data-choose-head]").uncheck()
    expect(page.locator(f"{BOXES}:checked")).to_have_count(0)
    page.get_by_role("link", name="Chọn tất cả trên trang này").click()
    expect(page.locator(f"{BOXES}:checked")).to_have_count(everything)


def test_an_approver_reads_and_signs_on_a_telephone_without_a_script(open_page: OpenPage) -> None:
    code = _submitted(open_page)
    page = open_page(walking.LOG_IN, viewport=TELEPHONE, java_script_enabled=False)
    walking.log_in(page, "lanhdao.hoalu")
    page.goto("/phe-duyet/")
    page.get_by_role("link", name="Chọn tất cả trên trang này").click()
    waiting = page.locator(f"{BOXES}:checked").count()
    page.get_by_role("button", name="Đọc lại và ký").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đọc lại trước khi ký")
    expect(page.locator(".draft")).to_have_count(waiting)
    expect(page.locator(".draft", has_text=DRAFT)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Ký các hồ sơ")).click()
    _expect_result(page, "Ký duyệt nhiều hồ sơ", [code])
    expect(page.locator(".sum-done")).to_contain_text(f"{waiting} hồ sơ đã làm")


def _submitted(open_page: OpenPage) -> str:
    """A dossier of its own, from the counter to the approver's list."""
    counter = open_page(walking.LOG_IN)
    walking.log_in(counter, "tiepnhan.hoalu")
    code = walking.take_in(counter, card("CIT-024"))
    walking.open_dossier(counter, code)
    walking.act(counter, "Đã chuyển hồ sơ sang bước tiếp theo.")
    officer = open_page(walking.LOG_IN)
    walking.log_in(officer, "thuly.hoalu")
    walking.open_dossier(officer, code)
    walking.act(officer, "Đã nhận việc thụ lý hồ sơ.")
    officer.get_by_label("Đủ điều kiện", exact=True).check()
    officer.get_by_label("Nội dung thẩm tra").fill("Đã đối chiếu, thông tin khớp.")
    walking.act(officer, "Đã ghi kết quả thẩm tra.")
    officer.get_by_label("Dự thảo kết quả").fill(DRAFT)
    walking.act(officer, "Đã trình ký.")
    return code


def _expect_result(page: Page, title: str, codes: list[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    for code in codes:
        expect(page.locator(".result-table")).to_contain_text(code)
