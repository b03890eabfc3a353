"""Joining of Arabic letters: each takes the presentation form its neighbours ask for, lam and alef become one sign.

The table of letters is that of arabic-reshaper; the walk is ours, because that package reads its configuration and
tries some hundred ligatures at every word: a seventh of the time of an Arabic report. A test holds both equal.
"""

import re
from functools import lru_cache

from arabic_reshaper.arabic_reshaper import HARAKAT_RE
from arabic_reshaper.letters import FINAL, INITIAL, ISOLATED, LETTERS_ARABIC, MEDIAL

# letter -> its four forms; an empty form does not exist, and the letter stays as it is.
_FORMS: dict[str, tuple[str, str, str, str]] = {
    letter: tuple(form or letter for form in forms) for letter, forms in LETTERS_ARABIC.items()
}
_TO_NEXT = frozenset(letter for letter, forms in LETTERS_ARABIC.items() if forms[INITIAL] or forms[MEDIAL])
_TO_PREVIOUS = frozenset(letter for letter, forms in LETTERS_ARABIC.items() if forms[FINAL] or forms[MEDIAL])
_WORD = re.compile(f"[{''.join(map(re.escape, LETTERS_ARABIC))}]+")
_LAM = "\u0644"
# Alef with madda, with hamza above, with hamza below, and plain: their signs with lam, isolated and final.
_LAM_ALEF = (
    ("\u0622", "\ufef5\ufef6"),
    ("\u0623", "\ufef7\ufef8"),
    ("\u0625", "\ufef9\ufefa"),
    ("\u0627", "\ufefb\ufefc"),
)
_SIGNS = tuple(
    (_FORMS[_LAM][form] + _FORMS[alef][FINAL], signs[index])
    for alef, signs in _LAM_ALEF
    for index, form in enumerate((INITIAL, MEDIAL))
)


def joined(text: str) -> str:
    """The text in logical order with its Arabic letters in joined forms; vowel marks are left out."""
    return _WORD.sub(_word, HARAKAT_RE.sub("", text))


def _word(found: re.Match[str]) -> str:
    return _shaped(found.group())


@lru_cache(maxsize=8192)
def _shaped(word: str) -> str:
    shaped = []
    last = len(word) - 1
    for index, letter in enumerate(word):
        before = index > 0 and letter in _TO_PREVIOUS and word[index - 1] in _TO_NEXT
        after = index < last and letter in _TO_NEXT and word[index + 1] in _TO_PREVIOUS
        form = (MEDIAL if after else FINAL) if before else (INITIAL if after else ISOLATED)
        shaped.append(_FORMS[letter][form])
    answer = "".join(shaped)
    if _LAM in word:
        for pair, sign in _SIGNS:
            answer = answer.replace(pair, sign)
    return answer
