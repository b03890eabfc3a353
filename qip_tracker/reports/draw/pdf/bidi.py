"""Unicode bidirectional algorithm (UAX #9) for one paragraph with isolates: X5a-X6a, W1-W7, N0-N2, I1-I2, L1-L2, L4.

ReportLab's own path puts Arabic words in the wrong order and prints 75 per cent as 57 (engineering.md 3.5), and the
packages that do it right are LGPL, so the algorithm is here, on `unicodedata` alone. Embeddings and overrides never
reach it: the text door removes them, so rules X2-X5 and X7 have nothing to do.
"""

import re
import unicodedata
from collections.abc import Callable

LEFT_TO_RIGHT = 0
RIGHT_TO_LEFT = 1

# Letters of right-to-left scripts, Arabic digits and signs: without one of them a line needs no algorithm.
_NEEDS_BIDI = re.compile(
    "[\u200e\u200f\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Right-to-left letters, blanks and common neutral signs without a number or a foreign letter: one level throughout.
_ONE_WAY = re.compile(
    "[\u05d0-\u05ea\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc"
    " !\"&'()*,.:;?/\u00ab\u00bb\u060c\u061b\u061f\u2013\u2014\u2026\u00b7\u00a0-]+"
)
# A number by itself, with its sign, keeps its order in any line.
_NUMBER = re.compile("[0-9]+(?:[.,][0-9]+)*%?|[\u2013-]?")
_STRONG = {"L": "L", "R": "R", "E": "R", "N": "R"}
# Classes as letters: strong L R A, numbers E N, signs e t c, mark m, blank w, other o, separators s b, removed x,
# isolates l r f and their end p.
_LETTER = {
    **{"L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "e", "ET": "t", "CS": "c", "NSM": "m"},
    **{"WS": "w", "ON": "o", "S": "s", "B": "b"},
    **{"LRI": "l", "RLI": "r", "FSI": "f", "PDI": "p"},
    **dict.fromkeys(("BN", "LRE", "RLE", "LRO", "RLO", "PDF"), "x"),
}
_ISOLATE = re.compile("[lrfp]")
_STRONG_OR_ISOLATE = re.compile("[LRAlrfp]")
_AS_NEUTRAL = str.maketrans("lrfp", "oooo")
# BD2: deeper isolates change nothing.
_DEEPEST = 125
_UNUSUAL = re.compile("[sbx]")
_MARKED = re.compile(".m+")
_AFTER_ARABIC = re.compile("A[^LR]*")
_IN_NUMBER = re.compile("(?<=E)[ec](?=E)|(?<=N)c(?=N)")
_BY_NUMBER = re.compile("(?<=E)t+|t+(?=E)")
_LEFT_OVER = str.maketrans("etc", "ooo")
_AFTER_LATIN = re.compile("L[^R]*")
_NEUTRAL = re.compile("[owsb]+")
# Rules I1 and I2: level of a resolved character by the base level of its paragraph, as a character of that number.
_RAISED = (
    str.maketrans("LREN", "\x00\x01\x02\x02"),
    str.maketrans("LREN", "\x02\x01\x02\x02"),
)

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


_RUNS = re.compile(rb"\x01+|\x02+|\x00+|(.)\1*", re.DOTALL)
_TURNED_BACK = re.compile(b"\x02+")
_MIRROR_TABLE = str.maketrans(_MIRROR)
_MIRRORED = re.compile(f"[{re.escape(''.join(_MIRROR))}]")


def needs_bidi(text: str) -> bool:
    """Does the text hold a right-to-left letter or an Arabic digit? If not, a left-to-right line stays as it is."""
    return _NEEDS_BIDI.search(text) is not None


def keeps_order(text: str) -> bool:
    """Is the text a plain number, a dash or nothing, which looks the same in either direction?"""
    return _NUMBER.fullmatch(text) is not None


class _Codes(dict[int, str]):
    """One letter for the bidirectional class of a character, filled as characters are met."""

    def __missing__(self, point: int) -> str:
        # Unassigned characters count as left-to-right, which `unicodedata` answers with an empty string.
        code = _LETTER[unicodedata.bidirectional(chr(point)) or "L"]
        if len(self) < 5000:
            self[point] = code
        return code


_CODES = _Codes()


def levels(text: str, base: int) -> bytes:
    """Embedding level of each character of a paragraph whose base level is 0 or 1.

    Characters that rule X9 removes take the level of what precedes them.
    """
    if base == RIGHT_TO_LEFT and _ONE_WAY.fullmatch(text):
        return b"\x01" * len(text)
    codes = text.translate(_CODES)
    if _UNUSUAL.search(codes):
        return _levels_of_unusual(text, codes, base)
    answer = _embedded(text, codes, base)
    blanks = len(codes) - len(codes.rstrip("wlrfp"))
    if blanks:  # L1 at the end
        answer[-blanks:] = bytes((base,)) * blanks
    return bytes(answer)


def _levels_of_unusual(text: str, codes: str, base: int) -> bytes:
    """With separators or characters that X9 removes: what is between them is resolved without them."""
    answer = bytearray((base,)) * len(text)
    start = 0
    for end in [*(index for index, code in enumerate(codes) if code == "b"), len(codes)]:  # P1
        kept = [index for index in range(start, end) if codes[index] != "x"]
        resolved = _embedded(
            "".join(text[index] for index in kept), "".join(codes[index] for index in kept), base
        )
        for index, level in zip(kept, resolved, strict=True):
            answer[index] = level
        start = end + 1
    level = base
    for index, code in enumerate(codes):
        if code == "x":
            answer[index] = level
        level = answer[index]
    trailing = True
    for index in range(len(codes) - 1, -1, -1):  # L1: separators, and blanks before them or at the end
        trailing = codes[index] in "sb" or (trailing and codes[index] in "wxlrfp")
        if trailing:
            answer[index] = base
    return bytes(answer)


def first_strong(text: str) -> int | None:
    """Rules P2 and P3: direction of the first strong letter outside isolates; None when there is none."""
    return _first_strong(text.translate(_CODES))


def _first_strong(codes: str) -> int | None:
    depth = 0
    for match in _STRONG_OR_ISOLATE.finditer(codes):
        code = match.group()
        if code in "lrf":
            depth += 1
        elif code == "p":
            depth = max(depth - 1, 0)
        elif not depth:
            return LEFT_TO_RIGHT if code == "L" else RIGHT_TO_LEFT
    return None


def _contents(codes: str) -> list[tuple[int, int]]:
    """Definition BD9: start and end of what each outermost isolate holds; without its end it runs on to the last."""
    spans = []
    depth = start = 0
    for match in _ISOLATE.finditer(codes):
        if match.group() != "p":
            start = start if depth else match.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                spans.append((start, match.start()))
    return [*spans, (start, len(codes))] if depth else spans


def _embedded(text: str, codes: str, level: int) -> bytearray:
    """Rules X5a to X6a and X10: each isolate is resolved alone; what stands around it sees one neutral sign."""
    if not _ISOLATE.search(codes):
        return _resolve(text, codes, level)
    outside: list[range] = []
    answer = bytearray((level,)) * len(codes)
    position = 0
    for start, end in _contents(codes):
        kind, inside = codes[start - 1], codes[start:end]
        is_odd = _first_strong(inside) == RIGHT_TO_LEFT if kind == "f" else kind == "r"
        deeper = (level + 1) | 1 if is_odd else (level + 2) & ~1
        if deeper <= _DEEPEST:
            answer[start:end] = _embedded(text[start:end], inside, deeper)
            outside.append(range(position, start))
            position = end
    outside.append(range(position, len(codes)))
    resolved = _resolve(
        "".join([text[part.start : part.stop] for part in outside]),
        "".join([codes[part.start : part.stop] for part in outside]).translate(_AS_NEUTRAL),
        level,
    )
    done = 0
    for part in outside:
        answer[part.start : part.stop] = resolved[done : done + len(part)]
        done += len(part)
    return answer


def _resolve(text: str, codes: str, level: int) -> bytearray:
    """Rules W1 to I2 on one sequence; each rule is one substitution over the letters of the classes."""
    odd = level & 1
    edge = "R" if odd else "L"
    weak = _weak(edge + codes)[1:]
    if _BRACKET.search(text):
        kinds = list(weak)
        _brackets(text, codes, kinds, edge)
        weak = "".join(kinds)
    resolved = _NEUTRAL.sub(_neutral(edge), edge + weak + edge)[1:-1]
    raised = bytearray(resolved.translate(_RAISED[odd]).encode("latin-1"))
    return raised if level <= odd else bytearray([step + level - odd for step in raised])


def _weak(codes: str) -> str:
    """Rules W1 to W7 on letters that begin with the direction of the edge."""
    if "m" in codes:
        codes = _MARKED.sub(lambda match: match.group()[0] * len(match.group()), codes)  # W1
    if "A" in codes:  # W2, W3
        codes = _AFTER_ARABIC.sub(lambda match: match.group().replace("E", "N").replace("A", "R"), codes)
    if "E" in codes or "N" in codes:
        codes = _IN_NUMBER.sub(lambda match: codes[match.start() - 1], codes)  # W4
        codes = _BY_NUMBER.sub(lambda match: "E" * len(match.group()), codes)  # W5
    codes = codes.translate(_LEFT_OVER)  # W6
    if "E" in codes:
        codes = _AFTER_LATIN.sub(lambda match: match.group().replace("E", "L"), codes)  # W7
    return codes


def _neutral(edge: str) -> Callable[[re.Match[str]], str]:
    """Rules N1 and N2: between two equal directions a neutral joins them, else it follows the paragraph."""

    def joined(match: re.Match[str]) -> str:
        left, right = match.string[match.start() - 1], match.string[match.end()]
        # Numbers count as right to left here.
        same = (left == "L") == (right == "L")
        return (("L" if left == "L" else "R") if same else edge) * (match.end() - match.start())

    return joined


def _bracket_pairs(characters: str, kinds: list[str]) -> list[tuple[int, int]]:
    """Definition BD16: pairs of matching brackets, in the order of their openings."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(characters):
        if kinds[index] != "o":
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


def _brackets(characters: str, original: str, kinds: list[str], edge: str) -> None:
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
            while follower < len(kinds) and original[follower] == "m":
                kinds[follower] = direction
                follower += 1


def visual(text: str, level_of: bytes, start: int, end: int, base: int) -> str:
    """Characters start to end of a paragraph in the order they are drawn from left to right (L1, L2, L4).

    `level_of` is what `levels` answered for the whole paragraph, so a line break changes no direction.
    """
    own, line = level_of[start:end], text[start:end]
    if base == RIGHT_TO_LEFT and own.count(b"\x01") == len(own):
        return _turned(line)
    last = len(line)  # L1 at the end of this line
    while last and _CODES[ord(line[last - 1])] in "wsbxlrfp":
        last -= 1
    if last < len(line):
        own = own[:last] + bytes((base,)) * (len(line) - last)
    return _reordered(line, own) if any(own) else line


def _turned(words: str) -> str:
    """Letters of an odd level: the last comes first, brackets open the other way (L4)."""
    turned = words[::-1]
    return turned.translate(_MIRROR_TABLE) if _MIRRORED.search(words) else turned


def _reordered(line: str, own: bytes) -> str:
    """Rules L2 and L4 on the runs of a line: from the highest level down, what is not below it changes its order."""
    highest, lowest = max(own), min(own)
    if highest == 2 and lowest == 1:
        return _with_numbers(line, own)
    runs: list[tuple[int, str]] = []
    for run in _RUNS.finditer(own):
        level, words = own[run.start()], line[run.start() : run.end()]
        runs.append((level, _turned(words) if level & 1 else words))
    for level in range(highest, (lowest | 1) - 1, -1):
        first = 0
        while first < len(runs):
            last = first
            while last < len(runs) and runs[last][0] >= level:
                last += 1
            runs[first:last] = runs[first:last][::-1]
            first = last + 1
    return "".join([words for _level, words in runs])


def _with_numbers(line: str, own: bytes) -> str:
    """The usual line of Arabic: all of it turns, and numbers and foreign words in it turn back."""
    turned, whole = _turned(line), len(line)
    parts = []
    done = 0
    for run in _TURNED_BACK.finditer(own):
        start, end = run.span()
        parts.append(turned[whole - start : whole - done])
        parts.append(line[start:end])
        done = end
    parts.append(turned[: whole - done])
    return "".join(reversed(parts))


def visual_line(text: str, base: int) -> str:
    """A whole text as one line in visual order."""
    if keeps_order(text):
        return text
    return visual(text, levels(text, base), 0, len(text), base)
