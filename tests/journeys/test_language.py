"""The English switch of the public pages, and the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage, Photograph

PAGES = {
    "home": "/",
    "search": "/thu-tuc/?q=khai sinh",
    "look-up": "/tra-cuu/",
    "catalogue": "/thu-tuc/",
    "procedure": "/thu-tuc/1.001193/",
}
UNTRANSLATED = """() => [...document.querySelectorAll('h1, h2, h3, legend, label, button, th, dt, summary')]
  .filter(one => one.closest('[lang]').lang === 'en' && !one.querySelector('[lang=vi]'))
  .map(one => one.textContent.trim())
  .filter(words => /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(words))"""


@pytest.mark.parametrize("name", PAGES)
def test_no_heading_label_or_button_stays_vietnamese_in_english(name: str, open_page: OpenPage, photograph: Photograph) -> None:
    page = open_page(PAGES[name])
    before = page.get_by_role("heading", level=1).text_content()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    photograph(page, name)
    assert page.evaluate(UNTRANSLATED) == []
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    assert page.get_by_role("heading", level=1).text_content() == before
