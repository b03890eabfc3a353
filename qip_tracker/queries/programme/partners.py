"""The roster and what is known of each partner: standing, assessment, projects, and how often they were in time."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor
from qip_tracker.domain.project.states import FINISHED_STATES, RUNNING_STATES
from qip_tracker.models import AuditEvent, Partner, Person, Project
from qip_tracker.queries.project.scopes import projects as visible_projects

PAGE = 50
SORTS = ("name", "assessed_on", "running")


@dataclass(frozen=True, slots=True)
class RosterFilter:
    """What is asked of the roster; `sort` is one of SORTS, with a minus for the other way round."""

    text: str | None = None
    type: str | None = None
    status: str | None = None
    assessment: str | None = None
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A partner on the roster."""

    id: int
    name: str
    type: str
    status: str
    assessment: str
    assessed_on: date | None
    running: int
    finished: int


@dataclass(frozen=True, slots=True)
class Track:
    """What a partner has done here. `in_time` counts finished projects that met their planned end."""

    projects: int
    running: int
    finished: int
    dated: int
    in_time: int
    late_now: int
    paid_usd_minor: int


@dataclass(frozen=True, slots=True)
class PartnerProject:
    """A project of a partner, for the list on the partner's page."""

    id: int
    reference: str
    title: str
    state: str
    approved_usd_minor: int | None
    planned_end_on: date | None
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class StandingEvent:
    """An assessment or a change of standing, read from the audit trail."""

    happened_at: datetime
    action: str
    who: str | None
    after: str
    reason: str | None


def _where(mission_id: int, wanted: RosterFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Partner.mission_id == mission_id]
    if wanted.text:
        pattern = "%" + wanted.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        conditions.append(
            or_(
                Partner.name.ilike(pattern, escape="\\"),
                Partner.registration_number.ilike(pattern, escape="\\"),
            )
        )
    for column, value in (
        (Partner.type, wanted.type),
        (Partner.status, wanted.status),
        (Partner.assessment, wanted.assessment),
    ):
        if value:
            conditions.append(column == value)
    return conditions


def count_of(session: Session, mission_id: int, wanted: RosterFilter) -> int:
    """How many partners fit."""
    return session.execute(
        select(func.count()).select_from(Partner).where(*_where(mission_id, wanted))
    ).scalar_one()


def roster(session: Session, mission_id: int, wanted: RosterFilter) -> list[RosterRow]:
    """A page of the roster."""
    running = func.count(case((Project.state.in_(RUNNING_STATES), 1)))
    finished = func.count(case((Project.state.in_(FINISHED_STATES), 1)))
    query = (
        select(
            Partner.id,
            Partner.name,
            Partner.type,
            Partner.status,
            Partner.assessment,
            Partner.assessed_on,
            running,
            finished,
        )
        .outerjoin(Project, and_(Project.partner_id == Partner.id, Project.deleted_at.is_(None)))
        .where(*_where(mission_id, wanted))
        .group_by(Partner.id)
    )
    column = {
        "name": func.lower(Partner.name),
        "assessed_on": Partner.assessed_on,
        "running": running,
    }[wanted.sort.removeprefix("-")]
    order = column.desc() if wanted.sort.startswith("-") else column.asc()
    # Never assessed stands last either way, on both engines.
    query = query.order_by(order.nulls_last(), func.lower(Partner.name), Partner.id)
    rows: Any = session.execute(query.limit(PAGE).offset((wanted.page - 1) * PAGE))
    return [RosterRow(*tuple(row)) for row in rows]


def partner_of(session: Session, partner_id: int) -> Partner:
    """The partner's own row, already found visible by the guard."""
    return session.scalars(select(Partner).where(Partner.id == partner_id)).one()


def projects_of(session: Session, actor: Actor, partner_id: int) -> list[PartnerProject]:
    """The partner's projects that the reader may see, the latest first."""
    rows: Any = session.execute(
        select(
            Project.id,
            Project.reference,
            Project.title,
            Project.state,
            Project.approved_usd_minor,
            Project.planned_end_on,
            Project.completed_on,
        )
        .where(Project.partner_id == partner_id, visible_projects(actor))
        .order_by(Project.created_at.desc(), Project.id.desc())
        .limit(200)
    )
    return [PartnerProject(*tuple(row)) for row in rows]


def track_of(session: Session, actor: Actor, partner_id: int, today: date) -> Track:
    """Counts over the projects that the reader may see; money in US cents."""
    is_dated = and_(
        Project.state.in_(FINISHED_STATES),
        Project.planned_end_on.is_not(None),
        Project.completed_on.is_not(None),
    )
    row = session.execute(
        select(
            func.count(),
            func.count(case((Project.state.in_(RUNNING_STATES), 1))),
            func.count(case((Project.state.in_(FINISHED_STATES), 1))),
            func.count(case((is_dated, 1))),
            func.count(case((and_(is_dated, Project.completed_on <= Project.planned_end_on), 1))),
            func.count(case((and_(Project.state.in_(RUNNING_STATES), Project.planned_end_on < today), 1))),
            func.coalesce(func.sum(Project.paid_usd_minor), 0),
        ).where(Project.partner_id == partner_id, visible_projects(actor))
    ).one()
    return Track(*(int(value) for value in row))


def standing_of(session: Session, partner_id: int) -> list[StandingEvent]:
    """Assessments and changes of standing, newest first, with the reason given then."""
    rows = session.execute(
        select(AuditEvent.happened_at, AuditEvent.action, Person.display_name, AuditEvent.change)
        .outerjoin(Person, Person.key == AuditEvent.actor_key)
        .where(
            AuditEvent.object_type == "partner",
            AuditEvent.object_id == str(partner_id),
            AuditEvent.action.in_(("partner.assessed", "partner.standing_changed")),
        )
        .order_by(AuditEvent.sequence.desc())
        .limit(50)
    )
    events = []
    for row in rows:
        details = json.loads(row.change).get("details", {})
        after = details.get("after") or details.get("assessment")
        if after:
            events.append(
                StandingEvent(row.happened_at, row.action, row.display_name, after, details.get("reason"))
            )
    return events
