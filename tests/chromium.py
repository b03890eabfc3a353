"""The one Chromium of a test worker: Playwright's loop can be entered once in a process, so every room shares it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

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


def violations(page: Page, *, with_contrast: bool = True) -> list[str]:
    """What axe finds on a page as it is now; contrast is three quarters of its work."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    rules = {} if with_contrast else {"color-contrast": {"enabled": False}}
    answer = page.evaluate(
        """options => axe.run(document, options).then(found => ({
            passed: found.passes.map(rule => rule.id),
            violated: found.violations.map(rule => `${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`),
        }))""",
        {"resultTypes": ["violations"], "rules": rules},
    )
    assert len(answer["passed"]) > 5
    assert ("color-contrast" in answer["passed"]) <= with_contrast
    found: list[str] = answer["violated"]
    return found
