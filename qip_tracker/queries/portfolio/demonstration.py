"""What the demonstration has to look up to act out its projects, and whether it was loaded."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qip_tracker.models import (
    CoOwner,
    ExpectedResult,
    FirstStart,
    Fund,
    MemberCard,
    Milestone,
    Mission,
    Panel,
    Partner,
    Project,
    ProjectPanel,
    Round,
    Tranche,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Whether there is any mission, and whether loading the demonstration ended half-way."""

    has_missions: bool
    is_half_done: bool


def loaded(session: Session) -> Loaded:
    """The state of an installation before the demonstration is loaded."""
    missions = session.execute(select(func.count()).select_from(Mission)).scalar_one()
    finished = session.get(FirstStart, 1) is not None
    is_demonstration = session.scalars(select(Mission.is_demonstration).limit(1)).first()
    return Loaded(missions > 0, bool(missions and not finished and is_demonstration))


def demonstration_id(session: Session, code: str) -> int | None:
    """The demonstration mission, if it is here."""
    return session.scalars(select(Mission.id).where(Mission.code == code)).first()


def project_id(session: Session, mission_id: int, title: str) -> int:
    """The project whose title begins so."""
    return session.scalars(
        select(Project.id).where(Project.mission_id == mission_id, Project.title.startswith(title))
    ).one()


def milestone_ids(session: Session, project: int) -> list[int]:
    """The steps of a plan, in order."""
    return list(
        session.scalars(
            select(Milestone.id).where(Milestone.project_id == project).order_by(Milestone.position)
        )
    )


def co_owner_id(session: Session, project: int, side: str) -> int:
    """The first co-owner of a side."""
    query = select(CoOwner.id).where(CoOwner.project_id == project, CoOwner.side == side).order_by(CoOwner.id)
    return session.scalars(query.limit(1)).one()


def tranche_id(session: Session, project: int, number: int) -> int:
    """A tranche by its number."""
    return session.scalars(
        select(Tranche.id).where(Tranche.project_id == project, Tranche.number == number)
    ).one()


def panels_named(session: Session, beginning: str) -> int:
    """How many panels have a name that begins so: two groups of one place need two names."""
    named = select(func.count()).select_from(Panel).where(Panel.name.startswith(beginning, autoescape=True))
    return session.scalars(named).one()


def panel_id(session: Session, project: int) -> int:
    """The panel of a project."""
    return session.scalars(select(ProjectPanel.panel_id).where(ProjectPanel.project_id == project)).one()


def card_ids(session: Session, panel: int) -> list[int]:
    """The cards of a panel by number."""
    return list(
        session.scalars(select(MemberCard.id).where(MemberCard.panel_id == panel).order_by(MemberCard.number))
    )


def round_version(session: Session, round_id: int) -> int:
    """The version of a round as stored now."""
    return session.scalars(select(Round.version).where(Round.id == round_id)).one()


def open_panel_code(session: Session, mission_id: int) -> str | None:
    """The panel whose round is open."""
    query = (
        select(Panel.code)
        .join(Round, Round.panel_id == Panel.id)
        .where(Panel.mission_id == mission_id, Round.closed_at.is_(None))
    )
    return session.scalars(query.limit(1)).first()


def partner_named(session: Session, mission_id: int, name: str) -> Partner:
    """A partner of the roster by name."""
    return session.scalars(
        select(Partner).where(Partner.mission_id == mission_id, Partner.name == name)
    ).one()


def results_planned(session: Session, project: int) -> dict[int, int]:
    """What was promised, by row."""
    rows = session.execute(
        select(ExpectedResult.id, ExpectedResult.planned).where(ExpectedResult.project_id == project)
    )
    return {row.id: row.planned for row in rows}


def fund_kind(session: Session, project: int) -> str:
    """Who pays a project."""
    return session.scalars(
        select(Fund.kind).join(Project, Project.fund_id == Fund.id).where(Project.id == project)
    ).one()
