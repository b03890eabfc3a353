"""A drawing as data: shapes in points, y downwards, words already in their language. SVG and PDF draw the same one.

Every picture carries a title, a sentence that says what it shows, and its figures as a table, so that nobody needs
to see it. Builders draw left to right; `mirrored` turns a picture round for Arabic.
"""

from dataclasses import dataclass, replace

from qip_tracker.reports.direction_marks import bare

# Tokens of design.md. Five-point scale and series stay apart for colour-blind eyes and in grey.
INK = "#1b2126"
SOFT = "#55606b"
RULE = "#d9dee4"
PAPER = "#ffffff"
FIELD = "#f6f8fa"
ACCENT = "#0b6aa2"
SECOND = "#c8641b"
DONE = "#1a6b3c"
LATE = "#a3241b"
WAITING = "#6b5200"
SCALE = ("#b35806", "#f1a340", "#d8dce0", "#92c0de", "#2166ac")

# Mean advance of a character against the type size, generous enough for both fonts and all three languages.
_MEAN_ADVANCE = 0.51


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `role` becomes a class so that a page may restyle it, `hatched` marks what is withheld."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    hatched: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, dashed or not."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = RULE
    width: float = 0.75
    dashed: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle; `fill` None leaves it open."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed polygon of (x, y) points."""

    points: tuple[tuple[float, float], ...]
    fill: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a point on their baseline; `anchor` is the physical side that touches x: left, middle or right."""

    x: float
    y: float
    words: str
    size: float = 8.0
    anchor: str = "left"
    bold: bool = False
    colour: str = INK
    role: str = ""


Mark = Box | Stroke | Dot | Shape | Label


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with what it says in words and the table of its figures: head and rows of strings."""

    width: float
    height: float
    title: str
    description: str
    marks: tuple[Mark, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right_to_left: bool = False

    def mirrored(self) -> "Picture":
        """The same drawing for a right-to-left page: start is right, words keep their own direction."""
        return replace(
            self,
            marks=tuple(_turned(mark, self.width) for mark in self.marks),
            right_to_left=not self.right_to_left,
        )


_OTHER_SIDE = {"left": "right", "right": "left", "middle": "middle"}


def _turned(mark: Mark, width: float) -> Mark:
    # Written out: `dataclasses.replace` takes three times as long, and a report turns hundreds of marks.
    if isinstance(mark, Label):
        side = _OTHER_SIDE[mark.anchor]
        return Label(width - mark.x, mark.y, mark.words, mark.size, side, mark.bold, mark.colour, mark.role)
    if isinstance(mark, Box):
        left = width - mark.x - mark.width
        return Box(left, mark.y, mark.width, mark.height, mark.fill, mark.stroke, mark.hatched, mark.role)
    if isinstance(mark, Stroke):
        start, end = width - mark.x1, width - mark.x2
        return Stroke(start, mark.y1, end, mark.y2, mark.colour, mark.width, mark.dashed, mark.role)
    if isinstance(mark, Shape):
        return Shape(tuple((width - x, y) for x, y in mark.points), mark.fill, mark.role)
    return Dot(width - mark.x, mark.y, mark.radius, mark.fill, mark.stroke, mark.role)


def directed(picture: Picture, right_to_left: bool) -> Picture:
    """The picture as the page's direction wants it."""
    return picture.mirrored() if right_to_left != picture.right_to_left else picture


def room_for(words: str, size: float, bold: bool = False) -> float:
    """Points a text needs at most, by a mean advance: pictures are laid out without a font."""
    return len(bare(words)) * size * (_MEAN_ADVANCE + (0.04 if bold else 0.0))


def clipped(words: str, size: float, width: float) -> str:
    """A label cut to a width with an ellipsis; the whole words stand in the table."""
    characters = max(int(width / (size * _MEAN_ADVANCE)), 2) + len(words) - len(bare(words))
    return words if len(words) <= characters else words[: characters - 1].rstrip() + "…"


def hatching(box: Box, step: float = 4.0) -> list[tuple[float, float, float, float]]:
    """Diagonal lines that fill a box, for renderers: no pattern definitions, so no ids that could clash on a page."""
    lines = []
    along = step
    while along < box.width + box.height:
        x1, y1 = (
            (box.x + along, box.y) if along <= box.width else (box.x + box.width, box.y + along - box.width)
        )
        x2, y2 = (
            (box.x, box.y + along)
            if along <= box.height
            else (box.x + along - box.height, box.y + box.height)
        )
        lines.append((x1, y1, x2, y2))
        along += step
    return lines
