"""The audit trail of one mission, newest first, as an auditor reads it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from qip_tracker.models import AuditEvent, AuditHead, Grant, Person, Project

PAGE = 50


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What is asked for; days are calendar days on the reader's clock, `zone` says which clock."""

    person_id: int | None = None
    action: str | None = None
    reference: str | None = None
    since: date | None = None
    until: date | None = None
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One row of the trail; `who` is None when the person was erased, or no person acted."""

    sequence: int
    happened_at: datetime
    actor_key: str
    who: str | None
    action: str
    object_type: str
    object_id: str
    project_id: int | None
    reference: str | None
    change: str
    hash: str
    previous_hash: str

    @property
    def details(self) -> Mapping[str, object]:
        """What the action itself said."""
        details = json.loads(self.change).get("details", {})
        return {key: value for key, value in details.items() if value is not None}

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows that changed with it."""
        changes: list[Mapping[str, Any]] = json.loads(self.change).get("changes", [])
        return changes


@dataclass(frozen=True, slots=True)
class TrailPage:
    """A page of the trail; the numbers to page from, None at an end."""

    events: tuple[TrailEvent, ...]
    older_than: int | None
    newer_than: int | None


def head_of_chain(session: Session) -> tuple[int, str]:
    """Number and hash of the last row."""
    row = session.execute(select(AuditHead.sequence, AuditHead.hash)).one()
    return row.sequence, row.hash


def _seen_in(mission_id: int) -> ColumnElement[bool]:
    """Rows of the mission, and those of no mission (signing in) of people who hold or held a role in it."""
    people = (
        select(Person.key).join(Grant, Grant.person_id == Person.id).where(Grant.mission_id == mission_id)
    )
    return or_(
        AuditEvent.mission_id == mission_id,
        and_(AuditEvent.mission_id.is_(None), AuditEvent.actor_key.in_(people)),
    )


def _query(mission_id: int) -> Select[Any]:
    query: Any = (
        select(
            AuditEvent.sequence,
            AuditEvent.happened_at,
            AuditEvent.actor_key,
            Person.display_name.label("who"),
            AuditEvent.action,
            AuditEvent.object_type,
            AuditEvent.object_id,
            AuditEvent.project_id,
            Project.reference,
            AuditEvent.change,
            AuditEvent.hash,
            AuditEvent.previous_hash,
        )
        .outerjoin(Person, Person.key == AuditEvent.actor_key)
        .outerjoin(Project, Project.id == AuditEvent.project_id)
        .where(_seen_in(mission_id))
    )
    typed: Select[Any] = query
    return typed


def _conditions(wanted: TrailFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.person_id is not None:
        conditions.append(
            AuditEvent.actor_key == select(Person.key).where(Person.id == wanted.person_id).scalar_subquery()
        )
    if wanted.action:
        conditions.append(AuditEvent.action == wanted.action)
    if wanted.reference:
        projects = select(Project.id).where(Project.reference == wanted.reference)
        conditions.append(AuditEvent.project_id.in_(projects))
    if wanted.since is not None:
        conditions.append(AuditEvent.happened_at >= _midnight(wanted.since, wanted))
    if wanted.until is not None:
        conditions.append(AuditEvent.happened_at < _midnight(wanted.until + timedelta(days=1), wanted))
    return conditions


def _midnight(day: date, wanted: TrailFilter) -> datetime:
    return datetime.combine(day, time(), tzinfo=wanted.zone)


def page_of(
    session: Session,
    mission_id: int,
    wanted: TrailFilter,
    *,
    older_than: int | None = None,
    newer_than: int | None = None,
) -> TrailPage:
    """Fifty rows, paged by their number, so that rows written meanwhile shift nothing."""
    query = _query(mission_id).where(*_conditions(wanted))
    if newer_than is not None:
        query = query.where(AuditEvent.sequence > newer_than).order_by(AuditEvent.sequence)
    else:
        query = query.order_by(AuditEvent.sequence.desc())
        if older_than is not None:
            query = query.where(AuditEvent.sequence < older_than)
    rows = [TrailEvent(*tuple(row)) for row in session.execute(query.limit(PAGE + 1))]
    has_more, rows = len(rows) > PAGE, rows[:PAGE]
    if newer_than is not None:
        rows.reverse()
    has_older = has_more if newer_than is None else True
    has_newer = has_more if newer_than is not None else older_than is not None
    return TrailPage(
        tuple(rows),
        rows[-1].sequence if rows and has_older else None,
        rows[0].sequence if rows and has_newer else None,
    )


def event_of(session: Session, mission_id: int, sequence: int) -> TrailEvent | None:
    """One row, when the mission may see it."""
    if not 0 < sequence < 2**31:
        return None
    row = session.execute(_query(mission_id).where(AuditEvent.sequence == sequence)).one_or_none()
    return TrailEvent(*tuple(row)) if row else None


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a row last, when (UTC), by doing what; `who` is None when the person was erased or nobody acted."""

    happened_at: datetime
    actor_key: str
    who: str | None
    action: str


# A stale edit follows the change within hours; further back nobody looks.
_LOOKED_BACK = 5000


def last_change(session: Session, table: str, key: str) -> LastChange | None:
    """The last line of the trail about this row or that changed it, among the newest 5,000."""
    sequence, _hash = head_of_chain(session)
    # Canonical JSON: the names of a change stand in this order, without blanks.
    named = f'"id":{json.dumps(key)},"table":{json.dumps(table)},"what":'
    is_about = and_(AuditEvent.object_type == table, AuditEvent.object_id == key)
    row = session.execute(
        select(AuditEvent.happened_at, AuditEvent.actor_key, Person.display_name, AuditEvent.action)
        .outerjoin(Person, Person.key == AuditEvent.actor_key)
        .where(
            AuditEvent.sequence > sequence - _LOOKED_BACK,
            or_(is_about, AuditEvent.change.contains(named, autoescape=True)),
        )
        .order_by(AuditEvent.sequence.desc())
        .limit(1)
    ).one_or_none()
    return LastChange(row.happened_at, row.actor_key, row.display_name, row.action) if row else None


def people_of_trail(session: Session, mission_id: int) -> list[tuple[int, str]]:
    """Everybody who holds or held a role in the mission, for the filter."""
    rows = session.execute(
        select(Person.id, Person.display_name)
        .where(Person.id.in_(select(Grant.person_id).where(Grant.mission_id == mission_id)))
        .order_by(Person.display_name, Person.id)
    )
    return [(row.id, row.display_name) for row in rows]
