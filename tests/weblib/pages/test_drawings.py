"""A drawing is printed once, unescaped, and turned round for a page that reads from the right."""

from jinja2 import Environment

from qip_tracker.i18n import use_language
from qip_tracker.reports.charts.picture import Label, Picture
from qip_tracker.weblib.pages.drawings import drawing

PICTURE = Picture(
    100, 20, "Title", "What it shows", (Label(10, 5, "<b>Well</b> & pump"),), ("What",), (("Well",),)
)


def _printed() -> str:
    return Environment(autoescape=True).from_string("{{ drawn }}").render(drawn=drawing(PICTURE, "plan"))


def test_the_drawing_is_markup_and_its_words_are_escaped_once() -> None:
    printed = _printed()
    assert printed.startswith('<svg class="picture" role="img"')
    assert "&lt;b&gt;Well&lt;/b&gt; &amp; pump" in printed
    assert "<b>" not in printed


def test_arabic_turns_it_round() -> None:
    with use_language("en"):
        plain = _printed()
    with use_language("ar"):
        turned = _printed()
    assert 'x="10"' in plain
    assert 'x="90"' in turned
    assert 'direction="rtl"' in turned


def test_nothing_to_draw_is_none() -> None:
    assert drawing(None, "plan") is None
