"""The mission an actor works in."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from qip_tracker.domain.people.roles import Role
from qip_tracker.models import Grant, Mission

_NAME = select(Mission.name).where(Mission.id == bindparam("mission_id"))


def mission_name(session: Session, mission_id: int) -> str:
    """The name printed on top of every page."""
    name: str = session.connection().execute(_NAME, {"mission_id": mission_id}).scalar_one()
    return name


def mission_by_code(session: Session, code: str) -> Mission | None:
    """A mission by its code, in any case of letters."""
    return session.scalars(select(Mission).where(Mission.code == code.upper())).one_or_none()


def all_missions(session: Session) -> list[Mission]:
    """Every mission of this installation, by code."""
    return list(session.scalars(select(Mission).order_by(Mission.code)))


def first_officer_id(session: Session, mission_id: int) -> int | None:
    """The programme officer who becomes focal point of projects nobody in particular logged."""
    return session.scalars(
        select(Grant.person_id)
        .where(Grant.mission_id == mission_id, Grant.role == Role.PROGRAMME_OFFICER, Grant.ended_at.is_(None))
        .order_by(Grant.id)
        .limit(1)
    ).first()
