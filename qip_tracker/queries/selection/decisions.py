"""What screening and the committee said about a project, who sits on the committee, and the moves that followed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.domain.people.roles import Role
from qip_tracker.models import (
    Attendance,
    Condition,
    Decision,
    Grant,
    Person,
    ProjectEvent,
    ScreeningOpinion,
)


@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """An opinion of the screening and who gave it."""

    check: str
    outcome: str
    note: str | None
    given_by: str
    given_at: datetime


def opinions(session: Session, project_id: int) -> dict[str, OpinionGiven]:
    """The opinions on a project, by check."""
    rows = session.execute(
        select(
            ScreeningOpinion.check_code,
            ScreeningOpinion.outcome,
            ScreeningOpinion.note,
            Person.display_name,
            ScreeningOpinion.given_at,
        )
        .join(Person, Person.id == ScreeningOpinion.given_by_id)
        .where(ScreeningOpinion.project_id == project_id)
        .order_by(ScreeningOpinion.id)
    )
    return {row.check_code: OpinionGiven(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """A member at a decision, with the interest declared, if any."""

    name: str
    seat: str
    interest: str | None


@dataclass(frozen=True, slots=True)
class ConditionRead:
    """A condition of the committee and whether it has come true."""

    id: int
    version: int
    text: str
    due_on: date | None
    cleared_on: date | None
    cleared_note: str | None
    cleared_by: str | None


@dataclass(frozen=True, slots=True)
class DecisionRead:
    """A decision with everybody present and its conditions. Money in minor units."""

    id: int
    meeting_number: str
    decided_on: date
    outcome: str
    reason: str
    approved_usd_minor: int | None
    approved_local_minor: int | None
    present_count: int
    quorum_required: int
    members: list[MemberSeen] = field(default_factory=list)
    conditions: list[ConditionRead] = field(default_factory=list)


def _condition(decision_id: int, *columns: Any) -> ConditionRead:
    return ConditionRead(*columns)


def decisions(session: Session, project_id: int) -> list[DecisionRead]:
    """The decisions on a project, the latest first."""
    rows = session.execute(
        select(
            Decision.id,
            Decision.meeting_number,
            Decision.decided_on,
            Decision.outcome,
            Decision.reason,
            Decision.approved_usd_minor,
            Decision.approved_local_minor,
            Decision.present_count,
            Decision.quorum_required,
        )
        .where(Decision.project_id == project_id)
        .order_by(Decision.id.desc())
    )
    by_id = {row.id: DecisionRead(*row) for row in rows}
    if by_id:
        _add_members(session, by_id)
        _add_conditions(session, by_id)
    return list(by_id.values())


def _add_members(session: Session, by_id: Mapping[int, DecisionRead]) -> None:
    for row in session.execute(
        select(Attendance.decision_id, Person.display_name, Attendance.seat, Attendance.interest)
        .join(Person, Person.id == Attendance.person_id)
        .where(Attendance.decision_id.in_(by_id))
        .order_by(Attendance.id)
    ):
        by_id[row[0]].members.append(MemberSeen(row[1], row[2], row[3]))


def _add_conditions(session: Session, by_id: Mapping[int, DecisionRead]) -> None:
    for condition in session.execute(
        select(
            Condition.decision_id,
            Condition.id,
            Condition.version,
            Condition.text,
            Condition.due_on,
            Condition.cleared_on,
            Condition.cleared_note,
            Person.display_name,
        )
        .outerjoin(Person, Person.id == Condition.cleared_by_id)
        .where(Condition.decision_id.in_(by_id))
        .order_by(Condition.id)
    ):
        by_id[condition[0]].conditions.append(_condition(*condition))


@dataclass(frozen=True, slots=True)
class MoveMade:
    """A move of the project as history tells it."""

    action: str
    from_state: str | None
    to_state: str
    reason: str | None
    happened_at: datetime
    by: str | None


def history(session: Session, project_id: int) -> list[MoveMade]:
    """The moves of a project, the latest first."""
    rows = session.execute(
        select(
            ProjectEvent.action,
            ProjectEvent.from_state,
            ProjectEvent.to_state,
            ProjectEvent.reason,
            ProjectEvent.happened_at,
            Person.display_name,
        )
        .outerjoin(Person, Person.id == ProjectEvent.by_id)
        .where(ProjectEvent.project_id == project_id)
        .order_by(ProjectEvent.id.desc())
    )
    return [MoveMade(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class CommitteeMember:
    """Somebody who sits on the mission's committee now."""

    person_id: int
    name: str
    seat: str


def committee(session: Session, mission_id: int) -> list[CommitteeMember]:
    """The mission's committee, one entry a person, in the order the seats were given."""
    rows = session.execute(
        select(Person.id, Person.display_name, Grant.seat)
        .join(Grant, Grant.person_id == Person.id)
        .where(
            Grant.mission_id == mission_id,
            Grant.role == Role.COMMITTEE_MEMBER,
            Grant.ended_at.is_(None),
            Person.disabled_at.is_(None),
        )
        .order_by(Grant.id.desc())
    )
    members = {row.id: CommitteeMember(row.id, row.display_name, row.seat or "") for row in rows}
    return list(reversed(members.values()))
