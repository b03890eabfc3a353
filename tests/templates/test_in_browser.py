"""The style guide in Chromium: axe, width, targets, and what the optional script adds."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.chromium import violations
from tests.templates import style_guide

pytestmark = pytest.mark.browser

FORMS = {"quick_exit_url": "#", "messages": ["Choose an answer or leave this page."]}
PAGES = [
    "components.html",
    "project.html",
    "form.html",
    "ballot.html",
    "public.html",
    "print.html",
    "errors/404.html",
    "errors/409.html",
    "errors/503.html",
]


def opened(
    browser: Browser, folder: Path, name: str, language: str = "en", width: int = 360, **options: object
) -> Page:
    """One page of the style guide, opened from a file at a phone's or a desk's width."""
    context = {**FORMS, "shown": style_guide.wrong_form(), **(style_guide.CONFLICT if "409" in name else {})}
    file = folder / "page.html"
    file.write_text(style_guide.render(name, language, **context))
    page = browser.new_page(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    return page


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_no_violations_and_no_sideways_scrolling(
    chromium: Browser, tmp_path: Path, name: str, language: str
) -> None:
    page = opened(chromium, tmp_path, name, language)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) <= 0, width
        assert violations(page) == [], width
    page.close()


@pytest.mark.parametrize("name", ["components.html", "project.html", "form.html"])
def test_the_dark_scheme_has_contrast_too(chromium: Browser, tmp_path: Path, name: str) -> None:
    page = opened(chromium, tmp_path, name, width=1280, color_scheme="dark")
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("name", ["form.html", "ballot.html", "project.html"])
def test_nothing_is_lost_at_320_pixels(chromium: Browser, tmp_path: Path, name: str) -> None:
    page = opened(chromium, tmp_path, name, "ar", 320)
    assert overflow(page) <= 0
    page.close()


def test_targets_are_large_on_a_phone(chromium: Browser, tmp_path: Path) -> None:
    for name in ("form.html", "ballot.html"):
        page = opened(chromium, tmp_path, name)
        small = page.evaluate(
            """[...document.querySelectorAll("main button, main .choice label, main input, main select, main textarea")]
            .filter(e => !["radio", "checkbox", "hidden"].includes(e.type) && !e.classList.contains("first-button"))
            .map(e => [e.outerHTML.slice(0, 60), (e.closest(".with-unit") || e).getBoundingClientRect().height])
            .filter(([, height]) => height < 48)"""
        )
        assert small == []
        page.close()


def test_without_scripts_the_menu_opens_and_the_form_stands(chromium: Browser, tmp_path: Path) -> None:
    page = opened(chromium, tmp_path, "form.html", java_script_enabled=False)
    page.get_by_text("Menu", exact=True).click()
    assert page.get_by_role("link", name="Decisions").is_visible()
    assert page.get_by_role("button", name="Check your answers").is_visible()
    page.close()


def test_focus_goes_to_the_errors_and_the_slash_key_to_the_search(chromium: Browser, tmp_path: Path) -> None:
    page = opened(chromium, tmp_path, "form.html", width=1280)
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator("#title").focus()
    page.keyboard.press("/")
    assert page.locator("#title").input_value() == "/"
    page.close()


def test_enter_presses_the_main_button_and_not_add_a_row(chromium: Browser, tmp_path: Path) -> None:
    page = opened(chromium, tmp_path, "form.html", width=1280)
    page.evaluate(
        "document.querySelector('.form').addEventListener('submit', e => {"
        " window.pressed = e.submitter.className; e.preventDefault(); })"
    )
    page.locator("#title").press("Enter")
    assert page.evaluate("window.pressed") == "first-button"
    page.close()


def test_a_second_press_sends_nothing(chromium: Browser, tmp_path: Path) -> None:
    page = opened(chromium, tmp_path, "form.html", width=1280)
    page.evaluate(
        "window.sent = 0; const f = document.querySelector('.form');"
        "f.addEventListener('submit', e => { if (!e.defaultPrevented) { window.sent += 1; e.preventDefault(); } })"
    )
    for _press in range(3):
        page.get_by_role("button", name="Check your answers").click(force=True)
    assert page.evaluate("window.sent") == 1
    page.close()


def test_leaving_a_half_filled_form_is_asked_about(chromium: Browser, tmp_path: Path) -> None:
    page = opened(chromium, tmp_path, "form.html", width=1280)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.reload()
    assert asked == [], "a form nobody touched is left without a question"
    page.locator("#title").click()
    page.keyboard.type("half")
    page.reload()
    assert asked == ["beforeunload"]
    page.close()
