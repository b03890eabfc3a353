"""Sizes, colours and spaces of our paper (design.md, Tokens and Paper). Points."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4

from qip_tracker.reports.draw.pdf import fonts

PAGE_SIZE = A4
MARGIN = 56.7  # 20 mm
GAP = 8.0

INK = HexColor("#1b2126")
SOFT_INK = HexColor("#55606b")
RULE = HexColor("#d9dee4")
FIELD = HexColor("#f6f8fa")
ACCENT = HexColor("#0a5a8a")
LATE = HexColor("#a3241b")
DONE = HexColor("#1a6b3c")
WAITING = HexColor("#6b5200")
# What a word in a tone of the document is coloured.
TONES = {"done": DONE, "late": LATE, "waiting": WAITING, "moving": ACCENT, "closed": SOFT_INK}


def same_width(width: float, other: float) -> bool:
    """Are two widths one to the eye? A frame adds its edges up in another order than we do, so they differ in bits."""
    return abs(width - other) < 0.01


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: font, type size and distance of lines in points, colour, space before and after."""

    size: float
    leading: float
    font: str = fonts.REGULAR
    colour: Color = INK
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Styles:
    """Every text style of a document; Arabic is set larger and wider, as its letters are smaller in the same size."""

    title: TextStyle
    long_title: TextStyle
    heading: TextStyle
    subheading: TextStyle
    lead: TextStyle
    body: TextStyle
    cell: TextStyle
    cell_head: TextStyle
    small: TextStyle
    figure: TextStyle
    foot: TextStyle


def styles_for(right_to_left: bool) -> Styles:
    """The styles of a document in a left-to-right or right-to-left language."""
    larger, wider = (1.15, 1.26) if right_to_left else (1.0, 1.0)

    def style(size: float, leading: float, **rest: object) -> TextStyle:
        return TextStyle(round(size * larger, 2), round(leading * wider, 2), **rest)  # type: ignore[arg-type]

    return Styles(
        title=style(26, 31, font=fonts.BOLD, after=6),
        long_title=style(15, 19, font=fonts.BOLD, after=6),
        heading=style(15, 19, font=fonts.BOLD, before=14, after=6),
        subheading=style(10.5, 14, font=fonts.BOLD, before=9, after=3),
        lead=style(10.5, 15, after=3),
        body=style(9.5, 13.5, after=5),
        cell=style(8.5, 11.5),
        cell_head=style(7.5, 10.5, font=fonts.BOLD, colour=SOFT_INK),
        small=style(7.5, 10.5, colour=SOFT_INK, after=4),
        figure=style(19, 23, font=fonts.BOLD),
        foot=style(6.8, 9, colour=SOFT_INK),
    )
