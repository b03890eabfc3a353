"""A picture in a PDF: the marks of the SVG drawn by ReportLab; words go through the one door of `reports.draw.pdf`."""

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus.flowables import Flowable

from qip_tracker.reports.charts.picture import SOFT, Box, Dot, Label, Picture, Shape, Stroke, hatching
from qip_tracker.reports.draw.pdf import fonts, page_operators
from qip_tracker.reports.draw.pdf.styles import TextStyle
from qip_tracker.reports.draw.pdf.text import one_line, set_lines


@cache
def _colour(value: str) -> Color:
    return HexColor(value)


class PictureFlowable(Flowable):
    """A picture scaled to the width of its frame, never enlarged over `largest` times, and what it shows in words."""

    def __init__(self, picture: Picture, style: TextStyle, largest: float = 1.0) -> None:
        super().__init__()
        self.picture, self.style, self.largest = picture, style, largest
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as the frame allows; points."""
        self.scale = min(available_width / self.picture.width, self.largest)
        self.indent = available_width - self.picture.width * self.scale if self.picture.right_to_left else 0.0
        towards = int(self.picture.right_to_left)
        self.caption = set_lines(
            self.picture.description, self.style.font, self.style.size, available_width, towards
        )
        self.low = len(self.caption) * self.style.leading
        self.width, self.height = available_width, self.picture.height * self.scale + self.low
        return self.width, self.height

    def draw(self) -> None:
        """The picture, and its sentence under it at the start edge."""
        canvas: Any = self.canv
        canvas.saveState()
        canvas.translate(self.indent, self.low)
        if self.scale != 1.0:
            canvas.scale(self.scale, self.scale)
        self._draw_picture(canvas)
        canvas.restoreState()
        page_operators.put_lines(
            canvas,
            self.caption,
            font=self.style.font,
            size=self.style.size,
            colour=self.style.colour,
            x=0,
            width=self.width,
            top=self.low,
            leading=self.style.leading,
            align="right" if self.picture.right_to_left else "left",
        )

    def _draw_picture(self, canvas: Any) -> None:
        """Shapes first in their order, then all words by font, size and colour."""
        operators: list[str] = []
        words: dict[tuple[str, float, str], list[Label]] = {}
        for mark in self.picture.marks:
            if isinstance(mark, Label):
                words.setdefault(
                    (fonts.BOLD if mark.bold else fonts.REGULAR, mark.size, mark.colour), []
                ).append(mark)
            else:
                operators.append(_drawn(mark, self.picture.height))
        page_operators.write(canvas, operators)
        for (font, size, colour), labels in words.items():
            page_operators.put(
                canvas, font, size, _colour(colour), [self._placed(label, font) for label in labels]
            )

    def _placed(self, label: Label, font: str) -> tuple[float, float, str]:
        line = one_line(label.words, font, label.size, int(self.picture.right_to_left))
        shift = {"left": 0.0, "middle": line.width / 2, "right": line.width}[label.anchor]
        return label.x - shift, self.picture.height - label.y, line.text


def _drawn(mark: Box | Stroke | Dot | Shape, height: float) -> str:
    """The PDF operators of one shape; y turns upwards here."""
    if isinstance(mark, Stroke):
        dashes = ("[3 2] 0 d ", " [] 0 d") if mark.dashed else ("", "")
        line = page_operators.segments([(mark.x1, height - mark.y1, mark.x2, height - mark.y2)])
        return f"{page_operators.stroking(_colour(mark.colour), mark.width)} {dashes[0]}{line} S{dashes[1]}"
    if isinstance(mark, Shape):
        corners = [f"{x:.2f} {height - y:.2f}" for x, y in mark.points]
        return f"{page_operators.filling(_colour(mark.fill))} {corners[0]} m {' l '.join(corners[1:])} l h f"
    paints = [page_operators.filling(_colour(mark.fill))] if mark.fill else []
    if mark.stroke:
        paints.append(page_operators.stroking(_colour(mark.stroke), 0.75))
    finish = ("B" if mark.stroke else "f") if mark.fill else ("S" if mark.stroke else "n")
    if isinstance(mark, Dot):
        return (
            f"{' '.join(paints)} {page_operators.round_path(mark.x, height - mark.y, mark.radius)} {finish}"
        )
    low = height - mark.y - mark.height
    whole = f"{' '.join(paints)} {mark.x:.2f} {low:.2f} {mark.width:.2f} {mark.height:.2f} re {finish}"
    if not mark.hatched:
        return whole
    lines = page_operators.segments((x1, height - y1, x2, height - y2) for x1, y1, x2, y2 in hatching(mark))
    return f"{whole} {page_operators.stroking(_colour(SOFT), 0.6)} {lines} S"
