"""A paper lacks: it is asked for once, the clock stands still, the applicant reads what to bring, brings it, and the time runs on."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import TELEPHONE, Look, OpenPage

MOTHER = card("CIT-006")


def test_a_lacking_paper_is_asked_for_once_and_brought(open_page: OpenPage, look: Look) -> None:
    counter = _logged_in(open_page, "tiepnhan.hoalu")
    code = walking.take_in(counter, MOTHER)
    receipt = walking.take_receipt(counter, code)
    walking.open_dossier(counter, code)
    walking.act(counter, "Đã chuyển hồ sơ sang bước tiếp theo.")
    officer = _taken(open_page, code)
    _asked(officer, look)
    telephone = open_page("/", viewport=TELEPHONE, has_touch=True)
    walking.follow(telephone, receipt)
    expect(telephone.locator(".need")).to_contain_text("bổ sung")
    expect(telephone.locator("main")).to_contain_text("Ký và ghi rõ họ tên ở trang cuối")
    look(telephone, "citizen-must-bring-a-paper")
    _brought(counter, code, look)
    officer.reload()
    expect(officer.locator("main")).to_contain_text("Tạm dừng")
    expect(officer.locator(".file-history")).to_contain_text("Tính tiếp thời hạn")
    look(officer, "goes-on")
    _second_time_is_the_heads(officer, code, look)
    telephone.reload()
    expect(telephone.locator(".need")).to_have_count(0)


def _taken(open_page: OpenPage, code: str) -> Page:
    officer = _logged_in(open_page, "thuly.hoalu")
    head = _logged_in(open_page, "truongphong.hoalu")
    walking.open_dossier(head, code)
    holder = head.get_by_label("Cán bộ thụ lý")
    name = officer.locator(".bar-who").inner_text()
    holder.select_option(label=next(words for words in holder.locator("option").all_inner_texts() if words.startswith(name)))
    walking.act(head, "Đã phân công hồ sơ.")
    walking.open_dossier(officer, code)
    return officer


def _asked(officer: Page, look: Look) -> None:
    form = _opened(officer, "Yêu cầu bổ sung")
    expect(form).to_contain_text("cơ quan tự khai thác")
    form.locator("[name^='bs-tick:']").first.check()
    form.get_by_label("Thiếu gì, sai chỗ nào").first.fill("Tờ khai chưa có chữ ký của người khai.")
    form.get_by_label("Lý do yêu cầu bổ sung").fill("Tờ khai chưa hợp lệ.")
    form.get_by_role("button", name="Yêu cầu bổ sung").click()
    expect(officer.locator("main")).to_contain_text("Ghi cách khắc phục")
    form = walking.act_form(officer, "Yêu cầu bổ sung")
    expect(form.get_by_label("Thiếu gì, sai chỗ nào").first).to_have_value("Tờ khai chưa có chữ ký của người khai.")
    look(officer, "what-was-typed-stays")
    form.locator("[name^='bs-remedy:']").first.fill("Ký và ghi rõ họ tên ở trang cuối, rồi mang đến quầy.")
    form.get_by_role("button", name="Yêu cầu bổ sung").click()
    expect(officer.locator(".messages")).to_contain_text("Đã yêu cầu bổ sung")
    look(officer, "asked")


def _opened(page: Page, button: str) -> Locator:
    """The form of a further act, with its disclosures opened."""
    page.locator(".acts-further > summary").click()
    page.locator(".acts-further .act-other > summary", has_text=button).first.click()
    return walking.act_form(page, button)


def _brought(counter: Page, code: str, look: Look) -> None:
    walking.open_dossier(counter, code)
    form = walking.act_form(counter, "Nhận giấy tờ bổ sung")
    form.locator("[name^='nbs-tick:']").first.check()
    look(counter, "supplement-at-the-counter")
    walking.act(counter, "Đã nhận giấy tờ bổ sung.")


def _second_time_is_the_heads(officer: Page, code: str, look: Look) -> None:
    """Refused with the sentence and its basis, and nothing typed is lost."""
    walking.open_dossier(officer, code)
    form = _opened(officer, "Yêu cầu bổ sung")
    form.locator("[name^='bs-tick:']").first.check()
    form.get_by_label("Thiếu gì, sai chỗ nào").first.fill("Thiếu nữa")
    form.locator("[name^='bs-remedy:']").first.fill("Bổ sung")
    form.get_by_label("Lý do yêu cầu bổ sung").fill("Thiếu")
    form.get_by_role("button", name="Yêu cầu bổ sung").click()
    expect(officer.locator("main")).to_contain_text(re.compile("bổ sung một lần|lãnh đạo phòng"))
    look(officer, "second-time-refused")


def _logged_in(open_page: OpenPage, username: str) -> Page:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, username)
    return page
