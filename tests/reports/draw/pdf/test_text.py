import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qip_tracker.reports.draw.pdf import bidi, fonts
from qip_tracker.reports.draw.pdf.text import (
    LONGEST_WORD,
    admit,
    base_direction,
    one_line,
    set_lines,
    shortened,
)
from tests.reports.draw.pdf import hostile


@pytest.fixture(autouse=True, scope="module")
def _type() -> None:
    fonts.register()


@pytest.mark.parametrize("words", hostile.MARKUP)
def test_markup_is_only_words(words: str) -> None:
    assert admit(words) == words


@pytest.mark.parametrize("words", hostile.EVERY)
def test_what_is_drawn_has_glyphs_and_fits(words: str) -> None:
    for line in set_lines(words, fonts.REGULAR, 9, 120):
        assert {ord(character) for character in line.text} <= fonts.glyphs() | {0xA0}
        assert line.width <= 120.001
        assert line.width == pytest.approx(fonts.width_of(line.text, fonts.REGULAR, 9))


@settings(max_examples=600, deadline=None)
@given(st.text(max_size=200), st.floats(min_value=12, max_value=400), st.sampled_from([0, 1]))
def test_any_text_can_be_set(words: str, width: float, direction: int) -> None:
    """No text raises; no line is wider than its column; no visible character is lost."""
    lines = set_lines(words, fonts.REGULAR, 8, width, direction)
    assert all(line.width <= width + 0.001 for line in lines)
    if not bidi.needs_bidi(words):
        kept = [character for character in admit(words) if character not in " \n"]
        shown = [character for line in lines for character in line.text if character != " "]
        assert shown == kept if direction == 0 else len(shown) == len(kept)


def test_a_missing_glyph_is_seen() -> None:
    assert admit("学校 A") == "\ufffd\ufffd A"
    assert admit("🏫") == "\ufffd"


def test_controls_and_direction_overrides_go() -> None:
    assert admit("a\x00b\x1bc\u202ed\u2066e\u00adf\u200bg") == "abcdefg"
    assert admit("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert admit("a\tb") == "a b"
    assert admit("\ud800") == "\ufffd"


def test_arabic_letters_join() -> None:
    """Golden: the joined forms of beit (house) and of lam-alef, which is one sign."""
    assert admit("بيت") == "\ufe91\ufef4\ufe96"
    assert admit("لا") == "\ufefb"
    assert one_line("بيت", fonts.REGULAR, 9, 1).text == "\ufe96\ufef4\ufe91"


def test_an_arabic_paragraph_breaks_before_it_turns() -> None:
    """The first words of the sentence are on the first line, at its right end."""
    words = "يمشي أطفال ثلاث قرى سبعة كيلومترات إلى مدرسة بلا سقف وقد أنجز منها 75٪ حتى 12/03/2026 (بما فيها 36,000)"
    lines = [line.text for line in set_lines(words, fonts.REGULAR, 9, 150, 1)]
    assert len(lines) > 2
    assert lines[0].endswith(one_line("يمشي", fonts.REGULAR, 9, 1).text)
    together = " ".join(lines)
    for part in ("12/03/2026", "36,000", "٪75"):
        assert part in together
    assert ("(" in together and together.index("(") < together.index(")")) or ")" in lines[-1]


def test_brackets_open_towards_their_words_in_arabic() -> None:
    assert one_line("عدد (12)", fonts.REGULAR, 9, 1).text.startswith("(12) ")


def test_marks_decide_order_but_are_not_drawn() -> None:
    """Money in Arabic comes with direction marks: number on the right, currency on its left."""
    line = one_line("\u200f24,961.00\u00a0USD", fonts.REGULAR, 9, 1)
    assert line.text == "USD\u00a024,961.00"


@pytest.mark.parametrize(
    ("words", "document", "base"),
    [
        ("Solar Sahel SARL.", 1, 0),
        ("مورد Solar", 1, 1),
        ("12/03/2026", 1, 1),
        ("12/03/2026", 0, 0),
        ("مورد Solar", 0, 1),
        ("Solar مورد", 0, 0),
    ],
)
def test_a_paragraph_has_its_own_direction(words: str, document: int, base: int) -> None:
    assert base_direction(admit(words), document) == base


def test_long_words_break_at_hyphens_first_and_never_pass_sixty() -> None:
    lines = [
        line.text for line in set_lines("https://qip.example.org/verify/of-this-page", fonts.REGULAR, 9, 110)
    ]
    assert lines[0].endswith(("/", "-", "."))
    assert "".join(lines) == "https://qip.example.org/verify/of-this-page"
    assert max(len(line.text) for line in set_lines("i" * 300, fonts.REGULAR, 4, 2000)) == LONGEST_WORD


def test_a_word_of_200_000_letters_costs_little() -> None:
    """Fact 6: a library that measures every prefix of a long word needs half a minute for it."""
    start = time.process_time()
    lines = set_lines("y" * 200_000, fonts.REGULAR, 9, 100)
    assert sum(len(line.text) for line in lines) == 200_000
    once = time.process_time() - start
    start = time.process_time()
    set_lines("y " * 100_000, fonts.REGULAR, 9, 100)
    assert once < 20 * (time.process_time() - start) + 0.05


def test_a_shortened_head_ends_in_an_ellipsis() -> None:
    line = shortened("A very long title of a project " * 5, fonts.REGULAR, 7, 100)
    assert line.text.endswith("…") and line.width <= 100
    assert shortened("Short", fonts.REGULAR, 7, 100).text == "Short"
    assert shortened("x", fonts.REGULAR, 7, 0.5).text == ""
