"""One project at a glance: who, what, when, and what has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.domain.works.milestones import MilestoneFacts
from qip_tracker.models import (
    Agreement,
    BudgetYear,
    CoOwner,
    Donor,
    ExpectedResult,
    FieldOffice,
    Fund,
    Handover,
    Hold,
    Milestone,
    Partner,
    Person,
    Project,
    ProjectEvent,
    Tranche,
)

_RECENT = 8


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """The project itself with the names it points to. Money in minor units of `local_currency` and in US cents."""

    id: int
    version: int
    mission_id: int
    state: str
    state_since: datetime
    local_currency: str
    exchange_rate: str | None
    exchange_rate_on: date | None
    approved_local_minor: int | None
    approved_usd_minor: int | None
    paid_local_minor: int
    paid_usd_minor: int
    planned_start_on: date | None
    planned_end_on: date | None
    planned_weeks: int | None
    first_paid_on: date | None
    completed_on: date | None
    handed_over_on: date | None
    closed_on: date | None
    held_since: date | None
    last_visit_on: date | None
    milestones_done: int
    milestones_total: int
    done_weight_pct: int
    sponsoring_section: str | None
    focal_point: str
    partner_id: int | None
    partner: str | None
    fund: str
    donor: str
    field_office: str | None
    budget_year: str | None
    agreement_signed_on: date | None
    handover_id: int | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A milestone as the overview shows it."""

    title: str
    planned_on: date
    weight_pct: int
    seen_on: date | None
    confirmed_on: date | None
    dropped_on: date | None
    delay_reason: str | None

    @property
    def facts(self) -> MilestoneFacts:
        """What `domain.works.milestones` needs to say how it stands."""
        return MilestoneFacts(
            self.planned_on, self.seen_on, self.confirmed_on, self.dropped_on, self.weight_pct
        )


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A time of standstill."""

    reason: str
    note: str
    since_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A move in the project's past; `by` is a name, None where nobody signed in did it."""

    action: str
    to_state: str
    reason: str | None
    happened_at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """Something countable that was promised, and what was counted."""

    id: int
    description: str
    unit: str
    planned: int
    delivered: int | None


@dataclass(frozen=True, slots=True)
class TrancheStep:
    """How far a tranche is and since when."""

    number: int
    paid_on: date | None
    requested_at: datetime | None
    cleared_at: datetime | None
    certified_at: datetime | None
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview of a project shows."""

    project: ProjectRow
    milestones: Sequence[StepRow]
    holds: Sequence[HoldRow]
    co_owners: Sequence[tuple[str, str, str | None]]
    events: Sequence[EventRow]
    results: Sequence[ResultRow]
    tranches: Sequence[TrancheStep]


_PROJECT = (
    select(
        Project.id,
        Project.version,
        Project.mission_id,
        Project.state,
        Project.state_since,
        Project.local_currency,
        Project.exchange_rate,
        Project.exchange_rate_on,
        Project.approved_local_minor,
        Project.approved_usd_minor,
        Project.paid_local_minor,
        Project.paid_usd_minor,
        Project.planned_start_on,
        Project.planned_end_on,
        Project.planned_weeks,
        Project.first_paid_on,
        Project.completed_on,
        Project.handed_over_on,
        Project.closed_on,
        Project.held_since,
        Project.last_visit_on,
        Project.milestones_done,
        Project.milestones_total,
        Project.done_weight_pct,
        Project.sponsoring_section,
        Person.display_name,
        Project.partner_id,
        Partner.name,
        Fund.name,
        Donor.name,
        FieldOffice.name,
        BudgetYear.label,
        Agreement.signed_on,
        Handover.id,
    )
    .join(Person, Person.id == Project.focal_point_id)
    .join(Fund, Fund.id == Project.fund_id)
    .join(Donor, Donor.id == Project.donor_id)
    .outerjoin(Partner, Partner.id == Project.partner_id)
    .outerjoin(FieldOffice, FieldOffice.id == Project.field_office_id)
    .outerjoin(BudgetYear, BudgetYear.id == Project.budget_year_id)
    .outerjoin(Agreement, Agreement.project_id == Project.id)
    .outerjoin(Handover, Handover.project_id == Project.id)
)


def project_row(session: Session, project_id: int) -> ProjectRow:
    """The project the guard has already let through."""
    row = session.execute(_PROJECT.where(Project.id == project_id)).one()
    return ProjectRow(*tuple(row))


def results_of(session: Session, project_id: int) -> list[ResultRow]:
    """What the project promised to leave behind, in its order."""
    query = (
        select(
            ExpectedResult.id,
            ExpectedResult.description,
            ExpectedResult.unit,
            ExpectedResult.planned,
            ExpectedResult.delivered,
        )
        .where(ExpectedResult.project_id == project_id)
        .order_by(ExpectedResult.position)
    )
    return [ResultRow(*row) for row in session.execute(query)]


def overview(session: Session, project_id: int) -> Overview:
    """The overview of a project, in seven statements."""
    return Overview(
        project=project_row(session, project_id),
        milestones=[StepRow(*tuple(row)) for row in session.execute(_steps(project_id))],
        holds=[HoldRow(*tuple(row)) for row in session.execute(_holds(project_id))],
        co_owners=[
            (side, body, role)
            for side, body, role in session.execute(
                select(CoOwner.side, CoOwner.body, CoOwner.role)
                .where(CoOwner.project_id == project_id)
                .order_by(CoOwner.side.desc(), CoOwner.id)
            )
        ],
        events=[EventRow(*tuple(row)) for row in session.execute(_events(project_id))],
        results=results_of(session, project_id),
        tranches=[TrancheStep(*tuple(row)) for row in session.execute(_tranches(project_id))],
    )


def _steps(project_id: int) -> Any:
    return (
        select(
            Milestone.title,
            Milestone.planned_on,
            Milestone.weight_pct,
            Milestone.seen_on,
            Milestone.confirmed_on,
            Milestone.dropped_on,
            Milestone.delay_reason,
        )
        .where(Milestone.project_id == project_id)
        .order_by(Milestone.position)
    )


def _holds(project_id: int) -> Any:
    return (
        select(Hold.reason, Hold.note, Hold.since_on, Hold.until_on)
        .where(Hold.project_id == project_id)
        .order_by(Hold.since_on, Hold.id)
    )


def _events(project_id: int) -> Any:
    return (
        select(
            ProjectEvent.action,
            ProjectEvent.to_state,
            ProjectEvent.reason,
            ProjectEvent.happened_at,
            Person.display_name,
        )
        .outerjoin(Person, Person.id == ProjectEvent.by_id)
        .where(ProjectEvent.project_id == project_id)
        .order_by(ProjectEvent.id.desc())
        .limit(_RECENT)
    )


def _tranches(project_id: int) -> Any:
    return (
        select(
            Tranche.number,
            Tranche.paid_on,
            Tranche.requested_at,
            Tranche.cleared_at,
            Tranche.certified_at,
            Tranche.approved_at,
        )
        .where(Tranche.project_id == project_id)
        .order_by(Tranche.number)
    )
