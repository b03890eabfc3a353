"""Lines onto a canvas: the only place of the report engine that hands text to ReportLab."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import getFont

from qip_tracker.reports.draw.pdf.text import Line

# A canvas of ReportLab; the package publishes no types.
Canvas = Any


def put(
    canvas: Canvas, font: str, size: float, colour: Color, placed: Iterable[tuple[float, float, str]]
) -> None:
    """Draw texts already in visual order at (x, y) in points, all in one font, size and colour.

    Writes the operators of one text object itself: ReportLab's `textOut` measures each string again to move a cursor
    nobody reads, and formats each number in Python; together a fifth of the time of a report.
    """
    typeface, document = getFont(font), canvas._doc
    operators = ["BT", filling(colour)]
    current = -1
    for x, y, words in placed:
        if not words:
            continue
        operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for subset, codes in typeface.splitString(words, document):
            if subset != current:
                operators.append(f"{typeface.getSubsetInternalName(subset, document)} {size:g} Tf")
                current = subset
            operators.append(f"({canvas._escape(codes)}) Tj")
    operators.append("ET")
    write(canvas, operators)


def rules(
    canvas: Canvas, colour: Color, width: float, lines: Iterable[tuple[float, float, float, float]]
) -> None:
    """Stroke straight lines (x1, y1, x2, y2) of one colour and width, points, as one path."""
    path = segments(lines)
    if path:
        write(canvas, (stroking(colour, width), path, "S"))


def write(canvas: Canvas, operators: Iterable[str]) -> None:
    """Put page operators on a canvas; what it believes of the current colours is made to fit.

    ReportLab formats every number of every shape in Python and knows no faster way in.
    """
    canvas._code.extend(operators)
    canvas._fillColorObj = canvas._strokeColorObj = None


@cache
def filling(colour: Color) -> str:
    """The operator that fills in a colour."""
    return f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f} rg"


@cache
def stroking(colour: Color, width: float) -> str:
    """The operators that stroke in a colour and width, points."""
    return f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f} RG {width:g} w"


def segments(lines: Iterable[tuple[float, float, float, float]]) -> str:
    """The path of straight lines (x1, y1, x2, y2), points."""
    return " ".join(f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l" for x1, y1, x2, y2 in lines)


def round_path(x: float, y: float, radius: float) -> str:
    """The path of a circle by four curves."""
    r, k = radius, radius * 0.5523
    return (
        f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c h"
    )


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
