"""What a told document says, cell by cell, and the same read back from its page and from its paper."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal

from qip_tracker.reports.charts.picture import Label, Picture
from qip_tracker.reports.telling.document import (
    Block,
    Document,
    Figures,
    Gaps,
    Heading,
    Illustration,
    Pairs,
    Photos,
    Points,
    Prose,
    Table,
)
from tests.reports.draw.pdf.drawn import drawn_strings

Medium = Literal["page", "paper"]
# Where one text ends and another begins on a page; all other elements stand inside a text.
_ENDS = {
    *("p", "li", "dt", "dd", "th", "td", "h1", "h2", "h3", "caption", "figcaption", "summary", "code", "div"),
    *("figure", "text", "title", "desc", "button", "section", "table", "dl", "ul", "main"),
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SIGNS = dict.fromkeys(map(ord, "●▲□■"))
_BRACKETS = str.maketrans(")]}»›", "([{«‹")
# Above the frame of the body stands the running head.
_HEAD = 780.0
# Shorter texts, figures above all, never break: two of them side by side are not a third.
_LEAST_BROKEN = 5


def plain(words: str) -> str:
    """Words without marks of direction, joined forms, vowel signs, blanks, and the signs a drawing puts before them."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", words.translate(_SIGNS)))
    return "".join(one for one in text if unicodedata.category(one) not in ("Mn", "Cf", "Zs", "Cc"))


def cells_of(document: Document, medium: Medium) -> Iterator[str]:
    """Every text of a document that this medium must hold, in reading order; words of a picture are texts too."""
    yield from (document.report, document.mission, document.title, document.caution or "")
    yield from _of(document.about, medium)
    yield from (document.check.heading, document.check.words)
    yield from _of(document.check.pairs, medium)
    for block in document.blocks:
        yield from _of(block, medium)


def _of(block: Block, medium: Medium) -> Iterator[str]:
    match block:
        case Heading(words) | Prose(words):
            yield words
        case Pairs(rows) | Figures(rows):
            yield from (words for pair in rows for words in pair)
        case Table(columns, rows):
            yield from (one.heading for one in columns)
            yield from (cell for row in rows for cell in row.cells)
        case Illustration(picture):
            yield from _of_picture(picture, medium)
        case Photos(photos):
            yield from (words for one in photos for words in (one.caption, one.place))
        case Points(sentences) | Gaps(_, sentences):
            yield from sentences


def _of_picture(picture: Picture, medium: Medium) -> Iterator[str]:
    assert picture.description and picture.rows, "a picture that only shows"
    yield from (one.words for one in picture.marks if isinstance(one, Label))
    yield picture.description
    if medium == "page":
        yield from (picture.title, picture.description, picture.title, *picture.head)
        yield from (cell for row in picture.rows for cell in row)


class _Texts(HTMLParser):
    """The texts of the main part of a page, each without its markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._piece: list[str] = []
        self._is_main = False

    def _end(self) -> None:
        self.found.append("".join(self._piece))
        self._piece.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_main = self._is_main or tag == "main"
        if tag in _ENDS or ("class", "note") in attrs:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS:
            self._end()
        self._is_main = self._is_main and tag != "main"

    def handle_data(self, data: str) -> None:
        if self._is_main:
            self._piece.append(data)


def page_texts(html: str) -> Counter[str]:
    """How often each text stands in the main part of a page."""
    parser = _Texts()
    parser.feed(html)
    return Counter(text for one in parser.found if (text := plain(one)))


def missing_on_page(document: Document, texts: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Texts of the document that the page lacks, and those that only the page has."""
    expected = Counter(text for one in cells_of(document, "page") if (text := plain(one)))
    return expected - texts, texts - expected


def missing_on_paper(document: Document, pdf: bytes) -> tuple[list[str], list[str]]:
    """Texts of the document that the paper lacks, and strings of the paper that belong to no text.

    A text may stand on several lines, drawn one after another, and be cut where a page ends; each line is used once.
    """
    lines = [one for one in drawn_strings(pdf) if one.y < _HEAD and plain(one.words)]
    left = [plain(one.words) for one in lines]
    lacking = []
    # The longer first: a line of one may be the whole of another.
    for cell in sorted(filter(None, map(plain, cells_of(document, "paper"))), key=len, reverse=True):
        found = _place_of(cell, left, document.is_right_to_left)
        if found is None:
            lacking.append(cell)
            continue
        for index in range(*found):
            left[index] = ""
    return lacking, [one.words for one, rest in zip(lines, left, strict=True) if rest]


def _place_of(cell: str, left: list[str], is_turned: bool) -> tuple[int, int] | None:
    """The first unused lines that make up a cell, as their range; turned lines by their letters alone."""
    wanted = _letters(cell)
    is_turned = is_turned or _RIGHT_TO_LEFT.search(cell) is not None
    for start, first in enumerate(left):
        if not first or len(first) > len(cell) or _letters(first) - wanted:
            continue
        end, whole = start, ""
        while end < len(left) and left[end] and len(whole) < len(cell):
            whole += left[end]
            end += 1
        if end > start + 1 and len(cell) < _LEAST_BROKEN:
            continue
        if whole == cell or (is_turned and _letters(whole) == wanted):
            return start, end
    return None


def _letters(text: str) -> Counter[str]:
    """The letters without their order: lines of an Arabic page are drawn from left to right, brackets turned."""
    return Counter(text.translate(_BRACKETS))
