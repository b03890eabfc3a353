"""A picture in a PDF: the marks of the SVG drawn by ReportLab; words go through the one door of `reports.pdf`."""

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus.flowables import Flowable

from qip_tracker.reports.charts.picture import SOFT, Box, Dot, Label, Picture, Shape, Stroke, hatching
from qip_tracker.reports.pdf import fonts, ink
from qip_tracker.reports.pdf.text import one_line


@cache
def _colour(value: str) -> Color:
    return HexColor(value)


class PictureFlowable(Flowable):
    """A picture scaled to the width of its frame, never enlarged over `largest` times."""

    def __init__(self, picture: Picture, largest: float = 1.0) -> None:
        super().__init__()
        self.picture, self.largest = picture, largest
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as the frame allows; points."""
        self.scale = min(available_width / self.picture.width, self.largest)
        self.indent = available_width - self.picture.width * self.scale if self.picture.right_to_left else 0.0
        self.width, self.height = available_width, self.picture.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Shapes first in their order, then all words by font, size and colour."""
        canvas: Any = self.canv
        canvas.saveState()
        if self.scale != 1.0 or self.indent:
            canvas.translate(self.indent, 0)
            canvas.scale(self.scale, self.scale)
        words: dict[tuple[str, float, str], list[Label]] = {}
        for mark in self.picture.marks:
            if isinstance(mark, Label):
                words.setdefault(
                    (fonts.BOLD if mark.bold else fonts.REGULAR, mark.size, mark.colour), []
                ).append(mark)
            else:
                self._shape(canvas, mark)
        for (font, size, colour), labels in words.items():
            ink.put(canvas, font, size, _colour(colour), [self._placed(label, font) for label in labels])
        canvas.restoreState()

    def _placed(self, label: Label, font: str) -> tuple[float, float, str]:
        line = one_line(label.words, font, label.size, int(self.picture.right_to_left))
        shift = {"left": 0.0, "middle": line.width / 2, "right": line.width}[label.anchor]
        return label.x - shift, self.picture.height - label.y, line.text

    def _shape(self, canvas: Any, mark: Box | Stroke | Dot | Shape) -> None:
        height = self.picture.height
        if isinstance(mark, Stroke):
            canvas.setStrokeColor(_colour(mark.colour))
            canvas.setLineWidth(mark.width)
            if mark.dashed:
                canvas.setDash(3, 2)
            canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)
            if mark.dashed:
                canvas.setDash()
            return
        fill = _colour(mark.fill) if mark.fill else None
        if fill:
            canvas.setFillColor(fill)
        if isinstance(mark, Shape):
            path = canvas.beginPath()
            path.moveTo(mark.points[0][0], height - mark.points[0][1])
            for x, y in mark.points[1:]:
                path.lineTo(x, height - y)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
            return
        if mark.stroke:
            canvas.setStrokeColor(_colour(mark.stroke))
            canvas.setLineWidth(0.75)
        stroked, filled = int(mark.stroke is not None), int(fill is not None)
        if isinstance(mark, Dot):
            canvas.circle(mark.x, height - mark.y, mark.radius, stroke=stroked, fill=filled)
            return
        canvas.rect(
            mark.x, height - mark.y - mark.height, mark.width, mark.height, stroke=stroked, fill=filled
        )
        if mark.hatched:
            lines = [(x1, height - y1, x2, height - y2) for x1, y1, x2, y2 in hatching(mark)]
            ink.rules(canvas, _colour(SOFT), 0.6, lines)
