"""The one door for text into a PDF: what comes in is somebody's words, what goes out are lines ready to draw.

No markup is ever parsed: ReportLab's Paragraph would embed local files for `<img>`, run links and fall over `<b>x`
(reliability.md, fact 5), so no Paragraph is used and `<` is a character like any other.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from qip_tracker.i18n.language import ISOLATE_END, ISOLATE_START
from qip_tracker.reports.draw.pdf import bidi, fonts
from qip_tracker.reports.draw.pdf.joining import joined

LONGEST_WORD = 60
_LONGEST_HEAD = 400
_SHORT = 200

# Line feeds stay, and until their line is set the two direction marks and the isolates around somebody's words. Other
# controls, embeddings, joiners without width and tags have no place on paper.
_SILENT = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200d\u202a-\u202e\u2060-\u2067\u206a-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_PLAIN = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u0233\u2013\u2014\u2018-\u201e\u2026\u202f\u20ac\u2192]*")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_RIGHT_TO_LEFT = re.compile("[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]")
# Where a word too long for its column may break first: after a hyphen or slash that a letter follows.
_INNER_BREAK = re.compile("(?<=[-–—/_.@])(?=[^\\W\\d])")
_UNUSUAL = re.compile(f"[\t\u2028\u2029{_SILENT.pattern[1:]}")
_LINE_ENDS = {9: " ", 13: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_MARKED = re.compile("[\u200e\u200f\u2068\u2069]")
_MARKS = str.maketrans("", "", "\u200e\u200f\u2068\u2069")


class Line(NamedTuple):
    """A line in visual order and its width in points."""

    text: str
    width: float


class Paragraph(NamedTuple):
    """Drawable text in logical order, its direction, and the level of each letter; no levels where none turns round."""

    text: str
    base: int
    levels: bytes | None
    is_marked: bool

    def line(self, start: int, end: int) -> str:
        """Letters start to end as they are drawn from left to right; marks are not drawn."""
        if self.levels is None:
            return self.text[start:end]
        shown = bidi.visual(self.text, self.levels, start, end, self.base)
        return shown.translate(_MARKS) if self.is_marked else shown


def admit(raw: str) -> str:
    """Words of a person as drawable text in logical order.

    Control and direction characters go, line ends become one kind, Arabic letters are joined, and a character the
    font has no glyph for becomes a visible U+FFFD: nothing is dropped in silence. Vowel marks of Arabic are left out.
    """
    if _PLAIN.fullmatch(raw):
        return raw
    text = raw
    if _UNUSUAL.search(raw):
        text = raw.replace("\r\n", "\n").translate(_LINE_ENDS)
        text = _SILENT.sub("", text)
    text = unicodedata.normalize("NFC", text)
    if _ARABIC_LETTER.search(text):
        text = joined(text)
    known = _known()
    if known.issuperset(text):
        return text
    return "".join(character if character in known else fonts.REPLACEMENT for character in text)


@cache
def _known() -> frozenset[str]:
    return frozenset(map(chr, fonts.glyphs())) | frozenset("\n\u200e\u200f\u2068\u2069")


def forget() -> None:
    """Empty what is kept of earlier texts: for measuring."""
    _short_paragraphs.cache_clear()
    _short_lines.cache_clear()


def _paragraph(admitted: str, document: int) -> Paragraph:
    text, base = directed(admitted, document)
    plain = (base == bidi.LEFT_TO_RIGHT and not bidi.needs_bidi(text)) or bidi.keeps_order(text)
    if plain:
        return Paragraph(text, base, None, False)
    return Paragraph(text, base, bidi.levels(text, base), _MARKED.search(text) is not None)


def _paragraphs(raw: str, document: int, joins_lines: bool) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, or one that runs on over its line ends."""
    admitted = admit(raw)
    if joins_lines:
        return (_paragraph(admitted.replace("\n", " "), document),)
    return tuple([_paragraph(line.strip(" "), document) for line in admitted.split("\n")])


# A report sets the same short texts again and again: heads, states, months, names.
_short_paragraphs = lru_cache(maxsize=2048)(_paragraphs)


def paragraphs(raw: str, document: int, *, joins_lines: bool = False) -> tuple[Paragraph, ...]:
    """What `set_lines` breaks: each paragraph of a text in its own direction."""
    prepare = _short_paragraphs if len(raw) <= _SHORT else _paragraphs
    return prepare(raw, document, joins_lines)


def base_direction(admitted: str, document: int) -> int:
    """Direction of one paragraph: the document's, unless the words are wholly or first of the other script."""
    if document == bidi.RIGHT_TO_LEFT:
        foreign = _LEFT_TO_RIGHT.search(admitted) and not _RIGHT_TO_LEFT.search(admitted)
        return bidi.LEFT_TO_RIGHT if foreign else bidi.RIGHT_TO_LEFT
    first = _RIGHT_TO_LEFT.search(admitted)
    if first is None or _LEFT_TO_RIGHT.search(admitted, 0, first.start()):
        return bidi.LEFT_TO_RIGHT
    return bidi.RIGHT_TO_LEFT


def directed(admitted: str, document: int) -> tuple[str, int]:
    """One paragraph and its direction. What is wholly one person's words has theirs; around isolates ours holds."""
    if ISOLATE_START not in admitted:
        return admitted, base_direction(admitted, document)
    if admitted[0] == ISOLATE_START and admitted.find(ISOLATE_START, 1) < 0:
        words, _end, rest = admitted[1:].partition(ISOLATE_END)
        if not rest:
            return words.strip(" "), bidi.first_strong(words) or bidi.LEFT_TO_RIGHT
    return admitted, document


def set_lines(
    raw: str, font: str, size: float, width: float, document: int = bidi.LEFT_TO_RIGHT
) -> tuple[Line, ...]:
    """Break a text into lines of at most `width` points; points, document direction 0 or 1.

    Lines break in logical order at spaces; a word longer than its line or than 60 characters breaks inside.
    """
    set_in = _short_lines if len(raw) <= _SHORT else _lines
    return set_in(raw, font, size, width, document)


def _lines(raw: str, font: str, size: float, width: float, document: int) -> tuple[Line, ...]:
    limit, advance = width * 1000 / size, fonts.widths(font)
    answer: list[Line] = []
    for paragraph in paragraphs(raw, document):
        answer.extend(_set_paragraph(paragraph, advance, limit, size))
    return tuple(answer)


_short_lines = lru_cache(maxsize=2048)(_lines)


def one_line(raw: str, font: str, size: float, document: int = bidi.LEFT_TO_RIGHT) -> Line:
    """A text as one line however long it is; line ends become spaces."""
    (paragraph,) = paragraphs(raw, document, joins_lines=True)
    shown = paragraph.line(0, len(paragraph.text))
    return Line(shown, fonts.width_of(shown, font, size))


def shortened(raw: str, font: str, size: float, width: float, document: int = bidi.LEFT_TO_RIGHT) -> Line:
    """One line of at most `width` points; what does not fit ends in an ellipsis. For running heads only."""
    text = raw[:_LONGEST_HEAD].replace("\n", " ")
    whole = one_line(text, font, size, document)
    if whole.width <= width and len(raw) <= _LONGEST_HEAD:
        return whole
    fitting, too_long, best = 0, len(text) + 1, Line("", 0.0)
    while too_long - fitting > 1:
        middle = (fitting + too_long) // 2
        line = one_line(text[:middle].rstrip() + "…", font, size, document)
        if line.width <= width:
            fitting, best = middle, line
        else:
            too_long = middle
    return best


def _set_paragraph(paragraph: Paragraph, advance: fonts._Widths, limit: float, size: float) -> list[Line]:
    text = paragraph.text
    whole = sum(map(advance.__getitem__, text))
    if whole <= limit and len(text) <= LONGEST_WORD:
        return [Line(paragraph.line(0, len(text)), whole * size / 1000)]
    return [
        Line(paragraph.line(start, end), width * size / 1000)
        for start, end, width in _break(text, advance, limit)
    ]


def _break(text: str, advance: fonts._Widths, limit: float) -> list[tuple[int, int, int]]:
    """Spans (start, end, width) of greedy lines; blanks at a break belong to no line."""
    spans: list[tuple[int, int, int]] = []
    space = advance[" "]
    measure = advance.__getitem__
    start = end = position = 0
    line = 0
    for word in text.split(" "):
        width = sum(map(measure, word))
        stop = position + len(word)
        if width > limit or len(word) > LONGEST_WORD:
            if end > start:
                spans.append((start, end, line))
            *full, (start, end, line) = _cut(word, position, advance, limit)
            spans.extend(full)
        elif end > start and line + space + width > limit:
            spans.append((start, end, line))
            start, end, line = position, stop, width
        else:
            line = line + space * (position - end) + width if end > start else width
            start = start if end > start else position
            end = stop
        position = stop + 1
    spans.append((start, end, line))
    return spans


def _cut(word: str, offset: int, advance: fonts._Widths, limit: float) -> list[tuple[int, int, int]]:
    """Spans of a word that no line can hold: first at inner hyphens and slashes, then anywhere."""
    spans: list[tuple[int, int, int]] = []
    start = line = 0
    favoured = 0
    favoured_line = 0
    inner = {match.start() for match in _INNER_BREAK.finditer(word)}
    for index, character in enumerate(word):
        if index in inner:
            favoured, favoured_line = index, line
        width = advance[character]
        # Twice at most: at the hyphen, and again when what follows it is too long by itself.
        while index > start and (line + width > limit or index - start >= LONGEST_WORD):
            if favoured > start:
                spans.append((offset + start, offset + favoured, favoured_line))
                line -= favoured_line
                start = favoured
            else:
                spans.append((offset + start, offset + index, line))
                start, line = index, 0
        line += width
    spans.append((offset + start, offset + len(word), line))
    return spans
