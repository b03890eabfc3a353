"""Text blocks of a report: prose, headings, figures, photos. Points; direction 0 left to right, 1 right to left."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from qip_tracker.reports.direction_marks import bare
from qip_tracker.reports.draw.pdf import page_operators, styles
from qip_tracker.reports.draw.pdf.styles import TextStyle
from qip_tracker.reports.draw.pdf.text import Line, set_lines

_NEARLY_A_PAGE = 500.0


class Prose(Flowable):
    """Somebody's words in one style; splits over pages without leaving a single line on either."""

    def __init__(
        self, words: str, style: TextStyle, direction: int, lines: tuple[Line, ...] | None = None
    ) -> None:
        super().__init__()
        self.words, self.style, self.direction = words, style, direction
        self.lines = lines
        self._set_for = -1.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Set the lines for this width and say how high they are."""
        if self.lines is None or not (self._set_for < 0 or styles.same_width(self._set_for, available_width)):
            self.lines = set_lines(
                self.words, self.style.font, self.style.size, available_width, self.direction
            )
        self._set_for = available_width
        self.width, self.height = available_width, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Two lines at least on either side of a page break."""
        self.wrap(available_width, available_height)
        lines = self.lines or ()
        fitting = min(int(available_height / self.style.leading), len(lines) - 2)
        if fitting < 2:
            return []
        return [self._part(lines[:fitting]), self._part(lines[fitting:])]

    def _part(self, lines: tuple[Line, ...]) -> "Prose":
        part = Prose(self.words, self.style, self.direction, lines)
        part._set_for = self._set_for
        return part

    def draw(self) -> None:
        """Put the lines at the start edge."""
        page_operators.put_lines(
            self.canv,
            self.lines or (),
            font=self.style.font,
            size=self.style.size,
            colour=self.style.colour,
            x=0,
            width=self.width,
            top=self.height,
            leading=self.style.leading,
            align="right" if self.direction else "left",
        )

    def getSpaceBefore(self) -> float:
        """Space above, points."""
        return self.style.before

    def getSpaceAfter(self) -> float:
        """Space below, points."""
        return self.style.after


class Opening(Prose):
    """Words that make no sense without what follows: they stay on its page (see `Story.bound`)."""

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Not before the next page; there, words of more than a page must."""
        return super().split(available_width, available_height) if available_height > _NEARLY_A_PAGE else []


class Heading(Opening):
    """A heading that stays with what follows; level 0 and 1 are also in the outline of the document."""

    def __init__(self, words: str, style: TextStyle, direction: int, *, level: int, key: str) -> None:
        super().__init__(words, style, direction)
        self.level, self.key = level, key

    def draw(self) -> None:
        """Put the lines and a bookmark on them."""
        self.canv.bookmarkPage(self.key)
        self.canv.addOutlineEntry(bare(self.words), self.key, level=self.level, closed=False)
        super().draw()


class Rule(Flowable):
    """A thin line over the whole width."""

    def __init__(self, before: float = 2, after: float = 6) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = available_width
        return available_width, 0.6

    def draw(self) -> None:
        """One stroke."""
        self.canv.setStrokeColor(styles.RULE)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 0, self.width, 0)


class Space(Flowable):
    """Empty paper of a height."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Never higher than what is left of the page."""
        return available_width, min(self.height, available_height)

    def draw(self) -> None:
        """Nothing."""


class Figures(Flowable):
    """A row of figures, each with its words under it: (figure, words)."""

    def __init__(
        self, figures: Sequence[tuple[str, str]], figure: TextStyle, words: TextStyle, direction: int
    ) -> None:
        super().__init__()
        self.figures, self.figure, self.words_style, self.direction = figures, figure, words, direction
        self.spaceBefore, self.spaceAfter = 6, 8

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Set every column; a figure too wide for its column is set smaller."""
        self.width = available_width
        self.column = (available_width - styles.GAP * (len(self.figures) - 1)) / len(self.figures)
        room = self.column - 12
        self.size = self.figure.size
        longest = max(self._one(figure, self.figure.size).width for figure, _words in self.figures)
        if longest > room:
            self.size = max(self.figure.size * room / longest * 0.99, 9.0)
        self.heads = [
            set_lines(figure, self.figure.font, self.size, room, self.direction) for figure, _ in self.figures
        ]
        self.feet = [
            set_lines(words, self.words_style.font, self.words_style.size, room, self.direction)
            for _, words in self.figures
        ]
        head = max(map(len, self.heads)) * self.figure.leading
        self.height = head + max(map(len, self.feet)) * self.words_style.leading + 12
        return self.width, self.height

    def _one(self, figure: str, size: float) -> Line:
        return set_lines(figure, self.figure.font, size, 10_000, self.direction)[0]

    def draw(self) -> None:
        """Columns from the start edge, each on a light field with an accent at its start."""
        align = "right" if self.direction else "left"
        for index, (head, foot) in enumerate(zip(self.heads, self.feet, strict=True)):
            place = len(self.figures) - 1 - index if self.direction else index
            x = place * (self.column + styles.GAP)
            self.canv.setFillColor(styles.FIELD)
            self.canv.rect(x, 0, self.column, self.height, stroke=0, fill=1)
            self.canv.setFillColor(styles.ACCENT)
            self.canv.rect(x + self.column - 2 if self.direction else x, 0, 2, self.height, stroke=0, fill=1)
            top = self.height - 5
            for lines, style, size in (
                (head, self.figure, self.size),
                (foot, self.words_style, self.words_style.size),
            ):
                page_operators.put_lines(
                    self.canv,
                    lines,
                    font=style.font,
                    size=size,
                    colour=style.colour,
                    x=x + 7,
                    width=self.column - 14,
                    top=top,
                    leading=style.leading,
                    align=align,
                )
                top -= len(lines) * style.leading


class JpegPhoto(ImageReader):
    """A photo of our media store: named by its compressed bytes, so that it is not unpacked only to be embedded."""

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self._content = content

    def getRGBData(self) -> bytes:
        """Bytes that stand for the picture: JPEG data as they are, else the pixels."""
        if self._image.format == "JPEG":
            self._dataA = None  # ReportLab asks here for a mask, which a JPEG cannot have
            return self._content
        pixels: bytes = super().getRGBData()
        return pixels


class PhotoRow(Flowable):
    """Up to two photos side by side, each with its caption and, in soft ink, its place and month."""

    HIGHEST = 150.0

    def __init__(
        self, photos: Sequence[tuple[Any, str, str]], caption: TextStyle, small: TextStyle, direction: int
    ) -> None:
        super().__init__()
        self.photos, self.caption, self.small, self.direction = photos, caption, small, direction
        self.spaceAfter = 10

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Fit each photo into its column without cropping."""
        self.width = available_width
        self.column = (available_width - 2 * styles.GAP) / 2
        self.sizes = [self._size(photo) for photo, _caption, _place in self.photos]
        self.captions = [
            (
                set_lines(caption, self.caption.font, self.caption.size, self.column, self.direction),
                set_lines(place, self.small.font, self.small.size, self.column, self.direction),
            )
            for _photo, caption, place in self.photos
        ]
        words = max(
            len(caption) * self.caption.leading + len(place) * self.small.leading
            for caption, place in self.captions
        )
        self.tallest = max(height for _width, height in self.sizes)
        self.height = self.tallest + 4 + words
        return self.width, self.height

    def _size(self, photo: Any) -> tuple[float, float]:
        if photo is None:
            return self.column, self.column * 0.3
        width, height = photo.getSize()
        scale = min(self.column / width, self.HIGHEST / height)
        return width * scale, height * scale

    def draw(self) -> None:
        """Photos aligned on their lower edge, words under them."""
        for index, (photo, _caption, _place) in enumerate(self.photos):
            start = index * (self.column + 2 * styles.GAP)
            x = self.width - self.column - start if self.direction else start
            width, height = self.sizes[index]
            left = x + self.column - width if self.direction else x
            bottom = self.height - self.tallest
            if photo is None:
                self.canv.setFillColor(styles.FIELD)
                self.canv.rect(left, bottom, width, height, stroke=0, fill=1)
            else:
                self.canv.drawImage(photo, left, bottom, width, height)
            top = bottom - 4
            for lines, style in zip(self.captions[index], (self.caption, self.small), strict=True):
                page_operators.put_lines(
                    self.canv,
                    lines,
                    font=style.font,
                    size=style.size,
                    colour=style.colour,
                    x=x,
                    width=self.column,
                    top=top,
                    leading=style.leading,
                    align="right" if self.direction else "left",
                )
                top -= len(lines) * style.leading
