"""What people do at the pages, one movement a function. They wait for what a person would wait for, never for a while."""

from __future__ import annotations

import re

import msgspec
from playwright.sync_api import Locator, Page, expect

from motcua.project.demo.accounts import PASSWORD
from tests.journeys.cards import Card
from tests.papers.samples import codes_on, letters_of, text_of

LOG_IN = "/dang-nhap/"
RECEIVE = "Tiếp nhận và in giấy hẹn"


class ReceiptInHand(msgspec.Struct, frozen=True):
    """What the applicant takes home: the code to read aloud, and the address in the QR code."""

    code: str
    secret: str
    qr: str


def log_in(page: Page, username: str) -> None:
    """By keyboard, from the log-in page to wherever this officer's day begins."""
    page.goto(LOG_IN)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def scan(page: Page, card: Card) -> None:
    """The scanner types the card's line and presses Enter; the clerk adds a telephone the register does not know."""
    expect(page.locator("#f-card_line")).to_be_focused()
    page.keyboard.type(card.line)
    page.keyboard.press("Enter")
    expect(page.locator("#f-full_name")).to_have_value(card.full_name)
    expect(page.locator("#f-procedure")).to_be_focused()


def choose_procedure(page: Page, letters: str, name: str) -> None:
    """A few letters without marks, Enter at once, and Enter again on the first of the list."""
    page.keyboard.type(letters)
    page.keyboard.press("Enter")
    first = page.locator("#f-procedure-list [aria-selected=true]")
    chosen = page.locator(".chosen", has_text=name)
    expect(first.or_(chosen)).to_be_visible()
    if not chosen.is_visible():
        expect(first).to_contain_text(name)
        page.keyboard.press("Enter")
    expect(chosen).to_be_visible()


def receive(page: Page) -> str:
    """F9, and the code that was given."""
    page.keyboard.press("F9")
    return received_code(page)


def received_code(page: Page) -> str:
    """The code on the page that says that a dossier was received."""
    expect(page.get_by_role("heading", name="Đã nhận hồ sơ")).to_be_visible()
    return page.locator(".received-code").inner_text()


def take_in(page: Page, card: Card, letters: str = "khai sinh", name: str = "Thủ tục đăng ký khai sinh") -> str:
    """A whole intake by keyboard, all required papers at once."""
    page.goto("/quay/")
    scan(page, card)
    choose_procedure(page, letters, name)
    expect(page.locator("[data-required-paper]").first).to_be_focused()
    page.keyboard.press("0")
    return receive(page)


def printed(page: Page) -> list[str]:
    """The paths of the papers this page has sent to print so far."""
    return list(page.evaluate("window.printAsked ?? []"))


def take_receipt(page: Page, code: str) -> ReceiptInHand:
    """The paper that lies in the printer, read with the eyes and with a telephone's camera."""
    link = page.get_by_role("link", name=re.compile("In (lại )?giấy hẹn"))
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"
    pdf = answer.body()
    assert pdf.startswith(b"%PDF")
    assert code in letters_of(text_of(pdf))
    qr = codes_on(pdf)["qr"]
    found = re.search(r"khoa=([\w-]+)", qr)
    assert found
    secret = found.group(1)
    assert secret in letters_of(text_of(pdf)), "the secret is also printed, for those without a camera"
    return ReceiptInHand(code, secret, qr)


def open_dossier(page: Page, code: str) -> None:
    """The page of a dossier on the desk."""
    page.goto(f"/ho-so/{code}/")
    expect(page.locator("#file-title")).to_contain_text(code)


def act_form(page: Page, button: str) -> Locator:
    """The form of an act by its verb."""
    return page.locator("form.act-form").filter(has=page.get_by_role("button", name=button))


def act(page: Page, said: str) -> None:
    """The usual act, by its key; `said` is what the page answers."""
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messages")).to_contain_text(said)


def follow(page: Page, receipt: ReceiptInHand) -> None:
    """The applicant types both codes of the receipt."""
    page.goto("/tra-cuu/")
    page.get_by_label("Mã hồ sơ").fill(receipt.code)
    page.get_by_label("Mã tra cứu").fill(receipt.secret)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(receipt.code)


def expect_stage(page: Page, stage: str, headline: str) -> None:
    """What the applicant reads first, and the station that is marked."""
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    expect(page.locator(".stages [aria-current=step] .stage-name")).to_have_text(stage)
