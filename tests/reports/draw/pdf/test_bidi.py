import unicodedata

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from qip_tracker.reports.draw.pdf import bidi

# Characters of every bidirectional class that reaches the algorithm, brackets and canonical bracket twins among them.
# No tab: the door makes it a space, and the reference skips rule L1 for it where nothing is right to left.
_ALPHABET = (
    "abcXYZ 0123456789.,:;/+-%$€()[]{}<>\"'!?&#*"
    "אבגדהוזחטילמנסעפצ"
    "ابتثجحخدذرزسشصضطظ"
    "٠١٢٣٤٥٪،؛؟۱۲\u0301\u0651\u05b0\u00a0\u202f\u2329\u3009\u3008\u232a«»–—"
)


def _unmirrored(text: str, base: int) -> str:
    """Our visual order with each turned bracket turned back: the reference does not mirror."""
    order = bidi.visual(
        "".join(map(chr, range(0xE000, 0xE000 + len(text)))), bidi.levels(text, base), 0, len(text), base
    )
    return "".join(text[ord(character) - 0xE000] for character in order)


@settings(max_examples=5000, deadline=None)
@given(st.text(alphabet=_ALPHABET, min_size=1, max_size=24), st.sampled_from([0, 1]))
def test_order_is_that_of_the_reference(text: str, base: int) -> None:
    assert _unmirrored(text.rstrip(" \t\u202f"), base) == get_display(
        text.rstrip(" \t\u202f"), base_dir="LR"[base]
    )


# Isolates with every kind of opening, and closings and openings without a partner.
_WITH_ISOLATES = _ALPHABET + "\u2066\u2067\u2068\u2068\u2069\u2069\u2069" * 4


@settings(max_examples=5000, deadline=None)
@given(st.text(alphabet=_WITH_ISOLATES, min_size=1, max_size=24), st.sampled_from([0, 1]))
def test_order_with_isolates_is_that_of_the_reference(text: str, base: int) -> None:
    text = text.rstrip(" \u202f\u2066\u2067\u2068\u2069")
    assert _unmirrored(text, base) == get_display(text, base_dir="LR"[base])


@settings(max_examples=1000, deadline=None)
@given(
    st.text(alphabet=_ALPHABET, min_size=1, max_size=12),
    st.text(alphabet=_ALPHABET, max_size=12),
    st.text(alphabet=_ALPHABET, max_size=12),
    st.sampled_from([0, 1]),
)
def test_an_isolate_looks_the_same_wherever_it_stands(
    inside: str, before: str, after: str, base: int
) -> None:
    """What a person wrote is drawn in one piece, as it would be alone in its own direction."""
    inside = f"x{inside}x"
    alone = bidi.visual_line(inside, 0)
    assert alone in bidi.visual_line(f"{before}\u2068{inside}\u2069{after}", base)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("12 ab", 0), ("12 אב", 1), ("12 .", None), ("\u2067אב\u2069 x", 0), ("\u2068x", None), ("", None)],
)
def test_the_first_strong_letter_outside_isolates_decides(text: str, direction: int | None) -> None:
    assert bidi.first_strong(text) == direction


def test_isolates_in_isolates_do_not_blow_up() -> None:
    text = "\u2067a" * 400 + "\u2068b\u2069" * 400
    assert sorted(_unmirrored(text, 1)) == sorted(text)


@pytest.mark.parametrize(
    ("logical", "base", "visual"),
    [
        ("abc", 0, "abc"),
        ("אבג", 0, "גבא"),
        ("(أو", 1, "وأ)"),
        ("نسبة 75٪ من", 1, "نم ٪75 ةبسن"),
        ("في 30/06/2025 تم", 1, "مت 30/06/2025 يف"),
        ("(12) عدد", 1, "ددع (12)"),
        ("مورد Solar Sahel هنا", 1, "انه Solar Sahel دروم"),
        ("price 36,000 טוב", 0, "price 36,000 בוט"),
        ("a (ب) c", 0, "a (ب) c"),
        ("QIP-7: אב", 1, "בא :QIP-7"),
    ],
)
def test_known_lines(logical: str, base: int, visual: str) -> None:
    assert bidi.visual_line(logical, base) == visual


def test_levels_of_the_paragraph_survive_a_line_break() -> None:
    text = "قيمة 12% ثم"
    levels = bidi.levels(text, 1)
    assert bidi.visual(text, levels, 5, 8, 1) in ("12%", "%12")
    assert bidi.visual(text, levels, 5, 9, 1).strip() == bidi.visual(text, levels, 5, 8, 1)


def test_every_bracket_has_a_partner_and_is_neutral() -> None:
    for opening, closing in zip(bidi._PAIRS[::2], bidi._PAIRS[1::2], strict=True):
        assert unicodedata.bidirectional(opening) == unicodedata.bidirectional(closing) == "ON"
        assert unicodedata.mirrored(opening), hex(ord(opening))


def test_plain_text_needs_nothing() -> None:
    assert not bidi.needs_bidi("Réhabilitation du marché – 12 %, « Bria »")
    assert bidi.needs_bidi("سوق") and bidi.needs_bidi("٣") and bidi.needs_bidi("שוק")


def test_deep_brackets_do_not_blow_up() -> None:
    text = "א" + "(" * 200 + "b" + ")" * 200
    assert sorted(_unmirrored(text, 1)) == sorted(text)
