"""The plan with both keys, the visits with their photos, and what a photo's page needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.works.milestones import MilestoneFacts, days_behind, done_on, state_of
from qip_tracker.domain.works.vocabulary import VisitPurpose
from qip_tracker.models import CoOwner, Grant, Hold, Milestone, Photo, Project, Tranche, Visit

# What somebody who turned a key may have been, the likeliest first.
_FIELD_ROLES = (Role.PROGRAMME_OFFICER, Role.PROGRAMME_MANAGER, Role.FACILITATOR)


@dataclass(frozen=True, slots=True)
class FieldProject:
    """What the room needs of its project."""

    id: int
    mission_id: int
    state: str
    place: str
    planned_start_on: date | None
    planned_end_on: date | None
    planned_weeks: int | None
    first_paid_on: date | None
    completed_on: date | None
    handed_over_on: date | None
    last_tranche_asked_for: bool


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A milestone as the plan shows it; who turned a key is a role or a body, never a person's name."""

    id: int
    position: int
    title: str
    weight_pct: int
    planned_on: date
    state: str
    done_on: date | None
    days_behind: int
    delay_reason: str | None
    seen_on: date | None
    seen_by_id: int | None
    seen_by_role: str | None
    seen_on_visit_id: int | None
    confirmed_on: date | None
    confirmed_by: str | None
    confirmation_method: str | None
    confirmation_recorded_by_id: int | None
    confirmation_recorded_by_role: str | None
    dropped_on: date | None
    dropped_reason: str | None
    version: int

    @property
    def facts(self) -> MilestoneFacts:
        """What `domain.works.milestones` decides on."""
        return MilestoneFacts(
            self.planned_on, self.seen_on, self.confirmed_on, self.dropped_on, self.weight_pct
        )


@dataclass(frozen=True, slots=True)
class PhotoOfVisit:
    """A photo as a page shows it; pixels."""

    id: int
    visit_id: int
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with its photos; `recorded_by_role` stands for the person."""

    id: int
    purpose: str
    visited_on: date
    with_engineer: bool
    observations: str
    women_met: int | None
    men_met: int | None
    recommendation: str
    recorded_by_role: str | None
    photos: tuple[PhotoOfVisit, ...]


@dataclass(frozen=True, slots=True)
class Standstill:
    """A time on hold; `until_on` None while it lasts."""

    reason: str
    note: str
    since_on: date
    until_on: date | None


_OTHER = aliased(Tranche)
_LAST_ASKED_FOR = exists().where(
    Tranche.project_id == Project.id,
    Tranche.number > 1,
    Tranche.requested_at.is_not(None),
    ~exists().where(_OTHER.project_id == Tranche.project_id, _OTHER.number > Tranche.number),
)


def field_project(session: Session, project_id: int) -> FieldProject:
    """A project the guard has already let through."""
    row = session.execute(
        select(
            Project.id,
            Project.mission_id,
            Project.state,
            Project.place,
            Project.planned_start_on,
            Project.planned_end_on,
            Project.planned_weeks,
            Project.first_paid_on,
            Project.completed_on,
            Project.handed_over_on,
            _LAST_ASKED_FOR,
        ).where(Project.id == project_id)
    ).one()
    return FieldProject(*tuple(row))


def last_tranche_asked_for(session: Session, project_id: int) -> bool:
    """Whether the tranche that waits for every key has been requested; a single tranche waits for none."""
    return bool(session.scalar(select(_LAST_ASKED_FOR).select_from(Project).where(Project.id == project_id)))


def plan(session: Session, project: FieldProject, today: date) -> list[PlanStep]:
    """The weighted plan in its order with the state each step has today; two statements."""
    rows = session.execute(
        select(Milestone, CoOwner.body)
        .outerjoin(CoOwner, CoOwner.id == Milestone.confirmed_by_co_owner_id)
        .where(Milestone.project_id == project.id)
        .order_by(Milestone.position)
    ).all()
    people = {milestone.seen_by_id for milestone, _body in rows} | {
        milestone.confirmation_recorded_by_id for milestone, _body in rows
    }
    roles = roles_of(session, project.mission_id, [person for person in people if person is not None])
    return [_step(milestone, body, roles, today) for milestone, body in rows]


def _step(milestone: Milestone, body: str | None, roles: Mapping[int, str], today: date) -> PlanStep:
    facts = MilestoneFacts(
        milestone.planned_on,
        milestone.seen_on,
        milestone.confirmed_on,
        milestone.dropped_on,
        milestone.weight_pct,
    )
    return PlanStep(
        id=milestone.id,
        position=milestone.position,
        title=milestone.title,
        weight_pct=milestone.weight_pct,
        planned_on=milestone.planned_on,
        state=state_of(facts, today),
        done_on=done_on(facts),
        days_behind=0 if milestone.dropped_on else days_behind(facts, today),
        delay_reason=milestone.delay_reason,
        seen_on=milestone.seen_on,
        seen_by_id=milestone.seen_by_id,
        seen_by_role=roles.get(milestone.seen_by_id or 0),
        seen_on_visit_id=milestone.seen_on_visit_id,
        confirmed_on=milestone.confirmed_on,
        confirmed_by=body,
        confirmation_method=milestone.confirmation_method,
        confirmation_recorded_by_id=milestone.confirmation_recorded_by_id,
        confirmation_recorded_by_role=roles.get(milestone.confirmation_recorded_by_id or 0),
        dropped_on=milestone.dropped_on,
        dropped_reason=milestone.dropped_reason,
        version=milestone.version,
    )


def roles_of(session: Session, mission_id: int, people: Sequence[int]) -> Mapping[int, str]:
    """The role by which each person is named on a page: one who works in the field first, else the first held."""
    if not people:
        return {}
    order = {role: at for at, role in enumerate((*_FIELD_ROLES, *Role))}
    held: dict[int, list[str]] = {}
    for person_id, role in session.execute(
        select(Grant.person_id, Grant.role).where(
            Grant.mission_id == mission_id, Grant.person_id.in_(sorted(people))
        )
    ):
        held.setdefault(person_id, []).append(role)
    return {person_id: min(roles, key=lambda role: order[role]) for person_id, roles in held.items()}


def visits(session: Session, project: FieldProject) -> list[VisitRow]:
    """The visits, the latest first, with their photos; three statements."""
    rows = session.scalars(
        select(Visit).where(Visit.project_id == project.id).order_by(Visit.visited_on.desc(), Visit.id.desc())
    ).all()
    hung: dict[int, list[PhotoOfVisit]] = {}
    for row in session.execute(
        select(Photo.id, Photo.visit_id, Photo.caption, Photo.width, Photo.height)
        .where(Photo.project_id == project.id)
        .order_by(Photo.id)
    ):
        shown = PhotoOfVisit(row.id, row.visit_id, row.caption, row.width, row.height)
        hung.setdefault(row.visit_id, []).append(shown)
    roles = roles_of(session, project.mission_id, sorted({row.recorded_by_id for row in rows}))
    return [
        VisitRow(
            row.id,
            row.purpose,
            row.visited_on,
            row.with_engineer,
            row.observations,
            row.women_met,
            row.men_met,
            row.recommendation,
            roles.get(row.recorded_by_id),
            tuple(hung.get(row.id, ())),
        )
        for row in rows
    ]


def standstills(session: Session, project_id: int) -> list[Standstill]:
    """The times on hold, in order."""
    rows = session.execute(
        select(Hold.reason, Hold.note, Hold.since_on, Hold.until_on)
        .where(Hold.project_id == project_id)
        .order_by(Hold.since_on, Hold.id)
    )
    return [Standstill(row.reason, row.note, row.since_on, row.until_on) for row in rows]


def media_key(session: Session, photo_id: int) -> str:
    """The file of a photo the guard has already let through."""
    return session.execute(select(Photo.media_key).where(Photo.id == photo_id)).scalar_one()


def visit_day(session: Session, visit_id: int) -> date:
    """The day of a visit the guard has already let through."""
    return session.execute(select(Visit.visited_on).where(Visit.id == visit_id)).scalar_one()


def photos_on(session: Session, visit_id: int) -> int:
    """How many photos hang on a visit."""
    return len(session.scalars(select(Photo.id).where(Photo.visit_id == visit_id)).all())


def last_final_visit_on(session: Session, project_id: int) -> date | None:
    """The day of the last visit that saw the finished works; None before one."""
    return session.scalar(
        select(func.max(Visit.visited_on)).where(
            Visit.project_id == project_id, Visit.purpose == VisitPurpose.FINAL
        )
    )
