"""The plan of a proposal: partner, objective, money, expected results, milestones; and the people it concerns.

Budget lines are quoted in local currency; dollars follow from the project's rate, line by line, so that the printed
lines add up to the printed total. While the rate is missing the dollars are not known and count as zero.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from qip_tracker.domain.kernel.money import to_usd_minor
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused
from qip_tracker.domain.programme.vocabulary import PartnerStatus
from qip_tracker.domain.project.moves import planned_end
from qip_tracker.domain.project.vocabulary import FundedBy
from qip_tracker.models import (
    BudgetLine,
    Consent,
    Contribution,
    CoOwner,
    DesignChange,
    ExpectedResult,
    HarmConsideration,
    Milestone,
    Partner,
    Project,
)
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.selection.proposals import editable, proposal_of


@dataclass(frozen=True, slots=True)
class LinePlanned:
    """A budget line in minor units of the project's local currency."""

    category: str
    description: str
    funded_by: str
    local_minor: int


@dataclass(frozen=True, slots=True)
class ResultPlanned:
    """Something countable: 3 classrooms."""

    description: str
    unit: str
    planned: int


@dataclass(frozen=True, slots=True)
class MilestonePlanned:
    """A dated step and its weight in percent of the plan."""

    title: str
    weight_pct: int
    planned_on: date


@dataclass(frozen=True, slots=True)
class PlanProject:
    """The second screen. `exchange_rate` is local units for one dollar, as text."""

    project_id: int
    partner_id: int | None
    summary: str | None
    confidence_objective: str | None
    mandate_pillar: str | None
    change_expected: str | None
    beneficiaries_women: int | None
    beneficiaries_men: int | None
    beneficiaries_note: str | None
    planned_start_on: date | None
    planned_weeks: int | None
    local_currency: str
    exchange_rate: str | None
    exchange_rate_on: date | None
    lines: tuple[LinePlanned, ...]
    results: tuple[ResultPlanned, ...]
    milestones: tuple[MilestonePlanned, ...]
    exception_reason: str | None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CoOwnerNamed:
    """A body, never a person, on the side of the state or of society."""

    side: str
    body: str
    role: str | None


@dataclass(frozen=True, slots=True)
class HarmConsidered:
    """A row of the do-no-harm table."""

    effect: str
    who: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class NamePeople:
    """The third screen: who owns it, who could be harmed, who looks after it. Yearly upkeep in US cents."""

    project_id: int
    co_owners: tuple[CoOwnerNamed, ...]
    harms: tuple[HarmConsidered, ...]
    maintenance_owner: str | None
    maintenance_plan: str | None
    maintenance_yearly_usd_minor: int | None
    maintenance_funded: bool
    management_body: str | None
    management_women: int | None
    management_men: int | None
    gender_marker: int | None
    benefits_security_forces: bool
    version: int | None = None


def plan(work: Work, command: PlanProject) -> Project:
    """Store the plan as far as it goes; the amount asked for is the sum of the lines that QIP funds pay.

    Raises `Refused` (rate dated in the future, partner barred), `StaleEdit`, `NotAllowed`.
    """
    project = editable(work, command.project_id, command.version)
    _require_partner(work, project, command.partner_id)
    if command.exchange_rate_on is not None and command.exchange_rate_on > work.today:
        raise Refused(Refusal("date.in_future", "exchange_rate_on"))
    _store_argument(work, project, command)
    project.partner_id = command.partner_id
    start, weeks = command.planned_start_on, command.planned_weeks
    project.planned_start_on, project.planned_weeks = start, weeks
    project.planned_end_on = planned_end(start, weeks) if start and weeks else None
    project.local_currency = command.local_currency
    project.exchange_rate = command.exchange_rate
    project.exchange_rate_on = command.exchange_rate_on
    _store_lines(work, project, command.lines)
    _keep(work, ExpectedResult, project, [_columns(result) for result in command.results])
    _keep(work, Milestone, project, [_columns(milestone) for milestone in command.milestones])
    project.milestones_total = len(command.milestones)
    work.record("project.planned", project, mission_id=project.mission_id, project_id=project.id)
    return project


def name_people(work: Work, command: NamePeople) -> Project:
    """Store co-owners, do-no-harm table and maintenance. A co-owner who gave or said something cannot be taken off.

    Raises `Refused` (a body named twice, a co-owner in use), `StaleEdit`, `NotAllowed`.
    """
    project = editable(work, command.project_id, command.version)
    _store_co_owners(work, project, command.co_owners)
    _keep(work, HarmConsideration, project, [_columns(harm) for harm in command.harms])
    proposal = proposal_of(work, project)
    for name in (
        "maintenance_owner",
        "maintenance_plan",
        "maintenance_yearly_usd_minor",
        "maintenance_funded",
        "management_body",
        "management_women",
        "management_men",
        "gender_marker",
        "benefits_security_forces",
    ):
        setattr(proposal, name, getattr(command, name))
    work.record("project.people_named", project, mission_id=project.mission_id, project_id=project.id)
    return project


def _columns(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


def _require_partner(work: Work, project: Project, partner_id: int | None) -> None:
    if partner_id is None:
        return
    partner = work.session.get(Partner, partner_id)
    if partner is None or partner.mission_id != project.mission_id:
        raise NotVisible("partner")
    if partner.status == PartnerStatus.BARRED:
        raise Refused(Refusal("partner.suspended", "partner_id"))


def _store_argument(work: Work, project: Project, command: PlanProject) -> None:
    proposal = proposal_of(work, project)
    for name in (
        "summary",
        "confidence_objective",
        "mandate_pillar",
        "change_expected",
        "beneficiaries_women",
        "beneficiaries_men",
        "beneficiaries_note",
        "exception_reason",
    ):
        setattr(proposal, name, getattr(command, name))


def _store_lines(work: Work, project: Project, lines: Sequence[LinePlanned]) -> None:
    convert = _to_usd(project)
    rows = [{**_columns(line), "usd_minor": convert(line.local_minor)} for line in lines]
    _keep(work, BudgetLine, project, rows)
    asked = [row for row in rows if row["funded_by"] == FundedBy.QIP]
    is_known = project.exchange_rate is not None or project.local_currency == "USD"
    project.requested_local_minor = sum(row["local_minor"] for row in asked) if asked else None
    project.requested_usd_minor = sum(row["usd_minor"] for row in asked) if asked and is_known else None


def _to_usd(project: Project) -> Callable[[int], int]:
    rate, currency = project.exchange_rate, project.local_currency
    if rate is None and currency != "USD":
        return lambda local_minor: 0
    return lambda local_minor: to_usd_minor(local_minor, currency, rate or "1")


def _keep(work: Work, model: type[Any], project: Project, wanted: Sequence[dict[str, Any]]) -> None:
    """The rows of a table in order; rows that stay are changed in place, so the audit trail shows what differs."""
    session = work.session
    stored = session.scalars(
        select(model).where(model.project_id == project.id).order_by(model.position)
    ).all()
    for place, columns in enumerate(wanted):
        if place < len(stored):
            for name, value in columns.items():
                setattr(stored[place], name, value)
        else:
            session.add(model(project_id=project.id, position=place + 1, **columns))
    for row in stored[len(wanted) :]:
        session.delete(row)
    session.flush()


def _store_co_owners(work: Work, project: Project, named: Sequence[CoOwnerNamed]) -> None:
    bodies = [owner.body.casefold() for owner in named]
    if len(bodies) != len(set(bodies)):
        raise Refused(Refusal("coowners.body_taken", "co_owners"))
    session = work.session
    stored = {
        owner.body.casefold(): owner
        for owner in session.scalars(select(CoOwner).where(CoOwner.project_id == project.id))
    }
    kept = {body: stored.pop(body) for body in bodies if body in stored}
    for gone in stored.values():
        if _has_said_or_given(work, gone):
            raise Refused(Refusal("coowners.in_use", "co_owners"))
        session.delete(gone)
    for owner in named:
        row = kept.get(owner.body.casefold())
        if row is None:
            session.add(CoOwner(project_id=project.id, side=owner.side, body=owner.body, role=owner.role))
        else:
            row.side, row.body, row.role = owner.side, owner.body, owner.role


def _has_said_or_given(work: Work, owner: CoOwner) -> bool:
    return any(
        work.session.execute(
            select(func.count()).select_from(model).where(model.co_owner_id == owner.id)
        ).scalar_one()
        for model in (Contribution, DesignChange, Consent)
    )
