"""Plain pictures for lists and dashboards: bars from zero, and the same small bar once a project."""

from collections.abc import Sequence
from dataclasses import dataclass

from qip_tracker.reports.charts import picture
from qip_tracker.reports.charts.picture import Box, Label, Mark, Picture, clipped, room_for

WIDTH = 482.0
_ROW = 20.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A named quantity: `value` decides the length, `shown` is what people read, `colour` a token."""

    name: str
    value: int
    shown: str
    colour: str = picture.ACCENT


@dataclass(frozen=True, slots=True)
class PlanAndReality:
    """A panel of small multiples: plan and reality in percent of the same whole, with a word under them."""

    name: str
    planned_pct: int
    real_pct: int
    note: str


def bars(
    title: str,
    description: str,
    values: Sequence[Bar],
    head: tuple[str, str],
    width: float = WIDTH,
    names: float = 150.0,
) -> Picture:
    """Horizontal bars that start at zero, each with its name before and its figure after it."""
    largest = max((bar.value for bar in values), default=0)
    notes = max((room_for(bar.shown, 8) for bar in values), default=0.0) + 8
    room = max(width - names - notes, 20.0)
    marks: list[Mark] = []
    for index, bar in enumerate(values):
        top = 4.0 + _ROW * index
        length = room * max(bar.value, 0) / largest if largest > 0 else 0.0
        marks.append(Label(0, top + 10, clipped(bar.name, 8, names - 6), 8, role="ink"))
        marks.append(Box(names, top, max(length, 0.8), 13, bar.colour, role="fill"))
        marks.append(Label(names + max(length, 0.8) + 5, top + 10, bar.shown, 8, role="ink"))
    return Picture(
        width,
        8.0 + _ROW * max(len(values), 1),
        title,
        description,
        tuple(marks),
        head,
        tuple((bar.name, bar.shown) for bar in values),
    )


def small_multiples(
    title: str,
    description: str,
    panels: Sequence[PlanAndReality],
    head: tuple[str, str, str, str],
    width: float = WIDTH,
    across: int = 3,
) -> Picture:
    """The same small bar for every project: outline for the plan, fill for reality, percent of the same whole."""
    column = width / across
    room = column - 14
    marks: list[Mark] = []
    for index, panel in enumerate(panels):
        x, top = column * (index % across), 2.0 + 40.0 * (index // across)
        planned, real = (room * min(max(pct, 0), 100) / 100 for pct in (panel.planned_pct, panel.real_pct))
        late = panel.real_pct < panel.planned_pct
        marks.append(Label(x, top + 9, clipped(panel.name, 8, room), 8, bold=True, role="ink"))
        marks.append(Box(x, top + 14, room, 8, picture.FIELD, role="field"))
        marks.append(Box(x, top + 15, real, 6, picture.SECOND if late else picture.ACCENT, role="fill"))
        marks.append(Box(x, top + 14, planned, 8, None, picture.INK, role="plan"))
        marks.append(Label(x, top + 32, clipped(panel.note, 7, room), 7, colour=picture.SOFT, role="soft"))
    rows = -(-len(panels) // across)
    return Picture(
        width,
        4.0 + 40.0 * max(rows, 1),
        title,
        description,
        tuple(marks),
        head,
        tuple((one.name, f"{one.planned_pct}", f"{one.real_pct}", one.note) for one in panels),
    )
