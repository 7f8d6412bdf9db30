"""The page in a real browser, for tests: opened from disk or served on loopback, with no request and no error.

A machine without Chromium skips these tests; with CI=true they fail there.
"""

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from report_runs import FAILURE, Story, write_run

from summarizer.review.page import build_page, write_page
from summarizer.review.server import ReviewDesk, ReviewServer

KNOWN_AS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The shell first, which makes no window around a page and takes half the time for one."""
CHROMIUM = next(filter(None, map(shutil.which, KNOWN_AS)), None)
UNUSED = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "PaintHolding"),
    *("MediaRouter", "OptimizationHints", "ThirdPartyStoragePartitioning"),
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "PreloadTopChromeWebUI", "SpareRendererForSitePerProcess"),
)
"""What Chromium leaves out: what Playwright would name, whose own list this one replaces, and then what it would make
for its address bar and the next page, two renderers in each window that cost more than the page."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    f"--disable-features={','.join(UNUSED)}",
)
PATIENCE_MS = 30_000
"""How long something may take to happen on a page: beside the whole suite a browser is slow to tell its tabs."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Skips where there is no Chromium, and fails in continuous integration, where there must be."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium here: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


Open = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """``show(stories)`` or ``show(url=...)``: the page, which must ask nothing of anybody and report no error."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    troubles: list[str] = []
    allowed: list[str] = []

    def show(stories: Sequence[Story] = (), *, url: str | None = None, run: str = "run", **context: Any) -> Page:
        if url is None:
            write_page(write_run(tmp_path / run, stories, [FAILURE]), tmp_path / f"{run}.html")
            url = (tmp_path / f"{run}.html").as_uri()
        allowed.append(url.removesuffix("/"))
        opened = browser.new_context(
            **{"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce", **context}
        )
        contexts.append(opened)
        page = opened.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(url)
        page.locator("#record").wait_for(state="attached")
        return page

    yield show
    for context in contexts:
        context.close()
    assert not troubles
    assert not [url for url in asked if not any(url.startswith((base, "blob:null/", "blob:file:")) for base in allowed)]


def value(page: Page, field: str) -> Locator:
    return page.locator(f'#record [data-key="{field}"]')


SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


def settle(page: Page) -> None:
    """What was done to the page is drawn when this returns."""
    page.evaluate(SETTLED)


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def save_reviews(page: Page) -> str:
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download", exact=False).first.click()
    return saved.value.path().read_text(encoding="utf-8")


@contextmanager
def serve(run: Path, *, page_of: Path | None = None) -> Iterator[str]:
    """The address at which the run is reviewed; ``page_of`` is another run whose page is shown instead."""
    desk = ReviewDesk(run, who="ada")
    shown = page_of or run

    def build(_folder: Path, **told: Any) -> str:
        return build_page(shown, **told)

    with pytest.MonkeyPatch.context() as patches, ReviewServer(desk) as server:
        patches.setattr("summarizer.review.server.build_page", build)
        thread = threading.Thread(target=server.serve)
        thread.start()
        try:
            yield server.url
        finally:
            server.stop()
            thread.join()
