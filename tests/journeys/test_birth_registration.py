"""A birth registration from the door to the result, followed by its applicant on a telephone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import TELEPHONE, Look, OpenPage
from tests.journeys.walking import ReceiptInHand

MOTHER = card("CIT-006")
BIRTH = "Thủ tục đăng ký khai sinh"
DRAFT = "Giấy khai sinh: đủ điều kiện, đề nghị ký."


def test_a_birth_registration_goes_from_the_counter_to_the_applicant(open_page: OpenPage, look: Look) -> None:
    telephone = open_page("/", viewport=TELEPHONE, has_touch=True)
    counter = open_page(walking.LOG_IN)
    receipt = _received_by_keyboard(counter, look)
    _followed(telephone, receipt, "Đang giải quyết", "Hồ sơ đang được giải quyết", look)
    expect(telephone.locator("main")).to_contain_text("Trung tâm Phục vụ hành chính công phường Hoa Lư")
    _forwarded(counter, receipt.code, look)
    _worked(open_page, receipt.code, look)
    _followed(telephone, receipt, "Đang giải quyết", "Hồ sơ đang được giải quyết", look)
    expect(telephone.locator(".when-where")).to_contain_text("Lãnh đạo UBND")
    _approved(open_page(walking.LOG_IN), receipt.code, look)
    _numbered_and_completed(open_page(walking.LOG_IN), receipt.code, look)
    _followed(telephone, receipt, "Có kết quả", "Hồ sơ đã có kết quả", look)
    expect(telephone.locator(".need")).to_contain_text("Mời Ông/Bà đến nhận kết quả")
    _handed_over(counter, receipt.code, look)
    telephone.goto(receipt.qr)
    walking.expect_stage(telephone, "Đã trả", "Đã trả kết quả cho Ông/Bà")
    look(telephone, "citizen-given-by-qr")
    expect(telephone.locator("body")).not_to_contain_text(MOTHER.personal_id)


def _received_by_keyboard(counter: Page, look: Look) -> ReceiptInHand:
    look(counter, "log-in")
    walking.log_in(counter, "tiepnhan.hoalu")
    look(counter, "counter-blank")
    walking.scan(counter, MOTHER)
    walking.choose_procedure(counter, "khai sinh", BIRTH)
    expect(counter.locator("[data-required-paper]").first).to_be_focused()
    for key in "1278":
        counter.keyboard.press(key)
    expect(counter.locator("[data-required-paper]:checked")).to_have_count(4)
    look(counter, "counter-ready")
    assert counter.evaluate("document.scrollingElement.scrollHeight") <= 768, "the counter is one screen"
    code = walking.receive(counter)
    receipt = walking.take_receipt(counter, code)
    expect(counter.locator("iframe[title=PDF]")).to_have_attribute("src", re.compile(re.escape(code)))
    expect(counter.get_by_role("link", name="Hồ sơ mới")).to_be_focused()
    assert walking.printed(counter) == [f"/ho-so/{code}/giay-hen.pdf"]
    look(counter, "received")
    return receipt


def _followed(telephone: Page, receipt: ReceiptInHand, stage: str, headline: str, look: Look) -> None:
    walking.follow(telephone, receipt)
    walking.expect_stage(telephone, stage, headline)
    look(telephone, "citizen")


def _forwarded(counter: Page, code: str, look: Look) -> None:
    walking.open_dossier(counter, code)
    look(counter, "dossier-at-the-counter")
    walking.act(counter, "Đã chuyển hồ sơ sang bước tiếp theo.")


def _worked(open_page: OpenPage, code: str, look: Look) -> None:
    officer = open_page(walking.LOG_IN)
    walking.log_in(officer, "thuly.hoalu")
    name = officer.locator(".bar-who").inner_text()
    head = open_page(walking.LOG_IN)
    walking.log_in(head, "truongphong.hoalu")
    walking.open_dossier(head, code)
    look(head, "assign")
    holder = head.get_by_label("Cán bộ thụ lý")
    holder.select_option(label=next(words for words in holder.locator("option").all_inner_texts() if words.startswith(name)))
    walking.act(head, "Đã phân công hồ sơ.")
    look(head, "assigned")
    walking.open_dossier(officer, code)
    look(officer, "examine")
    officer.get_by_label("Đủ điều kiện", exact=True).check()
    officer.get_by_label("Nội dung thẩm tra").fill("Đã đối chiếu giấy chứng sinh với dữ liệu của ngành y tế, thông tin khớp.")
    walking.act(officer, "Đã ghi kết quả thẩm tra.")
    officer.get_by_label("Dự thảo kết quả").fill(DRAFT)
    look(officer, "draft")
    walking.act(officer, "Đã trình ký.")
    look(officer, "submitted")


def _approved(approver: Page, code: str, look: Look) -> None:
    walking.log_in(approver, "lanhdao.hoalu")
    approver.get_by_role("link", name=re.compile(MOTHER.full_name)).click()
    expect(approver.locator("#file-title")).to_contain_text(code)
    expect(approver.locator(".draft-large")).to_have_text(DRAFT)
    look(approver, "approve")
    walking.act(approver, "Đã ký duyệt kết quả.")
    look(approver, "approved")


def _numbered_and_completed(clerk: Page, code: str, look: Look) -> None:
    walking.log_in(clerk, "vanthu.hoalu")
    walking.open_dossier(clerk, code)
    look(clerk, "number")
    walking.act(clerk, "Đã vào sổ và đóng dấu kết quả.")
    walking.act(clerk, "Đã kết thúc xử lý; kết quả đã về Bộ phận Một cửa.")
    look(clerk, "completed")


def _handed_over(counter: Page, code: str, look: Look) -> None:
    counter.goto("/tra-ket-qua/")
    look(counter, "results")
    counter.keyboard.type(code)
    counter.keyboard.press("Enter")
    expect(counter.locator(".identity")).to_contain_text(MOTHER.personal_id)
    look(counter, "hand-over")
    walking.act(counter, "Đã trả kết quả.")
