import pytest
from arabic_reshaper import ArabicReshaper
from arabic_reshaper.letters import LETTERS_ARABIC
from hypothesis import given, settings
from hypothesis import strategies as st

from qip_tracker.reports.draw.pdf.joining import joined

_LAM_ALEF = (
    "ARABIC LIGATURE LAM WITH ALEF",
    "ARABIC LIGATURE LAM WITH ALEF WITH HAMZA ABOVE",
    "ARABIC LIGATURE LAM WITH ALEF WITH HAMZA BELOW",
    "ARABIC LIGATURE LAM WITH ALEF WITH MADDA ABOVE",
)
_REFERENCE = ArabicReshaper(
    configuration={
        "delete_harakat": True,
        "delete_tatweel": False,
        "support_ligatures": True,
        **dict.fromkeys(
            ("ARABIC LIGATURE ALLAH", "RIAL SIGN", "ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM"), False
        ),
        **dict.fromkeys(_LAM_ALEF, True),
    }
)
# The joiner without width is left out: the door removes it.
_LETTERS = "".join(letter for letter in LETTERS_ARABIC if letter != "\u200d")


@settings(max_examples=3000, deadline=None)
@given(st.text(alphabet=_LETTERS + "لللاااأإآببه \u064b\u0651 a1(،", max_size=16))
def test_letters_join_as_in_the_reference(text: str) -> None:
    assert joined(text) == _REFERENCE.reshape(text)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),
        ("دار", "\ufea9\ufe8d\ufead"),
        ("لا", "\ufefb"),
        ("بلا", "\ufe91\ufefc"),
        ("لأ", "\ufef7"),
        ("مَدرَسة", "\ufee3\ufeaa\ufead\ufeb3\ufe94"),
        ("ء", "\ufe80"),
    ],
)
def test_known_words(word: str, forms: str) -> None:
    assert joined(word) == forms
