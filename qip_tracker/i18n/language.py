"""Which language is spoken now. Pages, jobs and reports all ask here, so nothing depends on a request."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

LANGUAGES: Final = ("en", "fr", "ar")
SOURCE_LANGUAGE: Final = "en"

_OWN_NAMES: Final = {"en": "English", "fr": "Français", "ar": "العربية"}
_RIGHT_TO_LEFT: Final = frozenset({"ar"})
# First-strong isolate and its end (UAX #9): what stands between them keeps its own direction.
ISOLATE_START, ISOLATE_END = "\u2068", "\u2069"
_RIGHT_TO_LEFT_MARK = "\u200f"
# Letters that run against the page: Latin, Greek and Cyrillic in an Arabic page; Hebrew and Arabic in any other.
_AGAINST: Final = {
    "rtl": re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]"),
    "ltr": re.compile("[\u0590-\u08ff]"),
}
# A browser's real header is far shorter; the rest of a longer one is not read.
_LONGEST_HEADER: Final = 500

_spoken: ContextVar[str] = ContextVar("qip_tracker_language", default=SOURCE_LANGUAGE)

current_language = _spoken.get


def set_language(code: str) -> None:
    """Speak `code` from here on in this thread or task (the start of a request); ValueError when unknown."""
    _spoken.set(_known(code))


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Speak `code` inside the block, then what was spoken before; ValueError when unknown."""
    token = _spoken.set(_known(code))
    try:
        yield
    finally:
        _spoken.reset(token)


def direction(code: str | None = None) -> str:
    """`rtl` or `ltr`, of the language spoken now when none is named."""
    return "rtl" if (code or _spoken.get()) in _RIGHT_TO_LEFT else "ltr"


def isolated(text: str) -> str:
    """The text with first-strong isolates when it runs against the page, so that its own stops and brackets stay.

    Marks inside stay: a row of names comes here with its own. Somebody's raw words: `reports.direction_marks`.
    """
    if not _AGAINST[direction()].search(text):
        return text
    return f"{ISOLATE_START}{text}{ISOLATE_END}"


def comma() -> str:
    """The comma of the language spoken now, with its space."""
    return "، " if direction() == "rtl" else ", "


def semicolon() -> str:
    """The semicolon of the language spoken now, with its space."""
    return "؛ " if direction() == "rtl" else "; "


def listed(parts: Iterable[str], between: str | None = None) -> str:
    """Names of either script in a row that runs with the page, the comma of the language between them."""
    return led((comma() if between is None else between).join(map(isolated, parts)))


def led(text: str) -> str:
    """The text with the page's mark before a first name of another script, for elements of automatic direction."""
    begins_against = text.startswith(ISOLATE_START) and direction() == "rtl"
    return f"{_RIGHT_TO_LEFT_MARK}{text}" if begins_against else text


def own_name(code: str) -> str:
    """What the speakers of a language call it; KeyError when unknown."""
    return _OWN_NAMES[code]


def best_language(accept_language_header: str | None) -> str:
    """The language of ours a browser ranks highest, English when it asks for none; never raises."""
    wishes: list[tuple[float, str]] = []
    for part in (accept_language_header or "")[:_LONGEST_HEADER].split(","):
        tag, _, parameter = part.partition(";")
        code = tag.strip().lower().partition("-")[0]
        rank = _rank(parameter)
        if code in LANGUAGES and rank > 0:
            wishes.append((rank, code))
    # The sort is stable: of equal ranks the one written first wins.
    wishes.sort(key=lambda wish: -wish[0])
    return wishes[0][1] if wishes else SOURCE_LANGUAGE


def _rank(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        rank = float(value)
    except ValueError:
        return 0.0
    return rank if name.strip() == "q" and 0.0 <= rank <= 1.0 else 0.0


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"there is no catalogue for the language {code!r}")
    return code
