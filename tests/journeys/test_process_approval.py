"""A process is changed without a script: a step too many is told at its row, mended, approved, and found as the version in force."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from motcua.foundation import clock
from motcua.law.calendar import business_date
from tests.journeys import walking
from tests.journeys.conftest import Look, OpenPage

SCREEN = {"width": 1280, "height": 800}
CODE = "1.000894"


def test_a_process_is_changed_and_approved_without_a_script(open_page: OpenPage) -> None:
    page = open_page(walking.LOG_IN, viewport=SCREEN, java_script_enabled=False)
    walking.log_in(page, "kiemsoat.tinh")
    page.goto(f"/quy-trinh/{CODE}/")
    page.get_by_role("link", name="Sửa thành bản mới").click()
    rows = page.locator(".step-row")
    before = rows.count()
    page.get_by_role("button", name="Thêm bước sau bước này 2").click()
    expect(rows).to_have_count(before + 1)
    page.get_by_role("button", name="Kiểm tra các bước").click()
    expect(page.locator("#f-ten-3-error")).to_contain_text("Bước 3 chưa có tên.")
    page.get_by_role("button", name="Bỏ bước này 3").click()
    expect(rows).to_have_count(before)
    page.get_by_label("Tên bước").nth(1).fill("Thẩm tra, xác minh tình trạng hôn nhân")
    page.get_by_label("Số, ký hiệu quyết định phê duyệt").fill("315/QĐ-UBND")
    page.get_by_label("Ngày ký quyết định").fill(f"{business_date(clock.now()):%d/%m/%Y}")
    page.get_by_label("Áp dụng từ ngày").fill(f"{business_date(clock.now()) + timedelta(days=1):%d/%m/%Y}")
    page.get_by_role("button", name="Ghi nhận phê duyệt").click()
    expect(page.locator(".messages")).to_contain_text("Đã ghi nhận bản số 2")
    expect(page.locator("main")).to_contain_text("Thẩm tra, xác minh tình trạng hôn nhân")
    expect(page.locator("main")).to_contain_text("hồ sơ tiếp nhận hôm nay đi theo bản số 1")


def test_pages_of_processes_read_well(open_page: OpenPage, look: Look) -> None:
    page = open_page(walking.LOG_IN, viewport=SCREEN)
    walking.log_in(page, "kiemsoat.tinh")
    page.goto(f"/quy-trinh/{CODE}/")
    look(page, "process")
    page.locator(".process-acts a").first.click()
    page.locator("#f-gio-2").fill("nhiều")
    page.get_by_role("button", name="Kiểm tra các bước").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    look(page, "faults")
    page.goto("/quy-trinh/nhan-su/")
    page.get_by_role("link", name="Xem ngày").first.click()
    expect(page.locator(".empty-post").first).to_contain_text("Văn thư")
    look(page, "empty-posts")
