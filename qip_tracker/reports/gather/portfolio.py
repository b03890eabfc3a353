"""Gathers the portfolio a reader may see, in a fixed number of statements however many projects there are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor
from qip_tracker.domain.disclosure import DIMENSIONS
from qip_tracker.domain.rules import Rules
from qip_tracker.domain.vocabulary import PROJECT_STATES
from qip_tracker.models import BudgetYear, FieldOffice, Project
from qip_tracker.queries.scopes import projects as in_sight
from qip_tracker.reports.facts.portfolio import LateProject, PortfolioFacts, portfolio_scores
from qip_tracker.reports.gather.community import medians_by_project

RUNNING = ("agreed", "active", "on_hold")
MOST_LATE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PortfolioFilter:
    """What the reader narrowed the portfolio to."""

    mission_id: int
    year_id: int | None = None
    office_id: int | None = None


def _where(actor: Actor, asked: PortfolioFilter) -> list[ColumnElement[bool]]:
    where = [in_sight(actor), Project.mission_id == asked.mission_id]
    if asked.year_id is not None:
        where.append(Project.budget_year_id == asked.year_id)
    if asked.office_id is not None:
        where.append(Project.field_office_id == asked.office_id)
    return where


def gather(
    session: Session, actor: Actor, asked: PortfolioFilter, today: date, rules: Rules
) -> PortfolioFacts:
    """The facts of the dashboard as of `today`; community figures pass the disclosure rule for inside readers."""
    where = _where(actor, asked)
    states = session.execute(
        select(Project.state, func.count().label("projects")).where(*where).group_by(Project.state)
    )
    counted = {row.state: row.projects for row in states}
    money = session.execute(
        select(
            func.coalesce(func.sum(Project.requested_usd_minor), 0).label("asked"),
            func.coalesce(func.sum(Project.approved_usd_minor), 0).label("approved"),
            func.coalesce(func.sum(Project.paid_usd_minor), 0).label("paid"),
        ).where(*where)
    ).one()
    sectors = session.execute(
        select(
            Project.sector_code,
            func.count().label("projects"),
            func.coalesce(func.sum(Project.approved_usd_minor), 0).label("approved"),
        )
        .where(*where)
        .group_by(Project.sector_code)
        .order_by(func.count().desc(), Project.sector_code)
    ).all()
    is_late = [*where, Project.state.in_(RUNNING), Project.planned_end_on < today]
    late_count = session.execute(select(func.count()).select_from(Project).where(*is_late)).scalar_one()
    late = session.execute(
        select(Project.id, Project.title, Project.place, Project.planned_end_on)
        .where(*is_late)
        .order_by(Project.planned_end_on, Project.id)
        .limit(MOST_LATE_SHOWN)
    ).all()
    medians = medians_by_project(session, where, rules)
    return PortfolioFacts(
        as_of=today,
        allotment_usd_minor=_allotment(session, asked, today),
        asked_usd_minor=int(money.asked),
        approved_usd_minor=int(money.approved),
        paid_usd_minor=int(money.paid),
        states=tuple((state, counted[state]) for state in PROJECT_STATES if state in counted),
        sectors=tuple((row.sector_code, row.projects, int(row.approved)) for row in sectors),
        late=tuple(
            LateProject(
                project_id=row.id,
                title=row.title,
                place=row.place,
                days_late=(today - row.planned_end_on).days,
            )
            for row in late
        ),
        late_count=late_count,
        running=sum(counted.get(state, 0) for state in RUNNING),
        scores=portfolio_scores(medians, DIMENSIONS),
        projects_with_scores=len(medians),
        projects=sum(counted.values()),
    )


def _allotment(session: Session, asked: PortfolioFilter, today: date) -> int | None:
    """Of the year asked for, else of all years; an office has no allotment of its own."""
    if asked.office_id is not None:
        return None
    query = select(func.sum(BudgetYear.allotment_usd_minor)).where(BudgetYear.mission_id == asked.mission_id)
    if asked.year_id is not None:
        query = query.where(BudgetYear.id == asked.year_id)
    found = session.execute(query).scalar_one()
    return int(found) if found else None


def choices(session: Session, mission_id: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Years (newest first) and offices to narrow by."""
    years = session.execute(
        select(BudgetYear.id, BudgetYear.label)
        .where(BudgetYear.mission_id == mission_id)
        .order_by(BudgetYear.starts_on.desc())
    )
    offices = session.execute(
        select(FieldOffice.id, FieldOffice.name)
        .where(FieldOffice.mission_id == mission_id)
        .order_by(FieldOffice.name)
    )
    return [(row.id, row.label) for row in years], [(row.id, row.name) for row in offices]
