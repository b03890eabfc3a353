"""A report in the making: blocks in reading order, set for one language and direction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak

from qip_tracker.i18n import _
from qip_tracker.reports.charts.flowable import PictureFlowable
from qip_tracker.reports.charts.picture import Picture, directed
from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.pdf.flowables import (
    Figures,
    Heading,
    JpegPhoto,
    Opening,
    PhotoRow,
    Prose,
    Rule,
    Space,
)
from qip_tracker.reports.pdf.grid import Column, Grid, Row
from qip_tracker.reports.pdf.styles import Styles, TextStyle

# media_key -> the bytes of a JPEG or PNG of our media store, or None when it is gone.
Assets = Callable[[str], bytes | None]

LABEL_SHARE = 0.34
# A photo and its words stay on one page; a longer caption is cut there and printed whole under the row.
_LONGEST_CAPTION = 400
_HALF_A_PAGE = 360.0


@dataclass(slots=True)
class Story:
    """Blocks of one report; every method adds one."""

    look: Styles
    direction: int
    labels: Labels
    assets: Assets
    language: str
    blocks: list[Flowable] = field(default_factory=list)
    _headings: int = 0

    def heading(self, words: str, level: int = 0, *, is_small: bool = False) -> None:
        """A heading that also stands in the outline of the document; small ones look like those of the level below."""
        self._headings += 1
        style = self.look.heading if level == 0 and not is_small else self.look.subheading
        self.blocks.append(Heading(words, style, self.direction, level=level, key=f"h{self._headings}"))

    def prose(self, words: str | None, style: TextStyle | None = None) -> None:
        """A paragraph or several; nothing when there are no words."""
        if words:
            self.blocks.append(Prose(words, style or self.look.body, self.direction))

    def opening(self, words: str, style: TextStyle | None = None) -> None:
        """A paragraph that stays on the page of what follows it."""
        self.blocks.append(Opening(words, style or self.look.body, self.direction))

    def note(self, words: str) -> None:
        """A small remark: a source, a date, a caution."""
        self.prose(words, self.look.small)

    def opening_note(self, words: str) -> None:
        """A small remark that belongs to what follows and stays on its page."""
        self.opening(words, self.look.small)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """What it is, and what the record says: two columns without a head."""
        rows = [Row(pair) for pair in pairs]
        columns = (Column("", LABEL_SHARE), Column("", 1 - LABEL_SHARE))
        self.blocks.append(Grid(columns, rows, self.look, self.direction, has_head=False))

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table whose head repeats; nothing when it has no rows."""
        if rows:
            self.blocks.append(Grid(columns, rows, self.look, self.direction))

    def picture(self, picture: Picture | None, *, with_title: bool = True) -> None:
        """A picture under its title; nothing when there is none."""
        if picture is None:
            return
        if with_title:
            self.heading(picture.title, level=1)
        self.blocks.append(PictureFlowable(directed(picture, bool(self.direction))))

    def figures(self, pairs: Sequence[tuple[str, str]]) -> None:
        """A row of figures with what they count."""
        self.blocks.append(Figures(pairs, self.look.figure, self.look.small, self.direction))

    def photos(self, captioned: Sequence[tuple[str, str, str]]) -> None:
        """Photos by media key with caption and place, two in a row."""
        for index in range(0, len(captioned), 2):
            row = [self._captioned(*one) for one in captioned[index : index + 2]]
            self.blocks.append(PhotoRow(row, self.look.cell, self.look.small, self.direction))
            for _media_key, caption, _place in captioned[index : index + 2]:
                if len(caption) > _LONGEST_CAPTION:
                    self.prose(caption)

    def _captioned(self, media_key: str, caption: str, place: str) -> tuple[JpegPhoto | None, str, str]:
        content = self.assets(media_key)
        caption, place = _as_caption(caption), _as_caption(place)
        if content:
            return JpegPhoto(content), caption, place
        return None, caption, f"{place} · {_('the photo is no longer in the store')}"

    def bound(self, width: float) -> list[Flowable]:
        """The blocks, with a page break wherever a heading would stand without the start of what it heads; points.

        ReportLab's way of keeping blocks together moves a whole table to the next page and leaves half a page white.
        """
        answer: list[Flowable] = []
        last = self._last_section()
        for index, block in enumerate(self.blocks):
            leads_on = index and isinstance(self.blocks[index - 1], Opening)
            if index == last:
                answer.append(CondPageBreak(self._room_for_the_rest(index, width)))
            elif isinstance(block, Opening) and not leads_on:
                answer.append(CondPageBreak(self._room_needed(index, width)))
            answer.append(block)
        return answer

    def _last_section(self) -> int:
        return max(
            (at for at, one in enumerate(self.blocks) if isinstance(one, Heading) and not one.level),
            default=0,
        )

    def _room_for_the_rest(self, index: int, width: float) -> float:
        """All of the last section if it is short, so that no two lines of it stand alone on the last page; points."""
        room = 0.0
        for block in self.blocks[index:]:
            room += block.wrap(width, 10_000)[1] + block.getSpaceBefore() + block.getSpaceAfter()
        return room if room < _HALF_A_PAGE else self._room_needed(index, width)

    def _room_needed(self, index: int, width: float) -> float:
        room = 0.0
        for block in self.blocks[index:]:
            if isinstance(block, Grid):
                return room + block.least_height(width) + 2
            height = block.wrap(width, 10_000)[1] + block.getSpaceBefore()
            if not isinstance(block, Opening):
                least = 2 * block.style.leading if isinstance(block, Prose) else height
                return room + min(height, least)
            room += height + block.getSpaceAfter()
        return room

    def rule(self) -> None:
        """A thin line."""
        self.blocks.append(Rule())

    def space(self, height: float) -> None:
        """Empty paper, points."""
        self.blocks.append(Space(height))

    def next_page(self) -> None:
        """Go on with a page of the body."""
        self.blocks.extend((NextPageTemplate("body"), PageBreak()))


def _as_caption(words: str) -> str:
    one = words.replace("\n", " ")
    return one if len(one) <= _LONGEST_CAPTION else f"{one[:_LONGEST_CAPTION]}…"
