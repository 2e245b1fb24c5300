"""An interlinked birth: one dossier, the ward's police and social insurance side by side, one result, followed on a telephone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import TELEPHONE, Look, OpenPage

FATHER = card("CIT-006")
LETTERS, NAME = "3.000722", "Liên thông điện tử"
POLICE, INSURANCE = "thuly.congan.hoalu", "thuly.bhxhcs.bhxh"


def test_birth_residence_and_health_card_go_side_by_side_under_one_code(open_page: OpenPage, look: Look) -> None:
    counter = _logged_in(open_page, "tiepnhan.hoalu")
    code = walking.take_in(counter, FATHER, LETTERS, NAME)
    receipt = walking.take_receipt(counter, code)
    walking.open_dossier(counter, code)
    walking.act(counter, "Đã chuyển hồ sơ sang bước tiếp theo.")
    officer = _examined_by_the_ward(open_page, code, look)
    telephone = open_page("/", viewport=TELEPHONE, has_touch=True)
    walking.follow(telephone, receipt)
    expect(telephone.locator("main")).to_contain_text("Công an phường Hoa Lư, Bảo hiểm xã hội cơ sở")
    look(telephone, "citizen-in-two-places")
    _done_in_the_branch(_logged_in(open_page, INSURANCE), code, "Đã cấp thẻ bảo hiểm y tế.", look)
    officer.reload()
    expect(officer.locator(".file-facts")).to_contain_text("Công an phường Hoa Lư")
    _done_in_the_branch(_logged_in(open_page, POLICE), code, "Đã đăng ký thường trú.", look)
    _signed_by_the_ward(open_page, code, look)
    telephone.goto(receipt.qr)
    walking.expect_stage(telephone, "Có kết quả", "Hồ sơ đã có kết quả")


def _examined_by_the_ward(open_page: OpenPage, code: str, look: Look) -> Page:
    officer = _logged_in(open_page, "thuly.hoalu")
    name = officer.locator(".bar-who").inner_text()
    head = _logged_in(open_page, "truongphong.hoalu")
    walking.open_dossier(head, code)
    holder = head.get_by_label("Cán bộ thụ lý")
    holder.select_option(label=next(words for words in holder.locator("option").all_inner_texts() if words.startswith(name)))
    walking.act(head, "Đã phân công hồ sơ.")
    walking.open_dossier(officer, code)
    _examine(officer, "Đã đối chiếu giấy chứng sinh, thông tin khớp.")
    expect(officer.locator(".act-main")).to_contain_text("Tách thành các nhánh song song")
    walking.act(officer, "Đã chuyển hồ sơ sang bước tiếp theo.")
    look(officer, "in-two-branches")
    return officer


def _done_in_the_branch(page: Page, code: str, found: str, look: Look) -> None:
    """From the list of what is owed to the end of the own branch."""
    page.goto("/viec-phai-lam/")
    line = page.locator("tr", has_text=code)
    expect(line).to_contain_text("Làm phần việc liên thông")
    line.get_by_role("link").first.click()
    expect(page.locator("#file-title")).to_contain_text(code)
    walking.act(page, "Đã nhận việc thụ lý hồ sơ.")
    _examine(page, found)
    look(page, "branch-examined")
    walking.act(page, "Đã chuyển hồ sơ sang bước tiếp theo.")
    expect(page.locator(".no-acts")).to_contain_text("Việc tiếp theo thuộc về")


def _examine(page: Page, found: str) -> None:
    page.get_by_label("Đủ điều kiện", exact=True).check()
    page.get_by_label("Nội dung thẩm tra").fill(found)
    walking.act(page, "Đã ghi kết quả thẩm tra.")


def _signed_by_the_ward(open_page: OpenPage, code: str, look: Look) -> None:
    head = _logged_in(open_page, "truongphong.hoalu")
    walking.open_dossier(head, code)
    expect(head.locator("main")).to_contain_text("Đã cấp thẻ bảo hiểm y tế.")
    expect(head.locator("main")).to_contain_text("Thời gian của từng cơ quan")
    look(head, "joined")
    head.get_by_label("Dự thảo kết quả").fill("Giấy khai sinh, xác nhận cư trú và thẻ bảo hiểm y tế: đủ điều kiện, đề nghị ký.")
    walking.act(head, "Đã trình ký.")
    for username, said in (
        ("lanhdao.hoalu", ("Đã ký duyệt kết quả.",)),
        ("vanthu.hoalu", ("Đã vào sổ và đóng dấu kết quả.", "Đã kết thúc xử lý; kết quả đã về Bộ phận Một cửa.")),
    ):
        page = _logged_in(open_page, username)
        walking.open_dossier(page, code)
        for words in said:
            walking.act(page, words)


def _logged_in(open_page: OpenPage, username: str) -> Page:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, username)
    return page
