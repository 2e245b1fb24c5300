"""Two windows on one dossier: the first act counts, the second is told what happened and keeps what was typed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import Look, OpenPage

REASON = "Ghi rõ họ tên mẹ theo giấy chứng sinh rồi trình lại."


def test_the_second_of_two_officers_is_told_and_loses_nothing(open_page: OpenPage, look: Look) -> None:
    code = _received(open_page, "CIT-025")
    officer, head = _logged_in(open_page, "thuly.hoalu"), _logged_in(open_page, "truongphong.hoalu")
    walking.open_dossier(officer, code)
    walking.open_dossier(head, code)
    holder = head.get_by_label("Cán bộ thụ lý")
    holder.select_option(index=1)
    walking.act(officer, "Đã nhận việc thụ lý hồ sơ.")
    head.keyboard.press("Control+Enter")
    _expect_news(head)
    look(head, "assigned-too-late")
    walking.open_dossier(officer, code)
    expect(officer.locator(".file-history")).to_contain_text("Phân công")


def test_a_reason_written_too_late_is_still_there(open_page: OpenPage, look: Look) -> None:
    code = _received(open_page, "CIT-026")
    officer = _logged_in(open_page, "thuly.hoalu")
    walking.open_dossier(officer, code)
    walking.act(officer, "Đã nhận việc thụ lý hồ sơ.")
    officer.get_by_label("Đủ điều kiện", exact=True).check()
    officer.get_by_label("Nội dung thẩm tra").fill("Đã đối chiếu, thông tin khớp.")
    walking.act(officer, "Đã ghi kết quả thẩm tra.")
    officer.get_by_label("Dự thảo kết quả").fill("Giấy khai sinh: đủ điều kiện, đề nghị ký.")
    walking.act(officer, "Đã trình ký.")
    signing, returning = _logged_in(open_page, "lanhdao.hoalu"), _logged_in(open_page, "lanhdao.hoalu")
    walking.open_dossier(signing, code)
    walking.open_dossier(returning, code)
    returning.keyboard.press("2")
    reason = returning.get_by_role("textbox", name="Lý do trả lại", exact=True)
    expect(reason).to_be_focused()
    returning.keyboard.type(REASON)
    walking.act(signing, "Đã ký duyệt kết quả.")
    walking.act_form(returning, "Trả lại để làm lại").get_by_role("button").click()
    _expect_news(returning)
    expect(returning.locator("main")).to_contain_text(REASON)
    look(returning, "returned-too-late")


def _received(open_page: OpenPage, sample_id: str) -> str:
    counter = _logged_in(open_page, "tiepnhan.hoalu")
    code = walking.take_in(counter, card(sample_id))
    walking.open_dossier(counter, code)
    walking.act(counter, "Đã chuyển hồ sơ sang bước tiếp theo.")
    return code


def _logged_in(open_page: OpenPage, username: str) -> Page:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, username)
    return page


def _expect_news(page: Page) -> None:
    """The clear sentence, where the reader's eyes are."""
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Hồ sơ vừa")
