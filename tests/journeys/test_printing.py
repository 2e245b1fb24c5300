"""Many papers at once: a pile of receipts and the register, with a bar that moves by itself, and by plain pages without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.conftest import Look, OpenPage
from tests.papers.samples import pages_of

WHOLE_YEAR = "first_day=01/01/2026&last_day=31/12/2026"
BOOK = f"/so-phieu/?loai=RECEIPT&{WHOLE_YEAR}"


def test_the_clerk_prints_all_receipts_as_one_file(open_page: OpenPage, look: Look) -> None:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, "vanthu.hoalu")
    page.goto(BOOK)
    look(page, "so-phieu")
    everything = page.get_by_role("button", name=re.compile(r"^In cả \d+ phiếu$"))
    count = int(re.sub(r"\D", "", everything.inner_text()))
    everything.click()
    # Nobody presses anything from here on: the page asks for itself.
    expect(page.get_by_text(f"Đã xong: {count} phiếu")).to_be_visible()
    look(page, "viec-in")
    assert len(pages_of(_file(page))) >= count
    page.goto(f"{BOOK}&chua-in=1")
    expect(page.get_by_text("Không có phiếu nào trong phần này")).to_be_visible()


def test_ticked_receipts_are_counted_and_printed_alone(open_page: OpenPage) -> None:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, "giamdoc.hoalu")
    page.goto(BOOK)
    boxes = page.get_by_role("checkbox", name=re.compile("Chọn phiếu số"))
    boxes.nth(0).check()
    boxes.nth(2).check()
    expect(page.get_by_text("Đã chọn 2")).to_be_visible()
    page.get_by_role("button", name="In các phiếu đã chọn").click()
    expect(page.get_by_text("Đã xong: 2 phiếu")).to_be_visible()


def test_the_register_is_made_without_scripts_by_looking_again(open_page: OpenPage) -> None:
    page = open_page(walking.LOG_IN, java_script_enabled=False)
    walking.log_in(page, "giamdoc.hoalu")
    page.goto("/so-theo-doi/")
    page.get_by_label("Từ ngày").fill("01/01/2026")
    page.get_by_role("button", name="Lập sổ để in").click()
    again = page.get_by_role("link", name="Xem lại tiến độ")
    done = page.get_by_text("Đã xong:")
    expect(again.or_(done)).to_be_visible()
    while not done.is_visible():
        again.click()
    cover, *_ = pages_of(_file(page))
    assert "SỔ THEO DÕI HỒ SƠ" in cover


def _file(page: Page) -> bytes:
    """The file of the job on the page."""
    address = page.get_by_role("link", name="Mở bản in").get_attribute("href")
    assert address
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()
