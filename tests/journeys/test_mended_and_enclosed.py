"""An answer with a file, a name mended by two, a number that opens its dossiers, and a reminder that reaches who owes it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import walking
from tests.journeys.cards import card
from tests.journeys.conftest import Look, OpenPage
from tests.journeys.installation import Installation

LETTER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def test_an_agency_answers_with_a_file_and_whoever_asked_opens_it(
    open_page: OpenPage, look: Look, installation: Installation, tmp_path: Path
) -> None:
    code = installation.call("-m", "tests.journeys.past", "asked").strip()
    (tmp_path / "cong-van.pdf").write_bytes(LETTER)
    (tmp_path / "nhap.docx").write_bytes(b"PK\x03\x04")
    asked = _logged_in(open_page, installation.call("-m", "tests.journeys.past", "who-answers").strip())
    asked.goto(f"/ho-so/{code}/?viec=tra-loi-y-kien")
    form = walking.act_form(asked, "Trả lời ý kiến")
    form.get_by_label("Nội dung trả lời").fill("Nội dung trả lời ở công văn kèm theo.")
    form.get_by_label("Tệp kèm theo").set_input_files([tmp_path / "cong-van.pdf", tmp_path / "nhap.docx"])
    form.get_by_role("button", name="Trả lời ý kiến").click()
    expect(asked.locator(".error-summary")).to_contain_text("Tệp “nhap.docx” không phải PDF, ảnh JPEG hoặc PNG.")
    form = walking.act_form(asked, "Trả lời ý kiến")
    expect(form.get_by_label("Nội dung trả lời")).to_have_value("Nội dung trả lời ở công văn kèm theo.")
    look(asked, "a-file-that-is-none")
    form.get_by_label("Tệp kèm theo").set_input_files(tmp_path / "cong-van.pdf")
    form.get_by_role("button", name="Trả lời ý kiến").click()
    expect(asked.locator(".messages")).to_contain_text("Đã gửi trả lời ý kiến.")
    lead = _logged_in(open_page, "thuly.hoalu")
    walking.open_dossier(lead, code)
    enclosed = lead.get_by_role("link", name="Tệp 1")
    answer = lead.request.get(enclosed.get_attribute("href") or "")
    assert (answer.status, answer.headers["content-type"], answer.body()) == (200, "application/pdf", LETTER)
    look(lead, "the-file-in-its-place")


def test_a_wrong_name_is_mended_by_two_people_and_both_are_seen(open_page: OpenPage, look: Look) -> None:
    counter = _logged_in(open_page, "tiepnhan.hoalu")
    code = walking.take_in(counter, card("CIT-002"))
    counter.goto(f"/ho-so/{code}/?viec=dinh-chinh")
    form = walking.act_form(counter, "Đề nghị đính chính thông tin người nộp")
    form.get_by_label("Mục ghi sai").select_option("email")
    form.get_by_label("Nội dung đúng").fill("khong phai thu")
    form.get_by_label("Lý do đính chính").fill("Người nộp cho biết thư điện tử mới")
    form.get_by_role("button").first.click()
    expect(counter.locator(".error-summary")).to_contain_text("ten@donvi.vn")
    look(counter, "an-entry-that-is-none")
    form.get_by_label("Nội dung đúng").fill("lien.he@hoalu.vn")
    form.get_by_role("button").first.click()
    expect(counter.locator(".messages")).to_contain_text("Đã gửi đề nghị đính chính")
    leader = _logged_in(open_page, "giamdoc.hoalu")
    leader.goto(f"/ho-so/{code}/?viec=duyet-dinh-chinh")
    look(leader, "to-decide")
    walking.act(leader, "Đã duyệt đính chính.")
    walking.open_dossier(leader, code)
    expect(leader.locator(".file-part").filter(has_text="Đính chính").first).to_contain_text("lien.he@hoalu.vn")
    look(leader, "before-and-after")


def test_a_number_opens_its_dossiers_and_the_one_who_owes_is_reminded(open_page: OpenPage, look: Look, installation: Installation) -> None:
    code = installation.call("-m", "tests.journeys.past", "late").strip()
    control = _logged_in(open_page, "kiemsoat.tinh")
    control.goto("/qua-han/")
    number = control.locator(".figure").filter(has_text="Còn mở, đã quá hạn").locator(".figure-number")
    counted = re.sub(r"\D", "", number.inner_text().split("hồ sơ")[0])
    number.click()
    expect(control.locator(".tab[aria-current=page]")).to_have_text(re.compile(rf"Chưa giải quyết xong\s*{counted}"))
    look(control, "the-dossiers-behind-a-number")
    control.goto(f"/ho-so/{code}/?viec=nhac-viec")
    walking.act(control, "Đã nhắc người phải làm")
    officer = _logged_in(open_page, "lanhdao.hoalu")
    officer.goto("/viec-phai-lam/")
    expect(officer.locator("tr", has_text=code).first).to_contain_text("Được nhắc")
    look(officer, "reminded")


def _logged_in(open_page: OpenPage, username: str) -> Page:
    page = open_page(walking.LOG_IN)
    walking.log_in(page, username)
    return page
