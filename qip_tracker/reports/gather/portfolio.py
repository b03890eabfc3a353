"""Gathers the portfolio a reader may see, in a fixed number of statements however many projects there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from qip_tracker.access import Actor
from qip_tracker.domain.community.disclosure import DIMENSIONS
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.project.states import RUNNING_STATES, ProjectState
from qip_tracker.models import BudgetYear, FieldOffice, Project, Sector
from qip_tracker.queries.project.scopes import projects as in_sight
from qip_tracker.reports.facts.portfolio import (
    LateProject,
    PortfolioFacts,
    portfolio_scores,
)
from qip_tracker.reports.gather.community import medians_by_project

MOST_LATE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PortfolioFilter:
    """What the reader narrowed the portfolio to."""

    mission_id: int
    year_id: int | None = None
    office_id: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A budget year to narrow by, and what was allotted to it in US cents."""

    id: int
    label: str
    allotment_usd_minor: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the portfolio can be narrowed by, and what its sectors are called."""

    years: list[Year]
    offices: list[tuple[int, str]]
    sectors: dict[str, str]


def _where(actor: Actor, asked: PortfolioFilter) -> list[ColumnElement[bool]]:
    where = [in_sight(actor), Project.mission_id == asked.mission_id]
    if asked.year_id is not None:
        where.append(Project.budget_year_id == asked.year_id)
    if asked.office_id is not None:
        where.append(Project.field_office_id == asked.office_id)
    return where


def gather(
    session: Session,
    actor: Actor,
    asked: PortfolioFilter,
    years: Sequence[Year],
    today: date,
    rules: Rules,
) -> PortfolioFacts:
    """The facts of the dashboard as of `today`; community figures pass the disclosure rule for inside readers."""
    where = _where(actor, asked)
    parts = _counted(session, where, today)
    medians = medians_by_project(session, where, rules)
    counted = _summed(parts, "state")
    return PortfolioFacts(
        as_of=today,
        allotment_usd_minor=_allotment(asked, years),
        asked_usd_minor=sum(part.asked for part in parts),
        approved_usd_minor=sum(part.approved for part in parts),
        paid_usd_minor=sum(part.paid for part in parts),
        states=tuple((state, counted[state][0]) for state in ProjectState if state in counted),
        sectors=_sectors(parts),
        late=_latest(session, where, today),
        late_count=sum(part.late for part in parts),
        running=sum(counted[state][0] for state in RUNNING_STATES if state in counted),
        scores=portfolio_scores(medians, DIMENSIONS),
        projects_with_scores=len(medians),
        projects=sum(part.projects for part in parts),
    )


def _latest(session: Session, where: Sequence[ColumnElement[bool]], today: date) -> tuple[LateProject, ...]:
    """The running projects furthest past their planned end, at most `MOST_LATE_SHOWN`."""
    rows = session.execute(
        select(Project.id, Project.title, Project.place, Project.planned_end_on)
        .where(*where, Project.state.in_(RUNNING_STATES), Project.planned_end_on < today)
        .order_by(Project.planned_end_on, Project.id)
        .limit(MOST_LATE_SHOWN)
    )
    return tuple(
        LateProject(
            project_id=row.id,
            title=row.title,
            place=row.place,
            days_late=(today - row.planned_end_on).days,
        )
        for row in rows
    )


def _counted(session: Session, where: Sequence[ColumnElement[bool]], today: date) -> Sequence[Any]:
    """Projects and money of each state in each sector, from which every other sum of the page follows."""
    is_late = and_(Project.state.in_(RUNNING_STATES), Project.planned_end_on < today)

    def total(column: Any, name: str) -> Any:
        return cast(func.coalesce(func.sum(column), 0), BigInteger).label(name)

    return session.execute(
        select(
            Project.state,
            Project.sector_code,
            func.count().label("projects"),
            total(Project.requested_usd_minor, "asked"),
            total(Project.approved_usd_minor, "approved"),
            total(Project.paid_usd_minor, "paid"),
            total(case((is_late, 1), else_=0), "late"),
        )
        .where(*where)
        .group_by(Project.state, Project.sector_code)
    ).all()


def _summed(parts: Sequence[Any], by: str) -> dict[str, tuple[int, int]]:
    """Projects and approved money by state or by sector."""
    sums: dict[str, tuple[int, int]] = {}
    for part in parts:
        projects, approved = sums.get(getattr(part, by), (0, 0))
        sums[getattr(part, by)] = (projects + part.projects, approved + part.approved)
    return sums


def _sectors(parts: Sequence[Any]) -> tuple[tuple[str, int, int], ...]:
    """The sectors with most projects first."""
    sectors = [(code, *sums) for code, sums in _summed(parts, "sector_code").items()]
    return tuple(sorted(sectors, key=lambda sector: (-sector[1], sector[0])))


def _allotment(asked: PortfolioFilter, years: Sequence[Year]) -> int | None:
    """Of the year asked for, else of all years, in US cents; an office has no allotment of its own."""
    if asked.office_id is not None:
        return None
    amounts = [year.allotment_usd_minor for year in years if asked.year_id in (None, year.id)]
    return sum(amounts) or None


def choices(session: Session, mission_id: int, language: str) -> Choices:
    """Years (newest first), offices, and the names of sectors in a language: one statement."""
    sector_name = {"fr": Sector.name_fr, "ar": Sector.name_ar}.get(language, Sector.name_en)
    nothing = cast(null(), BigInteger)
    rows = session.execute(
        union_all(
            select(
                literal("year").label("kind"),
                cast(BudgetYear.id, String).label("code"),
                BudgetYear.label.label("name"),
                BudgetYear.allotment_usd_minor.label("amount"),
            ).where(BudgetYear.mission_id == mission_id),
            select(literal("office"), cast(FieldOffice.id, String), FieldOffice.name, nothing).where(
                FieldOffice.mission_id == mission_id
            ),
            select(literal("sector"), Sector.code, sector_name, nothing),
        )
    ).all()
    years = [Year(int(row.code), row.name, row.amount) for row in rows if row.kind == "year"]
    offices = [(int(row.code), row.name) for row in rows if row.kind == "office"]
    return Choices(
        sorted(years, key=lambda year: year.label, reverse=True),
        sorted(offices, key=lambda office: office[1].casefold()),
        {row.code: row.name for row in rows if row.kind == "sector"},
    )
