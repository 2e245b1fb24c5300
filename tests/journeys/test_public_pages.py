"""Every page for everybody, on a desk and on a telephone."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Look, OpenPage

SCREEN = {"width": 1280, "height": 800}
PAGES = {
    "home": "/",
    "found": "/thu-tuc/?q=khai sinh",
    "nothing-found": "/thu-tuc/?q=zzzz",
    "catalogue": "/thu-tuc/",
    "procedure": "/thu-tuc/1.001193/",
    "ended-procedure": "/thu-tuc/2.002621/",
    "look-up": "/tra-cuu/",
    "wrong-receipt": "/tra-cuu/?ma=H42.191-261121-9999&khoa=ABCDEFGH",
    "seals": "/niem-phong/",
    "about": "/gioi-thieu/",
    "log-in": "/dang-nhap/",
    "no-such-page": "/khong-co-trang-nay/",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_everybody_reads_well_everywhere(name: str, open_page: OpenPage, look: Look) -> None:
    look(open_page(PAGES[name], viewport=SCREEN), name)
