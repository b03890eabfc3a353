"""Every page of the demonstration: no violation of axe, nothing wider than the window, light enough for a slow line."""

import pytest

from tests.browser.pages import MEMBER, Seen, Walk
from tests.browser.reading import WIDTHS, Reader, faults, keep_picture
from tests.commits import nothing_is_kept

pytestmark = pytest.mark.browser

STAFF_PAGE_BYTES = 60_000
# What answers to GET without being a page.
NO_PAGES = {
    "accounts.language": "chooses and goes back",
    "home.health": "a line for the reverse proxy",
    "milestones.photo": "a picture",
    "project_list.export": "a file",
    "reports.pdf": "a file",
    "reports.photo": "a picture",
    "static": "files",
}


# Long walks are cut into parts, for several workers; together the parts are all pages.
PARTS = (1, 2, 3)


def part_of(pages: list[Seen], part: int) -> list[Seen]:
    """Every third page, from the first, the second or the third on."""
    return pages[part - 1 :: len(PARTS)]


def with_a_form(pages: list[Seen]) -> list[Seen]:
    """Where something is filled in; the ballot has tests of its own."""
    return [seen for seen in pages if seen.has_form and seen.reader != MEMBER]


def test_nothing_is_left_out_of_the_walk(walk: Walk) -> None:
    pages = walk.pages
    assert set(walk.never_shown(pages)) == set(NO_PAGES)
    assert len({page.url for page in pages}) > 100
    assert len(with_a_form(pages)) > 20
    assert sorted(seen.name for part in PARTS for seen in part_of(pages, part)) == sorted(
        seen.name for seen in pages
    )


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_violation_and_no_sideways_scrolling_on_any_page(reader: Reader, language: str, part: int) -> None:
    """Contrast is judged in English: no language has colours of its own (tests/templates/test_stylesheets.py)."""
    pages = part_of(reader.walk.pages, part)
    found: dict[str, list[str]] = {}
    weights: dict[str, int] = {}
    for seen in pages:
        page = reader.open(seen, language)
        assert (page.locator("main form.form").count() > 0) == seen.has_form, seen.url
        if seen.reader != MEMBER:
            weights[seen.url] = sum(number for _path, number in reader.line.taken())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            keep_picture(page, f"{seen.name}-{language}-{width}")
            wrong = faults(page, with_contrast=language == "en")
            if wrong:
                found[f"{seen.url} as {seen.reader}, {width} px"] = wrong
    heaviest = max(weights, key=lambda url: weights[url])
    print(f"axe, {language}: {len(pages)} pages x {len(WIDTHS)} widths, {len(found)} with faults")
    print(f"first load compressed, {language}: heaviest {weights[heaviest]} bytes ({heaviest})")
    assert found == {}
    assert {url: weight for url, weight in weights.items() if weight >= STAFF_PAGE_BYTES} == {}


@pytest.mark.parametrize("part", PARTS)
def test_a_form_sent_empty_shows_its_errors_to_everybody(reader: Reader, part: int) -> None:
    """Every form of the walk as it comes back when nothing, or nothing of use, was filled in."""
    pages = part_of(with_a_form(reader.walk.pages), part)
    found: dict[str, list[str]] = {}
    for seen in pages:
        page = reader.open(seen, "en")
        page.set_viewport_size({"width": 360, "height": 900})
        page.evaluate("[...document.querySelectorAll('main form')].forEach(form => form.noValidate = true)")
        with nothing_is_kept(), page.expect_navigation():
            page.locator("main form.form").first.evaluate(
                "form => form.requestSubmit(form.querySelector('button.main, .actions button'))"
            )
        keep_picture(page, f"{seen.name}-refused-en-360")
        wrong = faults(page)
        if wrong:
            found[seen.url] = wrong
    print(f"forms sent empty: {len(pages)}, {len(found)} with faults")
    assert found == {}
