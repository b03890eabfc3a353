"""Unicode bidirectional algorithm (UAX #9) for one paragraph without explicit controls: W1-W7, N0-N2, I1-I2, L1-L2, L4.

ReportLab's own path puts Arabic words in the wrong order and prints 75 per cent as 57 (engineering.md 3.5), and the
packages that do it right are LGPL, so the algorithm is here, on `unicodedata` alone. Embedding, override and isolate
characters never reach it: the text door removes them, so rules X1-X8 have nothing to do.
"""

import re
import unicodedata
from functools import lru_cache

LEFT_TO_RIGHT = 0
RIGHT_TO_LEFT = 1

# Letters of right-to-left scripts, Arabic digits and signs: without one of them a line needs no algorithm.
_NEEDS_BIDI = re.compile(
    "[\u200e\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Right-to-left letters, blanks and common neutral signs without a number or a foreign letter: one level throughout.
_ONE_WAY = re.compile(
    "[\u05d0-\u05ea\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc"
    " !\"&'()*,.:;?/\u00ab\u00bb\u060c\u061b\u061f\u2013\u2014\u2026\u00b7\u00a0-]+"
)
# A number by itself, with its sign, keeps its order in any line.
_NUMBER = re.compile("[0-9]+(?:[.,][0-9]+)*%?|[\u2013-]?")
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
# Rules I1 and I2: level of a resolved character by the base level of its paragraph.
_RAISED = ({"L": 0, "R": 1, "EN": 2, "AN": 2}, {"R": 1, "L": 2, "EN": 2, "AN": 2})
_NEUTRALS = frozenset({"B", "S", "WS", "ON"})
_REMOVED = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

# BidiBrackets.txt: every pair of opening and closing brackets; U+2329 and U+3008 are canonical equivalents.
_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b"
    "\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775"
    "\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef"
    "\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e\u2991\u2992"
    "\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd"
    "\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c"
    "\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b"
    "\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_CLOSING_OF = {_PAIRS[i]: _PAIRS[i + 1].replace("\u232a", "\u3009") for i in range(0, len(_PAIRS), 2)}
_CLOSINGS = {_PAIRS[i + 1]: _PAIRS[i + 1].replace("\u232a", "\u3009") for i in range(0, len(_PAIRS), 2)}
_BRACKET_STACK = 63
_BRACKET = re.compile(f"[{re.escape(_PAIRS)}]")

# Brackets and signs of common use that turn round in right-to-left text (rule L4).
_MIRROR = {
    **{_PAIRS[i]: _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)},
    **{_PAIRS[i + 1]: _PAIRS[i] for i in range(0, len(_PAIRS), 2)},
    **{"<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹", "≤": "≥", "≥": "≤"},
}


_RUNS = re.compile(rb"\x00+|\x01+|\x02+")
_MIRROR_TABLE = str.maketrans(_MIRROR)


def needs_bidi(text: str) -> bool:
    """Does the text hold a right-to-left letter or an Arabic digit? If not, a left-to-right line stays as it is."""
    return _NEEDS_BIDI.search(text) is not None


def keeps_order(text: str) -> bool:
    """Is the text a plain number, a dash or nothing, which looks the same in either direction?"""
    return _NUMBER.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _class_of(character: str) -> str:
    # Unassigned characters count as left-to-right, which `unicodedata` answers with an empty string.
    return unicodedata.bidirectional(character) or "L"


def levels(text: str, base: int) -> list[int]:
    """Embedding level of each character of a paragraph whose base level is 0 or 1.

    Characters that rule X9 removes take the level of what precedes them.
    """
    if base == RIGHT_TO_LEFT and _ONE_WAY.fullmatch(text):
        return [RIGHT_TO_LEFT] * len(text)
    classes = [_class_of(character) for character in text]
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    answer = [base] * len(text)
    start = 0
    for end, index in enumerate(kept):
        if classes[index] == "B":  # P1: a paragraph separator ends a paragraph and has the base level
            _resolve(text, classes, kept[start:end], base, answer)
            start = end + 1
    _resolve(text, classes, kept[start:], base, answer)
    if len(kept) < len(text):
        _level_of_removed(classes, answer, base)
    _level_of_blanks(classes, answer, base)
    return answer


def _resolve(text: str, classes: list[str], run: list[int], base: int, answer: list[int]) -> None:
    if not run:
        return
    edge = "R" if base else "L"
    kinds = [classes[index] for index in run]
    original = kinds.copy()
    _weak(kinds, edge)
    if _BRACKET.search(text):
        _brackets([text[index] for index in run], original, kinds, edge)
    _neutral(kinds, edge)
    raised = _RAISED[base]
    for index, kind in zip(run, kinds, strict=True):
        answer[index] = raised[kind]


def _weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7, in place."""
    present = set(kinds)
    if "NSM" in present:
        _marks(kinds, edge)
    if "AL" in present:
        _arabic_letters(kinds, edge)
    if not present.isdisjoint(("EN", "AN")):
        _separators_in_numbers(kinds)
        if "ET" in present:
            _terminators(kinds)
    if not present.isdisjoint(("EN", "ES", "ET", "CS")):
        _separators_and_digits(kinds, edge)


def _marks(kinds: list[str], edge: str) -> None:
    """Rule W1: a mark takes the kind of what it stands on."""
    before = edge
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = before
        before = kinds[index]


def _arabic_letters(kinds: list[str], edge: str) -> None:
    """Rules W2 and W3: European digits after an Arabic letter are Arabic numbers, the letter is right to left."""
    strong = edge
    for index, kind in enumerate(kinds):
        if kind == "AL":
            strong = kind
            kinds[index] = "R"
        elif kind == "EN":
            if strong == "AL":
                kinds[index] = "AN"
        elif kind in ("L", "R"):
            strong = kind


def _separators_in_numbers(kinds: list[str]) -> None:
    """Rule W4: one sign between two digits of a kind belongs to their number."""
    for index in range(1, len(kinds) - 1):
        kind = kinds[index]
        if kind not in ("ES", "CS"):
            continue
        left = kinds[index - 1]
        if left == kinds[index + 1] and (left == "EN" or (left == "AN" and kind == "CS")):
            kinds[index] = left


def _separators_and_digits(kinds: list[str], edge: str) -> None:
    """Rules W6 and W7, in place."""
    strong = edge
    for index, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _terminators(kinds: list[str]) -> None:
    """Rule W5: signs such as % and $ that touch a European number belong to it."""
    index = 0
    while index < len(kinds):
        if kinds[index] != "ET":
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        touches = (index and kinds[index - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        if touches:
            kinds[index:end] = ["EN"] * (end - index)
        index = end


def _bracket_pairs(characters: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """Definition BD16: pairs of matching brackets, in the order of their openings."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(characters):
        if kinds[index] != "ON":
            continue
        if character in _CLOSING_OF:
            if len(stack) == _BRACKET_STACK:
                return []  # BD16: a stack that overflows ends pairing for the whole run
            stack.append((_CLOSING_OF[character], index))
        elif character in _CLOSINGS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == _CLOSINGS[character]:
                    pairs.append((stack[depth][1], index))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _brackets(characters: list[str], original: list[str], kinds: list[str], edge: str) -> None:
    """Rule N0: a pair of brackets takes the direction of what it holds, or of what stands before it."""
    for opening, closing in _bracket_pairs(characters, kinds):
        inside = {_STRONG[kind] for kind in kinds[opening + 1 : closing] if kind in _STRONG}
        if not inside:
            continue
        if edge in inside:
            direction = edge
        else:
            before = next((_STRONG[kind] for kind in reversed(kinds[:opening]) if kind in _STRONG), edge)
            direction = before if before in inside else edge
        for place in (opening, closing):
            kinds[place] = direction
            follower = place + 1
            while follower < len(kinds) and original[follower] == "NSM":
                kinds[follower] = direction
                follower += 1


def _neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2: between two equal directions a neutral joins them, else it follows the paragraph."""
    index = 0
    while index < len(kinds):
        if kinds[index] not in _NEUTRALS:
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRALS:
            end += 1
        left = _STRONG[kinds[index - 1]] if index else edge
        right = _STRONG[kinds[end]] if end < len(kinds) else edge
        kinds[index:end] = [left if left == right else edge] * (end - index)
        index = end


def _level_of_removed(classes: list[str], answer: list[int], base: int) -> None:
    level = base
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            answer[index] = level
        level = answer[index]


def _level_of_blanks(classes: list[str], answer: list[int], base: int) -> None:
    """Rule L1 within the paragraph: separators, and blanks before them or at the end, have the base level."""
    trailing = True
    for index in range(len(classes) - 1, -1, -1):
        kind = classes[index]
        if kind in ("S", "B"):
            trailing = True
        elif kind != "WS" and kind not in _REMOVED:
            trailing = False
        if trailing:
            answer[index] = base


def visual(text: str, level_of: list[int], start: int, end: int, base: int) -> str:
    """Characters start to end of a paragraph in the order they are drawn from left to right (L1, L2, L4).

    `level_of` is what `levels` answered for the whole paragraph, so a line break changes no direction.
    """
    own = level_of[start:end]
    if own.count(RIGHT_TO_LEFT) == len(own) and base == RIGHT_TO_LEFT:
        return text[start:end][::-1].translate(_MIRROR_TABLE)
    for index in range(len(own) - 1, -1, -1):  # L1 at the end of this line
        if (
            _class_of(text[start + index]) not in ("WS", "S", "B")
            and _class_of(text[start + index]) not in _REMOVED
        ):
            break
        own[index] = base
    if not any(own):
        return text[start:end]
    # L2 for the three levels there are without embeddings: what is not left to right is set from its last run to its
    # first, and within it only level 1 turns its letters.
    drawn: list[str] = []
    turned: list[str] = []
    for run in _RUNS.finditer(bytes(own)):
        level = own[run.start()]
        words = text[start + run.start() : start + run.end()]
        if level == 0:
            drawn.extend(reversed(turned))
            turned.clear()
            drawn.append(words)
        else:
            turned.append(words[::-1].translate(_MIRROR_TABLE) if level == 1 else words)
    drawn.extend(reversed(turned))
    return "".join(drawn)


def visual_line(text: str, base: int) -> str:
    """A whole text as one line in visual order."""
    if keeps_order(text):
        return text
    return visual(text, levels(text, base), 0, len(text), base)
