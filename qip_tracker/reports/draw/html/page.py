"""A told document as a page on screen: sections for the headings that hang in the margin, values for the templates.

Nothing here is markup: `templates/reports/` writes that, and escapes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from qip_tracker.reports.charts.picture import Picture
from qip_tracker.reports.telling.document import (
    Block,
    Column,
    Document,
    Heading,
    Illustration,
    NewPage,
    Row,
    Table,
)


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table under a caption for those who do not see its heading; columns by their place."""

    kind: ClassVar = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture with a name that no other on the page has."""

    kind: ClassVar = "illustration"
    picture: Picture
    identifier: str


Shown = Block | ShownTable | ShownPicture


@dataclass(slots=True)
class Section:
    """What stands under one heading of the first level."""

    heading: str
    blocks: list[Shown] = field(default_factory=list)


def sections(document: Document) -> list[Section]:
    """The blocks of a document by section, in reading order; page breaks are for paper."""
    answer = [Section(document.report)]
    for block in _shown(document):
        if isinstance(block, Heading) and block.level == 0:
            answer.append(Section(block.words))
        else:
            answer[-1].blocks.append(block)
    return [section for section in answer if section.blocks]


def _shown(document: Document) -> Iterator[Shown]:
    heading, pictures = document.report, 0
    for block in document.blocks:
        match block:
            case NewPage():
                continue
            case Table(columns, rows):
                yield ShownTable(heading, columns, rows)
            case Illustration(picture):
                pictures += 1
                yield ShownPicture(picture, f"picture-{pictures}")
            case _:
                heading = block.words if isinstance(block, Heading) else heading
                yield block
