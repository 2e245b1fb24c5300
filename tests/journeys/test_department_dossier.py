"""A provincial dossier: the unit's head shares out the work and looks at it again before it is signed."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import Look, OpenPage

LETTERS, NAME = "1.014199", "giấy phép lao động"
EMPLOYER = card("CIT-015")


def test_a_department_works_through_its_head(open_page: OpenPage, look: Look) -> None:
    counter = _logged_in(open_page, "tiepnhan.tinh")
    code = walking.take_in(counter, EMPLOYER, LETTERS, NAME)
    walking.open_dossier(counter, code)
    walking.act(counter, "Đã chuyển hồ sơ sang bước tiếp theo.")
    head = _logged_in(open_page, "truongphong.vieclam.snv")
    officer = _logged_in(open_page, "thuly.vieclam.snv")
    _assigned(head, code, officer.locator(".bar-who").inner_text())
    _examined(officer, code)
    look(officer, "with-the-head")
    _submitted(head, code)
    look(head, "submitted-by-the-head")
    _acted(open_page, "lanhdao.snv", code, "Đã ký duyệt kết quả.")
    _acted(open_page, "vanthu.snv", code, "Đã vào sổ và đóng dấu kết quả.", "Đã kết thúc xử lý; kết quả đã về Bộ phận Một cửa.")
    counter.goto("/tra-ket-qua/")
    counter.keyboard.type("ro cham bloi")
    counter.keyboard.press("Enter")
    counter.get_by_role("link", name=code).or_(counter.locator("#file-title")).first.wait_for()
    if counter.locator("#file-title").count() == 0:
        counter.get_by_role("link", name=code).click()
    walking.act(counter, "Đã trả kết quả.")


def _assigned(head: Page, code: str, officer: str) -> None:
    walking.open_dossier(head, code)
    holder = head.get_by_label("Cán bộ thụ lý")
    holder.select_option(label=next(words for words in holder.locator("option").all_inner_texts() if words.startswith(officer)))
    walking.act(head, "Đã phân công hồ sơ.")


def _examined(officer: Page, code: str) -> None:
    walking.open_dossier(officer, code)
    officer.get_by_label("Đủ điều kiện", exact=True).check()
    officer.get_by_label("Nội dung thẩm tra").fill("Thành phần hồ sơ đầy đủ; điều kiện được đáp ứng.")
    walking.act(officer, "Đã ghi kết quả thẩm tra.")
    walking.act(officer, "Đã chuyển hồ sơ sang bước tiếp theo.")
    expect(officer.locator(".no-acts")).to_contain_text("Việc tiếp theo thuộc về")


def _submitted(head: Page, code: str) -> None:
    walking.open_dossier(head, code)
    expect(head.locator("#f-examination")).to_contain_text("điều kiện được đáp ứng")
    head.get_by_label("Dự thảo kết quả").fill("Giấy phép lao động: đủ điều kiện, đề nghị ký.")
    walking.act(head, "Đã trình ký.")
    expect(head.locator(".file-history")).to_contain_text("Soạn dự thảo kết quả")


def _acted(open_page: OpenPage, username: str, code: str, *said: str) -> None:
    page = _logged_in(open_page, username)
    walking.open_dossier(page, code)
    for words in said:
        walking.act(page, words)


def _logged_in(open_page: OpenPage, username: str) -> Page:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, username)
    return page
