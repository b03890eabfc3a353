"""A mission's programme as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.domain.kernel.rules import KEYS
from qip_tracker.models import (
    BudgetYear,
    Donor,
    FieldOffice,
    Fund,
    Mission,
    Person,
    PlanGoal,
    PolicyNumber,
    Project,
    Sector,
)

Found = TypeVar("Found", FieldOffice, BudgetYear, Donor, Fund, PlanGoal)


@dataclass(frozen=True, slots=True)
class YearFacts:
    """A budget year, and what committees approved in it. US cents."""

    id: int
    label: str
    starts_on: date
    ends_on: date
    allotment_usd_minor: int
    approved_usd_minor: int


@dataclass(frozen=True, slots=True)
class FundFacts:
    """A fund with its donor's name."""

    id: int
    code: str
    name: str
    kind: str
    donor: str
    pbf_number: str | None


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """One value of a policy number: from when, why, set by whom."""

    key: str
    value: str
    effective_from: date
    reason: str
    set_by: str | None
    set_at: datetime


def mission_of(session: Session, mission_id: int) -> Mission:
    """The mission's own row, to be shown or edited."""
    return session.scalars(select(Mission).where(Mission.id == mission_id)).one()


def offices_of(session: Session, mission_id: int) -> list[FieldOffice]:
    """Field offices by code."""
    query = select(FieldOffice).where(FieldOffice.mission_id == mission_id).order_by(FieldOffice.code)
    return list(session.scalars(query))


def years_of(session: Session, mission_id: int) -> list[YearFacts]:
    """Budget years, the latest first, with the money approved in each."""
    approved = func.coalesce(func.sum(Project.approved_usd_minor), 0)
    rows = session.execute(
        select(
            BudgetYear.id,
            BudgetYear.label,
            BudgetYear.starts_on,
            BudgetYear.ends_on,
            BudgetYear.allotment_usd_minor,
            approved.label("approved"),
        )
        .outerjoin(Project, (Project.budget_year_id == BudgetYear.id) & Project.deleted_at.is_(None))
        .where(BudgetYear.mission_id == mission_id)
        .group_by(BudgetYear.id)
        .order_by(BudgetYear.starts_on.desc())
    )
    return [
        YearFacts(r.id, r.label, r.starts_on, r.ends_on, r.allotment_usd_minor, int(r.approved)) for r in rows
    ]


def donors_of(session: Session, mission_id: int) -> list[Donor]:
    """Donors by name."""
    return list(session.scalars(select(Donor).where(Donor.mission_id == mission_id).order_by(Donor.name)))


def funds_of(session: Session, mission_id: int) -> list[FundFacts]:
    """Funds by code, each with its donor."""
    rows = session.execute(
        select(Fund.id, Fund.code, Fund.name, Fund.kind, Donor.name.label("donor"), Fund.pbf_number)
        .join(Donor, Donor.id == Fund.donor_id)
        .where(Fund.mission_id == mission_id)
        .order_by(Fund.code)
    )
    return [FundFacts(r.id, r.code, r.name, r.kind, r.donor, r.pbf_number) for r in rows]


def goals_of(session: Session, mission_id: int) -> list[PlanGoal]:
    """Goals of the plan by code."""
    query = select(PlanGoal).where(PlanGoal.mission_id == mission_id).order_by(PlanGoal.code)
    return list(session.scalars(query))


def all_sectors(session: Session) -> list[Sector]:
    """The sectors, the same for all missions."""
    return list(session.scalars(select(Sector).order_by(Sector.code)))


def editable(session: Session, model: type[Found], row_id: int, mission_id: int) -> Found:
    """One row of the mission; `NotVisible` when it is absent or of another mission."""
    row: Any = session.get(model, row_id) if 0 < row_id < 2**31 else None
    if row is None or row.mission_id != mission_id:
        raise NotVisible(model.__name__)
    typed: Found = row
    return typed


def values_on(session: Session, mission_id: int, day: date) -> dict[str, str]:
    """The stored texts of the policy numbers in force on a day; what was never set is absent."""
    rows = session.execute(
        select(PolicyNumber.key, PolicyNumber.value)
        .where(PolicyNumber.mission_id == mission_id, PolicyNumber.effective_from <= day)
        .order_by(PolicyNumber.effective_from, PolicyNumber.id)
    )
    return {row.key: row.value for row in rows}


def policy_history(session: Session, mission_id: int, key: str | None = None) -> list[PolicyFacts]:
    """Every value ever set (of one number, or of all), the latest day first."""
    query = (
        select(
            PolicyNumber.key,
            PolicyNumber.value,
            PolicyNumber.effective_from,
            PolicyNumber.reason,
            Person.display_name.label("set_by"),
            PolicyNumber.set_at,
        )
        .outerjoin(Person, Person.id == PolicyNumber.set_by_id)
        .where(PolicyNumber.mission_id == mission_id)
        .order_by(PolicyNumber.effective_from.desc(), PolicyNumber.id.desc())
    )
    if key is not None:
        query = query.where(PolicyNumber.key == key)
    return [
        PolicyFacts(r.key, r.value, r.effective_from, r.reason, r.set_by, r.set_at)
        for r in session.execute(query)
    ]


def in_force(
    history: Sequence[PolicyFacts], today: date
) -> dict[str, tuple[PolicyFacts | None, PolicyFacts | None]]:
    """For every key: the value in force today (None: the default) and the next one to come."""
    by_key: dict[str, tuple[PolicyFacts | None, PolicyFacts | None]] = {}
    for key in KEYS:
        mine = [fact for fact in history if fact.key == key]
        now = next((fact for fact in mine if fact.effective_from <= today), None)
        coming = [fact for fact in mine if fact.effective_from > today]
        by_key[key] = (now, coming[-1] if coming else None)
    return by_key
