"""A picture of `reports.charts` on a page: turned for the direction of reading, printed without being escaped again."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from qip_tracker.domain.projects import days_on_clock
from qip_tracker.i18n import direction
from qip_tracker.reports.charts.picture import Picture, directed
from qip_tracker.reports.charts.svg import svg
from qip_tracker.reports.facts.project import Clock


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


class Dated(Protocol):
    """A project as a room reads it: its days, planned and real."""

    @property
    def planned_start_on(self) -> date | None: ...
    @property
    def planned_end_on(self) -> date | None: ...
    @property
    def planned_weeks(self) -> int | None: ...
    @property
    def first_paid_on(self) -> date | None: ...
    @property
    def completed_on(self) -> date | None: ...
    @property
    def handed_over_on(self) -> date | None: ...


def clock_of(project: Dated, today: date) -> Clock:
    """The clock of a project as the pictures draw it."""
    return Clock(
        planned_start_on=project.planned_start_on,
        planned_end_on=project.planned_end_on,
        first_paid_on=project.first_paid_on,
        completed_on=project.completed_on,
        handed_over_on=project.handed_over_on,
        days_since_first_payment=days_on_clock(project.first_paid_on, project.completed_on, today),
        planned_weeks=project.planned_weeks,
    )
