"""What is owed when it is late: apologised for once, explained, concluded, and late all the same; an opinion answered too late."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from motcua.foundation import clock
from motcua.law.calendar import business_date, national_calendar
from tests.journeys import walking
from tests.journeys.conftest import Look, OpenPage
from tests.journeys.installation import Installation


def test_a_dossier_that_became_late_is_apologised_for_explained_and_concluded(
    open_page: OpenPage, look: Look, installation: Installation
) -> None:
    code = installation.call("-m", "tests.journeys.past", "late").strip()
    head = _logged_in(open_page, "lanhdao.hoalu")
    _apologised(head, code, look)
    counter = _logged_in(open_page, "tiepnhan.hoalu")
    _delivered(counter, code, look)
    officer = _logged_in(open_page, "thuly.hoalu")
    _explained(officer, code, look)
    _concluded(head, code, look)
    _stays_late(officer, code, look)


def _apologised(head: Page, code: str, look: Look) -> None:
    form = _from_the_duties(head, code, "Xin lỗi và hẹn lại ngày trả kết quả", "Xin lỗi và hẹn lại")
    form.get_by_label("Lý do chậm, nói với người nộp").fill("Chờ xác minh tại nơi cư trú cũ, cơ quan phối hợp trả lời chậm.")
    form.get_by_label("Ngày hẹn mới").fill("hôm nào đó")
    form.get_by_role("button", name="Xin lỗi và hẹn lại").click()
    expect(head.locator("main")).to_contain_text("Ngày")
    form = walking.act_form(head, "Xin lỗi và hẹn lại")
    expect(form.get_by_label("Lý do chậm, nói với người nộp")).to_have_value(re.compile("Chờ xác minh"))
    look(head, "apology-with-a-wrong-day")
    form.get_by_label("Ngày hẹn mới").fill(_in_days(5))
    form.get_by_role("button", name="Xin lỗi và hẹn lại").click()
    expect(head.locator(".messages")).to_contain_text("hồ sơ quá hạn vẫn là quá hạn")


def _in_days(days: int) -> str:
    calendar = national_calendar()
    return f"{calendar.working_day_after(business_date(clock.now()), days):%d/%m/%Y}"


def _delivered(counter: Page, code: str, look: Look) -> None:
    form = _from_the_duties(counter, code, "Gửi thư xin lỗi đến người nộp", "Ghi việc gửi thư xin lỗi")
    look(counter, "delivery")
    form.get_by_label("Tin nhắn SMS").or_(form.get_by_label("SMS")).first.check()
    form.get_by_role("button", name="Ghi việc gửi thư xin lỗi").click()
    expect(counter.locator(".messages")).to_be_visible()


def _explained(officer: Page, code: str, look: Look) -> None:
    form = _from_the_duties(officer, code, "Giải trình hồ sơ quá hạn", "Giải trình")
    form.get_by_label("Nguyên nhân").select_option(label="Cơ quan phối hợp chậm cho ý kiến")
    form.get_by_label("Nội dung giải trình").fill("Cơ quan phối hợp trả lời sau hạn; đã đôn đốc; lần sau hỏi ngay ngày nhận.")
    look(officer, "explanation")
    form.get_by_role("button", name="Giải trình").click()
    expect(officer.locator(".messages")).to_contain_text("Đã gửi giải trình đến người đứng đầu.")


def _concluded(head: Page, code: str, look: Look) -> None:
    form = _from_the_duties(head, code, "Kết luận bản giải trình", "Kết luận giải trình")
    form.get_by_label("Yêu cầu kiểm điểm").check()
    form.get_by_label("Kết luận bằng lời").fill("Kiểm điểm việc theo dõi thời hạn của đơn vị.")
    look(head, "conclusion")
    form.get_by_role("button", name="Kết luận giải trình").click()
    expect(head.locator(".messages")).to_contain_text("Đã kết luận bản giải trình.")
    head.goto("/qua-han/")
    look(head, "the-heads-numbers")


def _stays_late(officer: Page, code: str, look: Look) -> None:
    walking.open_dossier(officer, code)
    expect(officer.locator(".file-top")).to_contain_text("quá hạn")
    expect(officer.locator("main")).to_contain_text("Yêu cầu kiểm điểm")
    look(officer, "still-late")


def test_an_opinion_is_answered_late_and_the_lateness_is_the_asked_agencys(
    open_page: OpenPage, look: Look, installation: Installation
) -> None:
    code = installation.call("-m", "tests.journeys.past", "asked").strip()
    asked = _logged_in(open_page, _who_answers(installation))
    form = _from_the_duties(asked, code, "Trả lời ý kiến", "Trả lời ý kiến")
    form.get_by_label("Nội dung trả lời").fill("Quá trình công tác đúng như khai; không có ý kiến khác.")
    look(asked, "answering")
    form.get_by_role("button", name="Trả lời ý kiến").click()
    expect(asked.locator(".messages")).to_contain_text("Đã gửi trả lời ý kiến.")
    lead = _logged_in(open_page, "thuly.hoalu")
    walking.open_dossier(lead, code)
    expect(lead.locator("#f-opinions, .file-part").filter(has_text="Quá trình công tác đúng như khai").first).to_contain_text("Sở Nội vụ")
    expect(lead.locator("main")).to_contain_text(re.compile("chậm|quá hạn"))
    look(lead, "answered-late")


def _who_answers(installation: Installation) -> str:
    return installation.call("-m", "tests.journeys.past", "who-answers").strip()


def _from_the_duties(page: Page, code: str, duty: str, button: str) -> Locator:
    """From the list of what is owed to the open form that fulfils it."""
    page.goto("/viec-phai-lam/")
    line = page.locator("tr", has_text=code).filter(has_text=duty).first
    for _ in range(5):
        if line.count():
            break
        page.get_by_role("link", name="Trang sau").click()
    line.get_by_role("link").first.click()
    expect(page.locator("#file-title")).to_contain_text(code)
    form = walking.act_form(page, button)
    expect(form.get_by_role("button", name=button)).to_be_visible()
    return form


def _logged_in(open_page: OpenPage, username: str) -> Page:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, username)
    return page
