"""A ballot on a bad line: what a telephone has to load before the first question can be answered."""

import pytest
from playwright.sync_api import Browser

from qip_tracker.cli.demo import sign_ins
from tests.browser.reading import Reader

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 15_000, 3


def a_card(reader: Reader) -> tuple[str, str, str]:
    """Panel, number and secret of a card that has not voted; not the one the walk uses, whose session would end."""
    with reader.walk.app.app_context():
        _role, words, secret = [line for line in sign_ins() if line[0].endswith("/b")][-1]
    panel, number = (word for word in words.replace(",", "").split() if word.isdigit())
    return panel, number, secret


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_card_and_the_ballot_are_light(chromium: Browser, reader: Reader, language: str) -> None:
    panel, number, secret = a_card(reader)
    for scripts in (True, False):
        phone = {
            "viewport": {"width": 360, "height": 740},
            "locale": language,
            "java_script_enabled": scripts,
        }
        context = chromium.new_context(**phone)
        page = context.new_page()
        reader.line.taken()
        page.goto(f"{reader.base}/b?panel={panel}")
        page.wait_for_load_state("networkidle")
        card = reader.line.taken()
        page.fill('[name="number"]', number)
        page.fill('[name="secret"]', secret)
        with page.expect_navigation():
            page.click("main form button")
        page.wait_for_load_state("networkidle")
        assert page.url == f"{reader.base}/b/ballot"
        assert page.get_attribute("html", "lang") == language
        # From the card to the questions: the answer to the card, the questions; the stylesheet is there already.
        questions = reader.line.taken()
        # The ballot alone, as a telephone that remembers nothing loads it.
        fresh = chromium.new_context(**phone, storage_state=context.storage_state())
        cold_page = fresh.new_page()
        cold_page.goto(f"{reader.base}/b/ballot")
        cold_page.wait_for_load_state("networkidle")
        cold = reader.line.taken()
        assert cold_page.locator("main form").count() == 1
        fresh.close()
        context.close()
        weights = {
            name: (len(line), sum(weight for _path, weight in line))
            for name, line in {
                "card": card,
                "ballot alone": cold,
                "card and ballot": card + questions,
            }.items()
        }
        print(f"{language}, {'with' if scripts else 'without'} scripts: (requests, bytes) {weights}")
        assert 1 <= len(card) <= MOST_REQUESTS and 1 <= len(cold) <= MOST_REQUESTS, (card, cold)
        assert all(0 < weight < MOST_BYTES for _requests, weight in weights.values())
        assert "/favicon.ico" not in dict(card + questions + cold)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_letters_of_twice_the_size_fit_the_smallest_telephone(
    chromium: Browser, reader: Reader, language: str
) -> None:
    """320 px wide, text at 200 %: nothing lies beyond the edge, and nothing to touch is under 48 px high."""
    panel, number, secret = a_card(reader)
    context = chromium.new_context(viewport={"width": 320, "height": 640}, locale=language)
    page = context.new_page()
    page.goto(f"{reader.base}/b?panel={panel}")
    page.fill('[name="number"]', number)
    page.fill('[name="secret"]', secret)
    with page.expect_navigation():
        page.click("main form button")
    touched = "main label:has(span), main button, textarea, .languages a, .leave"
    for size in ("", "225%"):
        page.evaluate("size => document.documentElement.style.fontSize = size", size)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, size
        heights = page.eval_on_selector_all(
            touched, "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert len(heights) > 60 and min(heights) >= 48, size
    context.close()
