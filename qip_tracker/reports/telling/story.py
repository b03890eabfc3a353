"""A document in the making: every method adds one block, in reading order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qip_tracker.reports.charts.picture import Picture
from qip_tracker.reports.charts.words import Labels
from qip_tracker.reports.telling.document import (
    Block,
    Column,
    Figures,
    GapKind,
    Gaps,
    Heading,
    Illustration,
    NewPage,
    Pairs,
    Photo,
    Photos,
    Points,
    Prose,
    Role,
    Row,
    Table,
)

# media_key -> is this photo still in the store?
IsKept = Callable[[str], bool]


@dataclass(slots=True)
class Story:
    """Blocks of one report, in the language spoken now; `labels` names codes."""

    labels: Labels
    is_kept: IsKept
    blocks: list[Block] = field(default_factory=list)

    def heading(self, words: str, level: int = 0) -> None:
        """What the blocks below are about."""
        self.blocks.append(Heading(words, level))

    def prose(self, words: str | None, role: Role = "body") -> None:
        """A paragraph or several; nothing when there are no words."""
        if words:
            self.blocks.append(Prose(words, role))

    def opening(self, words: str, role: Role = "body") -> None:
        """A paragraph that belongs to what follows it."""
        self.blocks.append(Prose(words, role, leads_on=True))

    def note(self, words: str) -> None:
        """A small remark: a source, a date, a caution."""
        self.prose(words, "note")

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """What it is, and what the record says."""
        self.blocks.append(Pairs(tuple(rows)))

    def figures(self, rows: Sequence[tuple[str, str]]) -> None:
        """A row of figures with what they count."""
        self.blocks.append(Figures(tuple(rows)))

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table; nothing when it has no rows."""
        if rows:
            self.blocks.append(Table(tuple(columns), tuple(rows)))

    def picture(self, picture: Picture | None, *, with_title: bool = True) -> None:
        """A picture under its title; nothing when there is none."""
        if picture is None:
            return
        if with_title:
            self.heading(picture.title, level=1)
        self.blocks.append(Illustration(picture))

    def photos(self, photos: Sequence[Photo]) -> None:
        """Photos with their words."""
        self.blocks.append(Photos(tuple(photos)))

    def points(self, sentences: Sequence[str]) -> None:
        """Sentences that stand beside one another."""
        self.blocks.append(Points(tuple(sentences)))

    def gaps(self, of: GapKind, sentences: Sequence[str]) -> None:
        """What must be admitted."""
        self.blocks.append(Gaps(of, tuple(sentences)))

    def next_page(self) -> None:
        """On paper, go on with a new page."""
        self.blocks.append(NewPage())
