"""The name somebody signs in with, what makes a passphrase too easy to guess, and how long a guesser waits."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

SHORTEST_PASSPHRASE: Final = 15
ENOUGH_WORDS: Final = 5
LONGEST_PASSPHRASE: Final = 128
# What must be left of a passphrase once everything common has been taken out of it.
OWN_CHARACTERS: Final = 8
OWN_DIFFERENT: Final = 5
SHORTEST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(minutes=15)

_NAME: Final = re.compile(r"[^\W_][\w.-]{2,59}")
_ROWS: Final = (
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "abcdefghijklmnopqrstuvwxyz",
)
_SITE: Final = (
    "qip",
    "qiptracker",
    "tracker",
    "unitednations",
    "peacekeeping",
    "quickimpact",
    "project",
    "mission",
    "passphrase",
)
_LOOKALIKES: Final = str.maketrans("4@301!5$7", "aaeoiisst")
_SHORTEST_COMMON: Final = 4
_LONGEST_COMMON: Final = 60


def sign_in_name(text: str) -> str:
    """The one spelling under which a sign-in name is stored and looked up: composed, small letters, trimmed."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_sign_in_name(name: str) -> bool:
    """Three to sixty letters, figures, dots, hyphens or underscores of any script, a letter or figure first."""
    return _NAME.fullmatch(name) is not None


def is_weak(passphrase: str, common: Collection[str], own: Iterable[str] = ()) -> bool:
    """Too easy to guess: under 15 characters and under five words, or nothing left once what is common is taken out.

    `common` holds squeezed words and phrases (see `squeezed`); `own` are words somebody would try first: the names of
    the person. No rule asks for figures or signs (NIST SP 800-63B, OWASP ASVS 5.0 6.2).
    """
    words = {word for word in passphrase.casefold().split() if len(word) > 1}
    if len(passphrase) < SHORTEST_PASSPHRASE and len(words) < ENOUGH_WORDS:
        return True
    mine = frozenset(part for word in (*own, *_SITE) for part in _parts(word))
    text = squeezed(passphrase)
    spellings = {text, text.translate(_LOOKALIKES)}
    spellings |= {_without_repeats(spelled) for spelled in spellings}
    return not all(_has_enough(_uncommon(spelled, common, mine)) for spelled in spellings)


def wait_after(failures: int, free: int) -> timedelta:
    """How long the next try waits after so many failures: not at all below `free`, then 1, 2, 4, 8 and 15 minutes."""
    if failures < free:
        return timedelta()
    doublings = min(failures - free, 10)
    return min(SHORTEST_WAIT * (1 << doublings), LONGEST_WAIT)


def minutes_left(until: datetime | None, now: datetime) -> int:
    """The minutes from now until then, a begun one counted whole; 0 for a moment that has come, or for none."""
    return max(0, -((now - until) // timedelta(minutes=1))) if until is not None else 0


def squeezed(text: str) -> str:
    """Letters and figures alone, small: how phrases are compared, so that spaces and signs hide nothing."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in whole if c.isalnum() or c in "@$!")


def _parts(word: str) -> list[str]:
    parts = [squeezed(word), *(squeezed(part) for part in re.split(r"[\W_]+", word))]
    return [part for part in parts if len(part) >= 3]


def _has_enough(rest: str) -> bool:
    return len(rest) >= OWN_CHARACTERS and len(set(rest)) >= OWN_DIFFERENT


def _without_repeats(text: str) -> str:
    """One copy of what is written again and again: "abcabcab" is "abc"."""
    for period in range(1, len(text) // 2 + 1):
        if all(text[i] == text[i - period] for i in range(period, len(text))):
            return text[:period]
    return text


def _uncommon(text: str, common: Collection[str], own: Collection[str]) -> str:
    """The characters that no choice of common words, names and runs of keys can cover; the fewest there can be."""
    best = [""]
    for end in range(1, len(text) + 1):
        shortest = best[end - 1] + text[end - 1]
        for start in range(max(0, end - _LONGEST_COMMON), end - 2):
            if len(best[start]) < len(shortest) and _is_common(text[start:end], common, own):
                shortest = best[start]
        best.append(shortest)
    return best[-1]


def _is_common(part: str, common: Collection[str], own: Collection[str]) -> bool:
    if part in own or (len(part) >= _SHORTEST_COMMON and part in common):
        return True
    return len(set(part)) == 1 or _is_run(part)


@lru_cache(maxsize=4096)
def _is_run(part: str) -> bool:
    return any(part in row or part[::-1] in row for row in _ROWS)
