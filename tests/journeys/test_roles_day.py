"""Each person of the demonstration opens every page the rail and the home lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from motcua.project.demo.accounts import DEMO_ACCOUNTS
from tests.journeys import walking
from tests.journeys.conftest import Look, OpenPage

SCREEN = {"width": 1280, "height": 800}
DESK = "/ban-lam-viec/"
LINKS = ".rail-link, .tabs a, .page-head a"
DOSSIERS = "main a.row-link, main a.pick"


@pytest.mark.parametrize("username", [account.username for account in DEMO_ACCOUNTS])
def test_every_page_of_an_officer_opens(username: str, open_page: OpenPage, look: Look) -> None:
    page = open_page(walking.LOG_IN, viewport=SCREEN)
    walking.log_in(page, username)
    home = page.url
    look(page, "home")
    opened = {address_of(home), *_first_list_at(page)}
    for number, address in enumerate(sorted(_addresses(page, LINKS) - opened), 1):
        _open(page, address)
        look(page, f"list-{number}")
        opened.add(address)
    page.goto(home)
    dossiers = [address for address in _addresses(page, DOSSIERS) if address not in opened]
    for address in sorted(dossiers)[:1]:
        _open(page, address)
        look(page, "first-dossier")


def _first_list_at(page: Page) -> set[str]:
    """Where the home is a work list, it is the first of the rail's work lists."""
    rail = page.locator(f".rail-link[href^='{DESK}']")
    is_list = urlsplit(page.url).path == DESK and rail.count()
    return {address_of(f"{rail.first.get_attribute('href')}")} if is_list else set()


def address_of(url: str) -> str:
    """Path and query."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _addresses(page: Page, which: str) -> set[str]:
    found = page.locator(which).evaluate_all("links => links.map(link => link.href)")
    return {address_of(url) for url in found}


def _open(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, f"{address} answers {answer.status}"
