"""What a journey has: an installation that serves, a browser, pages that complain of nothing, axe, and a camera."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize, expect, sync_playwright

from tests.journeys.installation import Installation
from tests.postgres import address_of

HERE = Path(__file__).parent
ARTEFACTS = HERE.parents[1] / "artefacts" / "journeys"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
    # There is no printer to preview for: Chromium without a head falls over when a page asks for one.
    "--disable-print-preview",
)
NOTE_PRINTING = "window.print = () => { (top.printAsked ??= []).push(location.pathname); };"
"""Instead of printing, note which paper was to be printed; `walking.printed` reads the note."""
PATIENCE = 30_000
"""Milliseconds to wait for what a person would see at once: a busy machine is slow, and no journey measures it."""
expect.set_options(timeout=PATIENCE)
COUNTER_SCREEN: ViewportSize = {"width": 1366, "height": 768}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
MACHINE_WORDS = re.compile(
    r"\b(Submit|Error|Loading|Cancel|Warning|Unknown|None|null|undefined|NaN|True|False|Traceback|FORM_\d+|[A-Z]+_[A-Z]+)\b|\{[{%#]|[}%#]\}"
)
"""What no reader of a Vietnamese page should see: words of programs, names of constants, remains of templates."""
OpenPage = Callable[..., Page]
Look = Callable[[Page, str], None]
Photograph = Callable[[Page, str], Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demonstration province, served on a loopback port for the whole run."""
    on_postgres = os.environ.get("MOTCUA_TEST_DATABASE") == "postgres"
    database = address_of(Path(os.environ["MOTCUA_TEST_ROOM"]) / "postgres") if on_postgres else None
    served = Installation(tmp_path_factory.mktemp("installation"), database)
    served.build()
    try:
        served.start()
        yield served
    finally:
        served.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert program, "No Chromium is installed. On Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, installation: Installation) -> Iterator[OpenPage]:
    """Opens a window of its own (nobody is logged in), e.g. `open_page(viewport=TELEPHONE)`. At the end no page may have complained:
    no script error, nothing blocked by the content security policy, no answer of 500 or more."""
    complaints: list[str] = []
    windows = []

    def open_window(path: str = "/", **options: Any) -> Page:
        window = browser.new_context(base_url=installation.address, locale="vi-VN", **{"viewport": COUNTER_SCREEN, **options})
        window.set_default_timeout(PATIENCE)
        window.add_init_script(NOTE_PRINTING)
        windows.append(window)
        page = window.new_page()
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("console", lambda message: complaints.extend(_complaint_of(message)))
        page.on("response", lambda answer: complaints.extend(_failure_of(answer)))
        page.goto(path)
        return page

    yield open_window
    for window in windows:
        window.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Checks a page against WCAG with axe; fails with its full report."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check


@pytest.fixture
def photograph(request: pytest.FixtureRequest) -> Callable[[Page, str], Path]:
    """Keeps a picture of the whole page in artefacts/journeys/<test>/, numbered in the order taken."""
    album = ARTEFACTS / request.node.name
    shutil.rmtree(album, ignore_errors=True)

    def take(page: Page, name: str) -> Path:
        album.mkdir(parents=True, exist_ok=True)
        picture = album / f"{len(list(album.iterdir())) + 1:02d}-{name}.png"
        # caret="initial": hiding the caret would leave style attributes behind, which the content security policy then refuses.
        page.screenshot(path=picture, full_page=True, caret="initial")
        return picture

    return take


@pytest.fixture
def look(axe: Callable[[Page], None], photograph: Callable[[Page, str], Path]) -> Look:
    """Looks at a page as its reader does: axe, no words of the machine, a picture at its own width and one at a telephone's,
    and nothing to scroll sideways in either."""

    def at(page: Page, name: str) -> None:
        axe(page)
        words = page.locator("body").inner_text()
        assert not (found := MACHINE_WORDS.search(words)), f"{page.url} shows {found.group()!r}"
        _see(page, photograph, name)
        own = page.viewport_size
        if own and own["width"] > TELEPHONE["width"]:
            page.set_viewport_size(TELEPHONE)
            _see(page, photograph, f"{name}-390")
            page.set_viewport_size(own)

    return at


def _see(page: Page, photograph: Callable[[Page, str], Path], name: str) -> None:
    photograph(page, name)
    too_wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} px wider than its window ({page.viewport_size})"


def _complaint_of(message: ConsoleMessage) -> list[str]:
    """Errors of the console; a refusal shown in a page (4xx) is an answer, not a complaint."""
    is_answer = "Failed to load resource" in message.text and "status of 4" in message.text
    return [f"console: {message.text}"] if message.type == "error" and not is_answer else []


def _failure_of(answer: Response) -> list[str]:
    return [f"{answer.status} {answer.url}"] if answer.status >= 500 else []
