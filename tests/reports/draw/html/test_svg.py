import subprocess
import sys
from xml.etree import ElementTree

import pytest

from qip_tracker.i18n import use_language
from qip_tracker.reports.charts.money import money_bar
from qip_tracker.reports.charts.picture import Box, Label, Picture, directed
from qip_tracker.reports.charts.scores import change, distributions
from qip_tracker.reports.charts.timeline import timeline
from qip_tracker.reports.draw.html.svg import svg
from qip_tracker.reports.telling.labels import label
from tests.reports import sample_parts as parts
from tests.reports.draw.pdf import hostile

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ElementTree.Element:
    """Our own drawing as a parser sees it: strict, so that one bad character fails."""
    return ElementTree.fromstring(text)  # noqa: S314


def pictures() -> list[Picture]:
    """One of each kind, in the language spoken now."""
    found = [
        timeline(parts.milestones(), parts.clock(), (), parts.AS_OF, label),
        money_bar(parts.money()),
        *(distributions(one, label) for one in parts.rounds()),
        change(parts.rounds(), label),
    ]
    assert None not in found
    return [one for one in found if one]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_picture_is_an_accessible_image(language: str) -> None:
    with use_language(language):
        for number, one in enumerate(pictures()):
            for turned in (False, True):
                root = parsed(svg(directed(one, turned), f"picture-{number}"))
                assert root.get("role") == "img"
                title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
                assert title is not None and title.text == one.title
                assert description is not None and description.text == one.description
                assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
                for element in root.iter():
                    assert not {"style", "onload", "href"} & set(element.attrib)
                    assert element.tag.removeprefix(SVG) in {
                        "svg", "title", "desc", "rect", "line", "circle", "polygon", "text", "path",
                    }  # fmt: skip
                assert one.head and one.rows
                assert all(len(row) == len(one.head) for row in one.rows)


@pytest.mark.parametrize("words", hostile.MARKUP + hostile.CONTROLS + hostile.SCRIPTS)
def test_hostile_words_stay_words(words: str) -> None:
    picture = Picture(10, 10, words, words, (Label(0, 0, words), Box(0, 0, 5, 5, role="fill")))
    root = parsed(svg(picture, "p"))
    assert [element.tag.removeprefix(SVG) for element in root.iter()] == [
        "svg",
        "title",
        "desc",
        "text",
        "rect",
    ]


@pytest.mark.parametrize("identifier", ["", 'a"b', "a b", "<x>", "é"])
def test_an_identifier_that_is_none_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="id"):
        svg(Picture(1, 1, "t", "d", ()), identifier)


def test_arabic_words_count_their_anchor_from_the_right() -> None:
    picture = Picture(100, 10, "t", "d", (Label(0, 5, "مدرسة", anchor="left"),)).mirrored()
    text = parsed(svg(picture, "p")).find(f"{SVG}text")
    assert text is not None
    assert (text.get("x"), text.get("direction"), text.get("text-anchor")) == ("100", "rtl", "start")


def test_a_page_with_pictures_loads_no_pdf_engine() -> None:
    program = (
        "import sys; import qip_tracker.reports.draw.html.svg,"
        " qip_tracker.reports.charts.scores, qip_tracker.reports.charts.timeline, qip_tracker.reports.charts.money,"
        " qip_tracker.reports.telling.wording; sys.exit('reportlab' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], check=False, env={"PYTHONPATH": "."}).returncode == 0
    )
