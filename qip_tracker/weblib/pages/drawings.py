"""A picture of `reports.charts` on a page: turned for the direction of reading, printed without being escaped again."""

from dataclasses import dataclass

from qip_tracker.i18n import direction
from qip_tracker.reports.charts.picture import Picture, directed
from qip_tracker.reports.draw.html.svg import svg


@dataclass(frozen=True, slots=True)
class Drawing:
    """What `_components/picture.html` takes: the drawing itself, its sentence, and its figures as a table."""

    picture: Picture
    identifier: str

    def __html__(self) -> str:
        # `svg` lets only escaped text in, so the template prints its answer as it is.
        return svg(directed(self.picture, direction() == "rtl"), self.identifier)

    @property
    def sentence(self) -> str:
        return self.picture.description

    @property
    def columns(self) -> list[tuple[int, str]]:
        return list(enumerate(self.picture.head))

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return list(self.picture.rows)


def drawing(picture: Picture | None, identifier: str) -> Drawing | None:
    """The picture for a page, or None where there is nothing to draw; the identifier is unique on its page."""
    return None if picture is None else Drawing(picture, identifier)
