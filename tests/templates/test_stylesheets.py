"""Weight and manners of what every page loads."""

import gzip
import re

import pytest

from tests.templates import style_guide
from tests.templates.style_guide import STATIC

SHEETS = ["css/app.css", "css/ballot.css"]
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    r"|(?<![-\w])(?:left|right|top|bottom|width|height|max-width|min-height|max-height)\s*:"
)


def weight(name: str) -> int:
    """Bytes of a file as a server sends it compressed."""
    return len(gzip.compress((STATIC / name).read_bytes(), 9))


def test_the_stylesheets_and_the_script_keep_their_budget() -> None:
    assert (STATIC / "css/app.css").stat().st_size <= 20_000
    assert weight("css/app.css") <= 5_632
    assert weight("css/ballot.css") <= 1_536
    assert weight("js/app.js") <= 1_024


def test_a_ballot_of_nine_questions_weighs_under_fifteen_kilobytes_in_two_requests() -> None:
    page = style_guide.render(
        "ballot_nine.html", "ar", forms=[style_guide.SampleForm(prefix=f"q{n}-") for n in range(9)]
    )
    requests = re.findall(r"<(?:link|script|img)\b[^>]*(?:href|src)=\"(?!data:)", page)
    headers = 500
    assert len(requests) + 1 == 2
    assert len(gzip.compress(page.encode())) + weight("css/ballot.css") + 2 * headers < 15_000


@pytest.mark.parametrize("sheet", SHEETS)
def test_directions_are_logical_and_nothing_comes_from_elsewhere(sheet: str) -> None:
    source = (STATIC / sheet).read_text()
    declarations = re.sub(r"@media[^{]*", "", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL))
    assert PHYSICAL.findall(declarations) == []
    assert "url(" not in source and "@import" not in source
    assert source.count("{") == source.count("}")


def test_the_focus_ring_is_never_taken_away_without_another() -> None:
    for sheet in SHEETS:
        source = (STATIC / sheet).read_text()
        assert ":focus-visible{outline:3px solid" in source
        # The one exception: <main>, which only takes focus as the target of the skip link.
        assert [
            rule
            for rule in re.findall(r"[^{}]*\{[^{}]*outline:0[^{}]*\}", source)
            if "main:focus" not in rule
        ] == []


LOOKS = re.compile(
    r"(?<![-\w])(?:color|background(?:-color|-image)?|opacity|fill|stroke|filter|text-shadow|mix-blend-mode"
    r"|font(?:-size|-weight|-stretch)?|visibility|--[\w-]+)\s*:"
)


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_language_and_no_direction_has_colours_or_sizes_of_its_own(sheet: str) -> None:
    """So that contrast judged in one language holds in all: it is a matter of colours, sizes and weights alone."""
    source = re.sub(r"/\*.*?\*/", "", (STATIC / sheet).read_text(), flags=re.DOTALL)
    of_a_language = [
        (chooses, says)
        for chooses, says in re.findall(r"([^{}]*)\{([^{}]*)\}", source)
        if re.search(r":lang\(|\[lang|:dir\(|\[dir", re.sub(r":not\([^)]*\)", "", chooses))
    ]
    assert of_a_language != [], "the pattern finds such rules"
    assert [rule for rule in of_a_language if LOOKS.search(rule[1])] == []
