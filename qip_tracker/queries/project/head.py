"""The head of every page of a project."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.models import Partner, Project


@dataclass(frozen=True, slots=True)
class ProjectHead:
    """The facts on top of every page of a project. Money in US cents."""

    id: int
    reference: str
    title: str
    place: str
    admin_area: str | None
    country: str
    state: str
    state_since: datetime
    partner: str | None
    approved_usd_minor: int | None
    requested_usd_minor: int | None
    paid_usd_minor: int
    planned_end_on: date | None
    first_paid_on: date | None
    completed_on: date | None
    handed_over_on: date | None
    closed_on: date | None
    milestones_done: int
    milestones_total: int
    done_weight_pct: int


_HEAD = (
    Project.id,
    Project.reference,
    Project.title,
    Project.place,
    Project.admin_area,
    Project.country,
    Project.state,
    Project.state_since,
    Partner.name,
    Project.approved_usd_minor,
    Project.requested_usd_minor,
    Project.paid_usd_minor,
    Project.planned_end_on,
    Project.first_paid_on,
    Project.completed_on,
    Project.handed_over_on,
    Project.closed_on,
    Project.milestones_done,
    Project.milestones_total,
    Project.done_weight_pct,
)


def head_of(session: Session, project_id: int) -> ProjectHead:
    """The head of a project the guard has already let through."""
    row = session.execute(
        select(*_HEAD).outerjoin(Partner, Partner.id == Project.partner_id).where(Project.id == project_id)
    ).one()
    return ProjectHead(*tuple(row))
