"""Lines onto a canvas: the only place of the report engine that hands text to ReportLab."""

from collections.abc import Iterable
from typing import Any

from reportlab.lib.colors import Color

from qip_tracker.reports.pdf.text import Line

# A canvas of ReportLab; the package publishes no types.
Canvas = Any


def put(
    canvas: Canvas, font: str, size: float, colour: Color, placed: Iterable[tuple[float, float, str]]
) -> None:
    """Draw texts already in visual order at (x, y) in points, all in one font, size and colour.

    Writes the operators of one text object itself: ReportLab's `textOut` measures each string again to move a cursor
    nobody reads, and formats each number in Python; together a seventh of the time of a report.
    """
    text = canvas.beginText()
    text.setFont(font, size)
    text.setFillColor(colour)
    operators = text._code
    for x, y, words in placed:
        if words:
            operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {text._formatText(words)}")
    canvas.drawText(text)


def rules(
    canvas: Canvas, colour: Color, width: float, lines: Iterable[tuple[float, float, float, float]]
) -> None:
    """Stroke straight lines (x1, y1, x2, y2) of one colour and width, points, as one path."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    path = " ".join(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l" for x1, y1, x2, y2 in lines)
    if path:
        canvas._code.append(f"{path} S")


def put_lines(
    canvas: Canvas,
    lines: Iterable[Line],
    *,
    font: str,
    size: float,
    colour: Color,
    x: float,
    width: float,
    top: float,
    leading: float,
    align: str,
) -> None:
    """Draw lines one under another in a column: `top` is the upper edge of the first, `align` left, right or middle."""
    baseline = top - (leading - size) / 2 - size * 0.8
    put(
        canvas,
        font,
        size,
        colour,
        (
            (offset(line.width, x, width, align), baseline - index * leading, line.text)
            for index, line in enumerate(lines)
        ),
    )


def offset(length: float, x: float, width: float, align: str) -> float:
    """Where a line of this length starts in a column from x of this width."""
    if align == "left":
        return x
    return x + width - length if align == "right" else x + (width - length) / 2
