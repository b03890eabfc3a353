"""Joining of Arabic letters: each takes the presentation form its neighbours ask for, lam and alef become one sign.

The table of letters is that of arabic-reshaper; the walk is ours, because that package reads its configuration and
tries some hundred ligatures at every word: a seventh of the time of an Arabic report. A test holds both equal.
"""

from arabic_reshaper.arabic_reshaper import HARAKAT_RE
from arabic_reshaper.letters import FINAL, INITIAL, ISOLATED, LETTERS_ARABIC, MEDIAL

# letter -> its four forms; an empty form does not exist, and the letter stays as it is.
_FORMS: dict[str, tuple[str, str, str, str]] = {
    letter: tuple(form or letter for form in forms) for letter, forms in LETTERS_ARABIC.items()
}
_LAM = "\u0644"
# Alef with madda, with hamza above, with hamza below, and plain: their signs with lam, isolated and final.
_LAM_ALEF = {
    "\u0622": ("\ufef5", "\ufef6"),
    "\u0623": ("\ufef7", "\ufef8"),
    "\u0625": ("\ufef9", "\ufefa"),
    "\u0627": ("\ufefb", "\ufefc"),
}
# What neighbours need to know of a letter, as one letter: lam and the four alefs are their own names; n joins what
# follows, p what stands before, b both, x neither.
_JOINS = {(False, False): "x", (True, False): "n", (False, True): "p", (True, True): "b"}
_TO_NEXT = frozenset((_LAM, "n", "b"))
_TO_PREVIOUS = frozenset((_LAM, *_LAM_ALEF, "p", "b"))


class _Kinds(dict[int, str]):
    """The kind of a letter, for `str.translate`; what is no Arabic letter joins nothing."""

    def __missing__(self, point: int) -> str:
        return "x"


_KIND = _Kinds()
for _letter, _forms in LETTERS_ARABIC.items():
    _KIND[ord(_letter)] = _JOINS[
        bool(_forms[INITIAL] or _forms[MEDIAL]), bool(_forms[FINAL] or _forms[MEDIAL])
    ]
_KIND.update({ord(letter): letter for letter in (_LAM, *_LAM_ALEF)})


class _Forms(dict[tuple[str, str, str], str]):
    """What a letter looks like between the kinds of its neighbours, filled as they are met."""

    def __missing__(self, between: tuple[str, str, str]) -> str:
        form = _form(*between)
        if len(self) < 5000:
            self[between] = form
        return form


def _form(previous: str, letter: str, following: str) -> str:
    if letter not in _FORMS:
        return letter
    if previous == _LAM and letter in _LAM_ALEF:
        return ""  # drawn with the lam
    kind = _KIND[ord(letter)]
    before = previous in _TO_NEXT and kind in _TO_PREVIOUS
    if letter == _LAM and following in _LAM_ALEF:
        return _LAM_ALEF[following][before]
    after = kind in _TO_NEXT and following in _TO_PREVIOUS
    return _FORMS[letter][(MEDIAL if after else FINAL) if before else (INITIAL if after else ISOLATED)]


_FORM_BETWEEN = _Forms()


def joined(text: str) -> str:
    """The text in logical order with its Arabic letters in joined forms; vowel marks are left out."""
    text = HARAKAT_RE.sub("", text)
    kinds = text.translate(_KIND)
    return "".join(map(_FORM_BETWEEN.__getitem__, zip(f"x{kinds}", text, f"{kinds[1:]}x", strict=False)))
