"""The list of projects: what may be asked of it, one page of it, its count and its totals.

A statement is built once for each reader and shape of question and then only gets other values: building costs more
than running. The connection runs it without the session's detour, which is a third of the time of a small statement.
Only columns that the page prints are read, and nothing is counted beyond `COUNTED_TO`.
"""

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from qip_tracker.access import Actor
from qip_tracker.domain.project.states import RUNNING_STATES, ProjectState
from qip_tracker.models import BudgetYear, FieldOffice, Fund, Partner, Project, Sector
from qip_tracker.queries.project.scopes import projects as in_sight

PAGE_SIZE: Final = 25
# Up to here a list is counted and summed exactly; beyond it the page says "more than", and no reader waits for a scan.
COUNTED_TO: Final = 500
MOST_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What a reader asks of the list; a field left at its default asks nothing."""

    words: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    sector: str | None = None
    office: int | None = None
    fund: int | None = None
    year: int | None = None
    partner_type: str | None = None
    late: bool = False
    mine: bool = False

    @property
    def shape(self) -> tuple[tuple[str, int], ...]:
        """Which questions are asked, whatever the values: the key under which a statement is kept."""
        return tuple(
            (field.name, len(value) if isinstance(value, tuple) else 1)
            for field in fields(self)
            if (value := getattr(self, field.name))
        )


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column a list is ordered by; `None` is the newest first."""

    column: str | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """How many projects a filter finds, and their money in US cents; `is_exact` False means there are more."""

    count: int
    approved_usd_minor: int
    paid_usd_minor: int
    is_exact: bool


_STATE_ORDER: Final = case(
    {state: place for place, state in enumerate(ProjectState)},
    value=Project.state,
    else_=len(ProjectState),
)
SORTABLE: Final[dict[str, Any]] = {
    "reference": func.lower(Project.reference),
    "title": func.lower(Project.title),
    "state": _STATE_ORDER,
    "approved": Project.approved_usd_minor,
    "paid": Project.paid_usd_minor,
    "end": Project.planned_end_on,
}
_LISTED: Final = (
    Project.id,
    Project.reference,
    Project.title,
    Project.place,
    Partner.name,
    Project.state,
    Project.approved_usd_minor,
    Project.paid_usd_minor,
    Project.planned_end_on,
    Project.completed_on,
    Project.milestones_done,
    Project.milestones_total,
)
_SEARCHED: Final = (Project.title, Project.reference, Project.place, Partner.name)


def _numbered(name: str, number: int) -> str:
    """A parameter of several values; SQLAlchemy gives a column's name and a number to values it binds by itself."""
    return f"asked_{name}_{number}"


def _conditions(actor: Actor, shape: tuple[tuple[str, int], ...]) -> ColumnElement[bool]:
    asked = dict(shape)
    conditions: dict[str, ColumnElement[bool]] = {
        "states": or_(
            *(Project.state == bindparam(_numbered("state", n)) for n in range(asked.get("states", 1)))
        ),
        "sector": Project.sector_code == bindparam("sector"),
        "office": Project.field_office_id == bindparam("office"),
        "fund": Project.fund_id == bindparam("fund"),
        "year": Project.budget_year_id == bindparam("year"),
        "partner_type": Partner.type == bindparam("partner_type"),
        "late": and_(Project.state.in_(RUNNING_STATES), Project.planned_end_on < bindparam("today")),
        "mine": or_(
            Project.focal_point_id == bindparam("person_id"), Project.created_by_id == bindparam("person_id")
        ),
        "words": and_(
            *(
                or_(*(column.ilike(bindparam(_numbered("word", n)), escape="\\") for column in _SEARCHED))
                for n in range(asked.get("words", 1))
            )
        ),
    }
    return and_(
        in_sight(actor),
        Project.mission_id == bindparam("mission_id"),
        *(conditions[name] for name in asked),
    )


def _values(actor: Actor, asked: ProjectFilter, today: date) -> dict[str, object]:
    values: dict[str, object] = {"mission_id": actor.mission_id}
    for name, count in asked.shape:
        if name == "states":
            values.update({_numbered("state", n): asked.states[n] for n in range(count)})
        elif name == "words":
            values.update({_numbered("word", n): f"%{_literally(asked.words[n])}%" for n in range(count)})
        elif name == "late":
            values["today"] = today
        elif name == "mine":
            values["person_id"] = actor.person_id
        else:
            values[name] = getattr(asked, name)
    return values


def _literally(word: str) -> str:
    """A word in which % and _ mean themselves."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _order(sorting: Sorting) -> tuple[ColumnElement[Any], ...]:
    if sorting.column is None:
        return (Project.id.desc(),)
    column = SORTABLE[sorting.column]
    # What is not known stands last in both directions.
    return (
        (column.desc() if sorting.descending else column.asc()).nulls_last(),
        Project.id.desc() if sorting.descending else Project.id.asc(),
    )


@lru_cache(maxsize=1024)
def _page(actor: Actor, shape: tuple[tuple[str, int], ...], sorting: Sorting) -> Any:
    return (
        select(*_LISTED)
        .outerjoin(Partner, Partner.id == Project.partner_id)
        .where(_conditions(actor, shape))
        .order_by(*_order(sorting))
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
    )


@lru_cache(maxsize=1024)
def _counted(actor: Actor, shape: tuple[tuple[str, int], ...]) -> Any:
    projects = (
        select(Project.approved_usd_minor, Project.paid_usd_minor)
        .outerjoin(Partner, Partner.id == Project.partner_id)
        .where(_conditions(actor, shape))
        .limit(COUNTED_TO + 1)
        .subquery()
    )
    return select(func.count(), func.sum(projects.c.approved_usd_minor), func.sum(projects.c.paid_usd_minor))


def page_of(
    session: Session,
    actor: Actor,
    asked: ProjectFilter,
    sorting: Sorting,
    today: date,
    *,
    offset: int = 0,
    size: int = PAGE_SIZE,
) -> list[Any]:
    """Up to `size` + 1 rows of the projects in sight; the last one only says that there are more."""
    values = _values(actor, asked, today) | {"limit": size + 1, "offset": offset}
    return list(session.connection().execute(_page(actor, asked.shape, sorting), values).all())


def totals_of(session: Session, actor: Actor, asked: ProjectFilter, today: date) -> Totals:
    """Count and sums over the first `COUNTED_TO` projects found; not exact when there are more."""
    count, approved, paid = (
        session.connection().execute(_counted(actor, asked.shape), _values(actor, asked, today)).one()
    )
    return Totals(min(count, COUNTED_TO), int(approved or 0), int(paid or 0), count <= COUNTED_TO)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be filtered by, as (value, name) in reading order."""

    sectors: list[tuple[str, str]]
    offices: list[tuple[str, str]]
    funds: list[tuple[str, str]]
    years: list[tuple[str, str]]


def _named(kind: str, code: Any, name: Any) -> Any:
    return select(
        literal_column(f"'{kind}'").label("kind"), cast(code, String).label("code"), name.label("name")
    )


@lru_cache(maxsize=3)
def _choices(language: str) -> Any:
    sector_name = {"fr": Sector.name_fr, "ar": Sector.name_ar}.get(language, Sector.name_en)
    in_mission: Any = bindparam("mission_id")
    every = union_all(
        _named("sectors", Sector.code, sector_name),
        _named("offices", FieldOffice.id, FieldOffice.name).where(FieldOffice.mission_id == in_mission),
        _named("funds", Fund.id, Fund.name).where(Fund.mission_id == in_mission),
        _named("years", BudgetYear.id, BudgetYear.label).where(BudgetYear.mission_id == in_mission),
    ).subquery()
    return select(every.c.kind, every.c.code, every.c.name).order_by(every.c.name, every.c.code)


def choices_of(session: Session, mission_id: int | None, language: str) -> Choices:
    """Sectors in the reader's language; offices, funds and budget years of the mission; one statement."""
    choices = Choices([], [], [], [])
    for kind, code, name in session.connection().execute(_choices(language), {"mission_id": mission_id}):
        getattr(choices, kind).append((code, name))
    return choices
