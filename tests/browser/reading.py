"""Opens pages in Chromium as the people of the walk, weighs what comes over the line, and judges what is shown."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.pages import Seen, Walk
from tests.chromium import violations

WIDTHS = (1280, 360)
# QIP_TEST_SCREENSHOTS names a folder that gets a picture of every page.
PICTURES = "QIP_TEST_SCREENSHOTS"


class Line:
    """The wire between browser and application: every answer with its path and the bytes of its body, as sent."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.answers: list[tuple[str, int]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        answer = self.app(environ, start_response)
        number = 0
        try:
            for part in answer:
                number += len(part)
                yield part
        finally:
            self.answers.append((environ["PATH_INFO"], number))
            getattr(answer, "close", lambda: None)()

    def taken(self) -> list[tuple[str, int]]:
        """What came since this was last asked."""
        answers, self.answers = self.answers, []
        return answers


@dataclass
class Reader:
    """A browser for each person and language; pages come without the browser's own cache."""

    chromium: Browser
    walk: Walk
    base: str
    line: Line
    contexts: dict[tuple[str, str], tuple[BrowserContext, Page]] = field(default_factory=dict)

    def page_of(self, reader: str, language: str) -> Page:
        """The one tab of a reader."""
        if (reader, language) not in self.contexts:
            context = self.chromium.new_context(viewport={"width": WIDTHS[0], "height": 900})
            cookie = {"name": "session", "value": self.walk.cookie(reader, language), "url": self.base}
            context.add_cookies([cookie])  # type: ignore[list-item]
            page = context.new_page()
            context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
            self.contexts[reader, language] = (context, page)
        return self.contexts[reader, language][1]

    def open(self, seen: Seen, language: str) -> Page:
        """Open a page anew; `line` is what came."""
        page = self.page_of(seen.reader, language)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.line.taken()
        answer = page.goto(self.base + seen.url, wait_until="load")
        assert answer is not None and answer.status == 200, f"{seen.url}: {answer and answer.status}"
        return page

    def close(self) -> None:
        """All tabs."""
        for context, _page in self.contexts.values():
            context.close()


def faults(page: Page, *, with_contrast: bool = True) -> list[str]:
    """What axe finds, and by how much the page is wider than the window."""
    # Also when the document itself hides what stands out: then no one can read it.
    too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    found = [f"{too_wide} px too wide"] if too_wide > 0 else []
    return found + violations(page, with_contrast=with_contrast)


def keep_picture(page: Page, name: str) -> None:
    """A picture of the whole page, where a folder is named for it."""
    folder = os.environ.get(PICTURES)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
