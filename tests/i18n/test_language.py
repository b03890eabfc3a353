"""Which language is spoken, per thread and per block, and what a browser asks for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qip_tracker.i18n import (
    LANGUAGES,
    best_language,
    current_language,
    direction,
    own_name,
    set_language,
    use_language,
)


def test_english_is_spoken_until_something_else_is_asked_for() -> None:
    assert current_language() == "en"
    with use_language("fr"):
        with use_language("ar"):
            assert (current_language(), direction()) == ("ar", "rtl")
        assert (current_language(), direction()) == ("fr", "ltr")
    assert current_language() == "en"


def test_a_failure_inside_the_block_restores_the_language() -> None:
    with pytest.raises(RuntimeError), use_language("ar"):
        raise RuntimeError
    assert current_language() == "en"


def test_threads_speak_each_their_own_language() -> None:
    met = Barrier(len(LANGUAGES))

    def speak(code: str) -> str:
        set_language(code)
        met.wait(timeout=10)
        return current_language()

    with ThreadPoolExecutor(len(LANGUAGES)) as threads:
        assert tuple(threads.map(speak, LANGUAGES)) == LANGUAGES
    assert current_language() == "en"


@pytest.mark.parametrize("code", ["", "EN", "de", "fr-CH", "../fr"])
def test_a_language_without_catalogue_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        set_language(code)
    with pytest.raises(ValueError), use_language(code):
        pass


def test_directions_and_own_names() -> None:
    assert [direction(code) for code in LANGUAGES] == ["ltr", "ltr", "rtl"]
    assert [own_name(code) for code in LANGUAGES] == ["English", "Français", "العربية"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("fr", "fr"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("en;q=0.5, ar-SD;q=0.7", "ar"),
        ("de, sw;q=0.9, AR;q=0.1", "ar"),
        ("fr;q=0, ar;q=0.1", "ar"),
        ("fr;q=0", "en"),
        ("*", "en"),
        ("ar, fr", "ar"),
        ("fr;q=nan, fr;q=2, fr;q=-1, fr;q=x, fr;level=1", "en"),
        ("en-US,en;q=0.9,fr;q=0.95", "en"),
        ("x" * 100_000 + ",fr", "en"),
    ],
)
def test_the_language_a_browser_ranks_highest(header: str | None, language: str) -> None:
    assert best_language(header) == language


@given(st.text())
def test_no_header_breaks_it(header: str) -> None:
    assert best_language(header) in LANGUAGES
