"""A told document as flowables: each block in its style, and page breaks where a heading would stand alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from qip_tracker.reports.charts.picture import directed
from qip_tracker.reports.draw.pdf import flowables
from qip_tracker.reports.draw.pdf.flowables import JpegPhoto, Opening, PhotoRow, Rule, Space
from qip_tracker.reports.draw.pdf.grid import Grid
from qip_tracker.reports.draw.pdf.picture import PictureFlowable
from qip_tracker.reports.draw.pdf.styles import Styles, TextStyle
from qip_tracker.reports.telling.document import (
    Block,
    Column,
    Document,
    Figures,
    Gaps,
    Heading,
    Illustration,
    NewPage,
    Pairs,
    Photo,
    Photos,
    Points,
    Prose,
    Row,
    Table,
)

# media_key -> the bytes of a JPEG or PNG of our media store, or None when it is gone.
Assets = Callable[[str], bytes | None]

LABEL_SHARE = 0.34
# A longer title is set smaller, so that the cover stays one page.
_LONG_TITLE = 120
# A photo and its words stay on one page; a longer caption is cut there and printed whole under the row.
_LONGEST_CAPTION = 400
_HALF_A_PAGE = 360.0
# The sign before a sentence says what kind of gap it is, also without colour.
_SIGNS = {"late": "▲", "unknown": "□", "withheld": "■"}


@dataclass(slots=True)
class Layout:
    """Flowables of one document, in the order of its blocks."""

    look: Styles
    direction: int
    assets: Assets
    flowables: list[Flowable] = field(default_factory=list)
    _headings: int = 0

    def add_document(self, document: Document) -> None:
        """The cover with what checks it, then every block."""
        self._cover(document)
        for block in document.blocks:
            self._add(block)

    def _cover(self, document: Document) -> None:
        title = self.look.title if len(document.title) <= _LONG_TITLE else self.look.long_title
        self.flowables.append(Space(40))
        self._words(document.mission, self.look.subheading)
        self._words(document.report, self.look.small)
        self.flowables.append(Space(10))
        self._words(document.title, title)
        self.flowables += [Space(14), Rule()]
        self._add(document.about)
        if document.caution:
            self.flowables.append(Space(10))
            self._add(Prose(document.caution, "caution"))
        # On the cover, where there is room: at the end it would often stand on a page of its own.
        self.flowables.append(Space(10))
        self._heading(document.check.heading, self.look.subheading, 0)
        self._add(Prose(document.check.words, leads_on=True))
        self._add(document.check.pairs)
        self._add(NewPage())

    def _add(self, block: Block) -> None:
        match block:
            case Heading(words, level):
                self._heading(words, self.look.subheading if level else self.look.heading, level)
            case Prose(words, role, leads_on):
                flowable = Opening if leads_on else flowables.Prose
                self.flowables.append(flowable(words, self._style(role), self.direction))
            case Pairs(rows):
                columns = (Column("", LABEL_SHARE), Column("", 1 - LABEL_SHARE))
                lines = [Row(pair) for pair in rows]
                self.flowables.append(Grid(columns, lines, self.look, self.direction, has_head=False))
            case Table(columns, rows):
                self.flowables.append(Grid(columns, rows, self.look, self.direction))
            case Figures(rows):
                figures = flowables.Figures(rows, self.look.figure, self.look.small, self.direction)
                self.flowables.append(figures)
            case Illustration(picture):
                self.flowables.append(
                    PictureFlowable(directed(picture, bool(self.direction)), self.look.small)
                )
            case Photos(photos):
                self._photos(photos)
            case Points(sentences):
                self._signed("●", sentences)
            case Gaps(of, sentences):
                self._signed(_SIGNS[of], sentences, leads_on=of == "withheld")
            case NewPage():
                self.flowables += [NextPageTemplate("body"), PageBreak()]

    def _style(self, role: str) -> TextStyle:
        return {"lead": self.look.lead, "body": self.look.body}.get(role, self.look.small)

    def _heading(self, words: str, style: TextStyle, level: int) -> None:
        """A heading that also stands in the outline of the document."""
        self._headings += 1
        key = f"h{self._headings}"
        self.flowables.append(flowables.Heading(words, style, self.direction, level=level, key=key))

    def _words(self, words: str, style: TextStyle) -> None:
        self.flowables.append(flowables.Prose(words, style, self.direction))

    def _signed(self, sign: str, sentences: Iterable[str], *, leads_on: bool = False) -> None:
        """Sentences behind a sign; what is withheld stays on the page of what is shown all the same."""
        for words in sentences:
            self._add(Prose(f"{sign} {words}", leads_on=leads_on))

    def _photos(self, photos: tuple[Photo, ...]) -> None:
        """Two in a row."""
        for index in range(0, len(photos), 2):
            pair = photos[index : index + 2]
            row = [
                (self._jpeg(photo), _as_caption(photo.caption), _as_caption(photo.place)) for photo in pair
            ]
            self.flowables.append(PhotoRow(row, self.look.cell, self.look.small, self.direction))
            for photo in pair:
                if len(photo.caption) > _LONGEST_CAPTION:
                    self._words(photo.caption, self.look.body)

    def _jpeg(self, photo: Photo) -> JpegPhoto | None:
        content = self.assets(photo.media_key) if photo.is_kept else None
        return JpegPhoto(content) if content else None

    def bound(self, width: float) -> list[Flowable]:
        """The flowables, with a page break wherever a heading would stand without what it heads; points.

        ReportLab's way of keeping blocks together moves a whole table to the next page and leaves half a page white.
        """
        answer: list[Flowable] = []
        last = self._last_section()
        for index, block in enumerate(self.flowables):
            leads_on = index and isinstance(self.flowables[index - 1], Opening)
            if index == last:
                answer.append(CondPageBreak(self._room_for_the_rest(index, width)))
            elif isinstance(block, Opening) and not leads_on:
                answer.append(CondPageBreak(self._room_needed(index, width)))
            answer.append(block)
        return answer

    def _last_section(self) -> int:
        return max(
            (
                at
                for at, flowable in enumerate(self.flowables)
                if isinstance(flowable, flowables.Heading) and not flowable.level
            ),
            default=0,
        )

    def _room_for_the_rest(self, index: int, width: float) -> float:
        """All of the last section if it is short, so that no two lines of it stand alone on the last page; points."""
        room = 0.0
        for block in self.flowables[index:]:
            room += block.wrap(width, 10_000)[1] + block.getSpaceBefore() + block.getSpaceAfter()
        return room if room < _HALF_A_PAGE else self._room_needed(index, width)

    def _room_needed(self, index: int, width: float) -> float:
        room = 0.0
        for block in self.flowables[index:]:
            if isinstance(block, Grid):
                return room + block.least_height(width) + 2
            height = block.wrap(width, 10_000)[1] + block.getSpaceBefore()
            if not isinstance(block, Opening):
                least = 2 * block.style.leading if isinstance(block, flowables.Prose) else height
                return room + min(height, least)
            room += height + block.getSpaceAfter()
        return room


def _as_caption(words: str) -> str:
    caption = words.replace("\n", " ")
    return caption if len(caption) <= _LONGEST_CAPTION else f"{caption[:_LONGEST_CAPTION]}…"
