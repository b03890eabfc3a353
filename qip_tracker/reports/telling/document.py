"""A report as one document: blocks in reading order, every word already in its language.

Each report is told once, here, and drawn as often as there are ways to read it: the page, the PDF. What a drawing adds
is only paper or screen: page numbers, links, buttons.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from qip_tracker.reports.charts.picture import Picture
from qip_tracker.reports.facts.provenance import Proof

# The states of the design system: a word in such a tone may be coloured, and says the same without its colour.
Tone = Literal["done", "late", "waiting", "moving", "closed"]
# body; lead is larger; note is small; caution is what nobody may overlook.
Role = Literal["body", "lead", "note", "caution"]
RowKind = Literal["body", "total", "group"]
# late: behind its plan; unknown: the record does not say; withheld: it may not be said.
GapKind = Literal["late", "unknown", "withheld"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 opens a section, level 1 a part of one."""

    kind: ClassVar = "heading"
    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, or several on lines of their own; `leads_on`: it makes no sense without the block that follows."""

    kind: ClassVar = "prose"
    words: str
    role: Role = "body"
    leads_on: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """What it is, and what the record says."""

    kind: ClassVar = "pairs"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A few large figures, each with the words for what it counts."""

    kind: ClassVar = "figures"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and whether it holds numbers, which align at the end.

    Short cells of a whole column, dates and numbers, never break.
    """

    heading: str
    share: float
    is_number: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of strings. `kind`: body, total (of the rows above) or group (heads those below); tones by column index."""

    cells: tuple[str, ...]
    kind: RowKind = "body"
    tones: tuple[tuple[int, Tone], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns; never without a row."""

    kind: ClassVar = "table"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Illustration:
    """A drawing with what it shows in a sentence and its figures as a table, for whoever cannot see it."""

    kind: ClassVar = "illustration"
    picture: Picture


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the media store with what changed, and place and month; not kept: only its words are left."""

    media_key: str
    caption: str
    place: str
    is_kept: bool
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos in the order of their days."""

    kind: ClassVar = "photos"
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences that stand beside one another."""

    kind: ClassVar = "points"
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a report must admit, one sentence each."""

    kind: ClassVar = "gaps"
    of: GapKind
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """On paper what follows starts a page."""

    kind: ClassVar = "new_page"


Block = Heading | Prose | Pairs | Figures | Table | Illustration | Photos | Points | Gaps | NewPage


@dataclass(frozen=True, slots=True)
class Check:
    """How anybody can see that the report is ours."""

    heading: str
    words: str
    pairs: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report in one language: what its cover says, how to check it, and its blocks.

    `report` is what it is called, `about` the pairs of the cover, `caution` what must be said before anything else.
    """

    language: str
    is_right_to_left: bool
    report: str
    mission: str
    title: str
    reference: str
    classification: str
    as_of: date
    about: Pairs
    caution: str | None
    check: Check
    proof: Proof
    blocks: tuple[Block, ...]
