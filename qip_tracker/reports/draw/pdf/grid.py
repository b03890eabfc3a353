"""Tables: plain strings in cells, heads repeated on every page, no row left alone, no text object per cell.

ReportLab's Table asks for markup cells to break lines, copies itself at every page and knows no right to left; this
one sets its lines once and cuts by row index, so that it stays linear.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from qip_tracker.reports.draw.pdf import fonts, page_operators, styles
from qip_tracker.reports.draw.pdf.styles import Styles
from qip_tracker.reports.draw.pdf.text import Line, paragraphs, set_lines
from qip_tracker.reports.telling.document import Column, Row, Tone

PADDING = 3.0
# Between a column of numbers, which ends at its end edge, and one of words, which starts there.
GUTTER = 10.0
LEAST_ROWS = 2
# A longer cell may break even in a column of dates or numbers.
LONGEST_WHOLE = 24
# A row higher than this may be cut between its lines; less room than this is worth leaving for a new page.
TALL_ROW = 300.0


@dataclass(slots=True)
class _SetRow:
    lines: list[tuple[Line, ...]]
    kind: str
    tones: tuple[tuple[int, Tone], ...]
    count: int = field(init=False)

    def __post_init__(self) -> None:
        self.count = max(map(len, self.lines))


class Grid(Flowable):
    """A table of strings; give it to the story and forget it."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        look: Styles,
        direction: int,
        *,
        has_head: bool = True,
    ) -> None:
        super().__init__()
        self.columns, self.rows, self.look, self.direction = columns, rows, look, direction
        self.has_head = has_head
        self.spaceBefore, self.spaceAfter = 2, 8
        self._head: _SetRow | None = None
        self._body: list[_SetRow] = []
        self._set_for = -1.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Set every cell once for this width and add up the heights."""
        if not styles.same_width(self._set_for, available_width):
            self._set(available_width)
        self.width = available_width
        self.height = self._head_height() + sum(map(self._height, self._body))
        return self.width, self.height

    def _set(self, width: float) -> None:
        self._ends = [
            PADDING + (GUTTER if column.is_number and follower and not follower.is_number else 0.0)
            for column, follower in zip(self.columns, [*self.columns[1:], None], strict=True)
        ]
        self._widths = self._shared(width)
        self._set_for = width
        if self.has_head:
            self._head = self._set_row(tuple(column.heading for column in self.columns), "head")
        self._body = [self._set_row(row.cells, row.kind, row.tones) for row in self.rows]

    def _shared(self, width: float) -> list[float]:
        """The width by shares; a column too narrow for a word of its head or for a figure takes from the roomy ones."""
        whole = sum(column.share for column in self.columns)
        widths = [width * column.share / whole for column in self.columns]
        needed = [self._needed(index) for index in range(len(widths))]
        missing = sum(max(need - own, 0.0) for need, own in zip(needed, widths, strict=True))
        spare = sum(max(own - need, 0.0) for need, own in zip(needed, widths, strict=True))
        if not missing or not spare:
            return widths
        # What cannot be had is missing everywhere alike: the table never grows.
        given, kept = min(missing, spare) / missing, min(missing, spare) / spare
        return [
            own + (need - own) * (given if need > own else kept)
            for need, own in zip(needed, widths, strict=True)
        ]

    def _needed(self, index: int) -> float:
        column, around = self.columns[index], PADDING + self._ends[index] + 0.01
        head, least = self.look.cell_head, 0.0
        if self.has_head:
            least = max(
                fonts.width_of(word, head.font, head.size) for word in self._text(column.heading).split(" ")
            )
        if column.is_whole or column.is_number:
            for cell in {row.cells[index] for row in self.rows}:
                text = self._text(cell)
                if len(text) <= LONGEST_WHOLE:
                    # Bold is wider, and a total is bold.
                    least = max(least, fonts.width_of(text, fonts.BOLD, self.look.cell.size))
        return least + around

    def _text(self, words: str) -> str:
        # Joined but in logical order: a width does not ask for the order.
        return " ".join(paragraph.text for paragraph in paragraphs(words, self.direction))

    def _set_row(
        self, cells: tuple[str, ...], kind: str, tones: tuple[tuple[int, Tone], ...] = ()
    ) -> _SetRow:
        style = self.look.cell_head if kind == "head" else self.look.cell
        font = fonts.REGULAR if kind == "body" else fonts.BOLD
        if kind == "group" and not any(cells[1:]):
            # A heading inside the table takes the whole width.
            whole = set_lines(cells[0], font, style.size, sum(self._widths) - 2 * PADDING, self.direction)
            return _SetRow([whole, *([()] * (len(cells) - 1))], kind, tones)
        return _SetRow(
            [
                set_lines(cell, font, style.size, width - PADDING - end, self.direction)
                for cell, width, end in zip(cells, self._widths, self._ends, strict=True)
            ],
            kind,
            tones,
        )

    def _height(self, row: _SetRow) -> float:
        style = self.look.cell_head if row.kind == "head" else self.look.cell
        return row.count * style.leading + 2 * PADDING

    def least_height(self, available_width: float) -> float:
        """Height of what stays together: the head and two rows, or all of a table too short to cut; points."""
        self.wrap(available_width, 0)
        # `split` also keeps two rows and the total below the cut, so a short table moves whole, and its heading too.
        tail = LEAST_ROWS + (1 if self._body and self._body[-1].kind == "total" else 0)
        first = self._body if len(self._body) < LEAST_ROWS + tail else self._body[:LEAST_ROWS]
        return self._head_height() + sum(min(self._height(row), 120.0) for row in first)

    def _head_height(self) -> float:
        return self._height(self._head) if self._head else 0.0

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Cut between rows, two at least on either side; a row higher than a page is cut between its lines."""
        self.wrap(available_width, available_height)
        left = available_height - self._head_height()
        fitting = 0
        while fitting < len(self._body) and self._height(self._body[fitting]) <= left:
            left -= self._height(self._body[fitting])
            fitting += 1
        if fitting == len(self._body):
            return [self]
        can_cut = left > 8 * self.look.cell.leading
        if can_cut and self._height(self._body[fitting]) > TALL_ROW:
            return self._cut_row(fitting, left)
        wanted = min(fitting, len(self._body) - LEAST_ROWS - (1 if self._body[-1].kind == "total" else 0))
        while wanted > 0 and self._body[wanted - 1].kind == "group":
            wanted -= 1
        if wanted >= LEAST_ROWS:
            return [self._part(self._body[:wanted]), self._part(self._body[wanted:])]
        if available_height < TALL_ROW:
            return []
        # A whole page, and the rows are too high for the rule: some break is better than none.
        if fitting:
            return [self._part(self._body[:fitting]), self._part(self._body[fitting:])]
        return self._cut_row(0, left) if can_cut else []

    def _cut_row(self, index: int, left: float) -> list[Flowable]:
        row = self._body[index]
        fitting = int((left - 2 * PADDING) / self.look.cell.leading)
        upper = _SetRow([lines[:fitting] for lines in row.lines], row.kind, row.tones)
        lower = _SetRow([lines[fitting:] for lines in row.lines], row.kind, row.tones)
        return [self._part([*self._body[:index], upper]), self._part([lower, *self._body[index + 1 :]])]

    def _part(self, body: list[_SetRow]) -> "Grid":
        part = Grid(self.columns, (), self.look, self.direction, has_head=self.has_head)
        part._head, part._body, part._set_for = self._head, body, self._set_for
        part._widths, part._ends = self._widths, self._ends
        return part

    def draw(self) -> None:
        """All rules in one path, then all texts, one text object a font and colour."""
        placed: dict[tuple[str, float, Color], list[tuple[float, float, str]]] = {}
        top = self.height
        lines = []
        for row in [self._head, *self._body] if self._head else self._body:
            height = self._height(row)
            if row.kind == "group":
                self.canv.setFillColor(styles.FIELD)
                self.canv.rect(0, top - height, self.width, height, stroke=0, fill=1)
            self._place(row, top, placed)
            if row.kind == "total":
                self.canv.setStrokeColor(styles.INK)
                self.canv.setLineWidth(0.9)
                self.canv.line(0, top, self.width, top)
            top -= height
            lines.append((0, top, self.width, top))
        page_operators.rules(self.canv, styles.RULE, 0.5, lines)
        for (font, size, colour), texts in placed.items():
            page_operators.put(self.canv, font, size, colour, texts)

    def _place(
        self, row: _SetRow, top: float, placed: dict[tuple[str, float, Color], list[tuple[float, float, str]]]
    ) -> None:
        style = self.look.cell_head if row.kind == "head" else self.look.cell
        font = fonts.REGULAR if row.kind == "body" else fonts.BOLD
        colours = {index: styles.TONES[tone] for index, tone in row.tones}
        baseline = top - PADDING - (style.leading - style.size) / 2 - style.size * 0.8
        x = self.width if self.direction else 0.0
        for index, (column, width, lines) in enumerate(
            zip(self.columns, self._widths, row.lines, strict=True)
        ):
            if self.direction:
                x -= width
            end = self._ends[index]
            before, room = (end if self.direction else PADDING), width - PADDING - end
            align = "right" if column.is_number != bool(self.direction) else "left"
            texts = placed.setdefault((font, style.size, colours.get(index, style.colour)), [])
            for number, line in enumerate(lines):
                start = page_operators.offset(line.width, x + before, room, align)
                texts.append((start, baseline - number * style.leading, line.text))
            if not self.direction:
                x += width
