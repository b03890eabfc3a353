"""Opens pages in Chromium as the people of the walk, weighs what comes over the line, and judges what is shown."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.pages import Seen, Walk
from tests.chromium import violations

WIDTHS = (1280, 360)
# QIP_TEST_SCREENSHOTS names a folder that gets a picture of every page.
PICTURES = "QIP_TEST_SCREENSHOTS"


class Line:
    """The wire between browser and application: every answer with its path and the bytes of its body, as sent.

    A picture of the tab comes when it likes, also after somebody else has sat down: with it no session comes.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.answers: list[tuple[str, int]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if environ["PATH_INFO"].startswith("/static/"):
                headers = [(name, value) for name, value in headers if name != "Set-Cookie"]
            return start_response(status, headers, *more)

        answer = self.app(environ, start)
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
    """Everybody of the walk in turn at one tab, with their own session and language; pages come without a cache.

    One tab, because a process of Chromium for each of them cost as much as all their pages.
    """

    chromium: Browser
    walk: Walk
    base: str
    line: Line
    sessions: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    seated: tuple[str, str] | None = None

    @cached_property
    def page(self) -> Page:
        """The tab; axe is there before each page begins, and is compiled once."""
        page = self.chromium.new_page(viewport={"width": WIDTHS[0], "height": 900})
        page.add_init_script(Axe().axe_script)
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        return page

    def _sit_down(self, reader: str, language: str) -> None:
        """Exchange the session in the browser; what the one who gets up was given last is kept."""
        if self.seated == (reader, language):
            return
        context = self.page.context
        if self.seated:
            self.sessions[self.seated] = context.cookies()
        self.seated = (reader, language)
        if self.seated not in self.sessions:
            value = self.walk.cookie(reader, language)
            self.sessions[self.seated] = [{"name": "session", "value": value, "url": self.base}]
        context.clear_cookies()
        context.add_cookies(self.sessions[self.seated])

    def open(self, seen: Seen, language: str) -> Page:
        """Open a page anew; `line` is what came."""
        self._sit_down(seen.reader, language)
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.line.taken()
        answer = self.page.goto(self.base + seen.url, wait_until="load")
        assert answer is not None and answer.status == 200, f"{seen.url}: {answer and answer.status}"
        assert self.page.get_attribute("html", "lang") == language
        return self.page

    def close(self) -> None:
        """The tab, when there was one."""
        if "page" in self.__dict__:
            self.page.context.close()


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
