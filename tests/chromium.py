"""The one Chromium of a test worker: Playwright's loop can be entered once in a process, so every room shares it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.effort import Effort

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def program() -> str | None:
    """QIP_TEST_CHROMIUM, or the one on the path."""
    return os.environ.get("QIP_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium(effort: Effort) -> Iterator[Browser]:
    """A Chromium, started once a worker; where none is found, the tests that ask for it are skipped by name."""
    found = program()
    if found is None:
        pytest.skip("no chromium found: nothing is looked at in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        with effort.closing_what_we_started("browser"):
            browser.close()
