"""A mission's programme: its frame, offices, years, donors, funds, goals. Policy numbers are only ever added."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from qip_tracker.access import SYSTEM
from qip_tracker.domain.kernel.money import DECIMALS
from qip_tracker.domain.kernel.refusals import NotVisible, refuse
from qip_tracker.domain.kernel.rules import KEYS, rules_from
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.domain.programme.policy import contradiction, stored_text
from qip_tracker.domain.programme.vocabulary import FundingKind
from qip_tracker.models import (
    Base,
    BudgetYear,
    Donor,
    FieldOffice,
    Fund,
    Mission,
    PlanGoal,
    PolicyNumber,
)
from qip_tracker.queries.programme.programme import values_on
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.people.grants import mission_subject

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class FoundMission:
    """A mission that did not exist yet."""

    code: str
    name: str
    local_currency: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ChangeMission:
    """The frame of a mission; its code is part of every reference and stays."""

    name: str
    language: str
    local_currency: str
    started_on: date | None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SaveOffice:
    """A field office; `id` is None for a new one."""

    id: int | None
    code: str
    name: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SaveYear:
    """A budget year with its allotment in US cents."""

    id: int | None
    label: str
    starts_on: date
    ends_on: date
    allotment_usd_minor: int
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SaveDonor:
    """Who gives the money of funds."""

    id: int | None
    name: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SaveFund:
    """A source of money; a PBF project carries its number."""

    id: int | None
    code: str
    name: str
    kind: str
    donor_id: int
    pbf_number: str | None = None
    pbf_focus_area: str | None = None
    pbf_risk_marker: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SaveGoal:
    """A goal of the mission's plan."""

    id: int | None
    code: str
    title: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SetPolicyNumber:
    """A policy number from a day on, with the reason. `value` is its stored text."""

    key: str
    value: str
    effective_from: date
    reason: str


def found_mission(work: Work, command: FoundMission) -> Mission:
    """A new mission, from the command line alone."""
    if work.actor is not SYSTEM:
        raise NotVisible("mission")
    code = command.code.strip().upper()
    if not (code.isascii() and code.replace("-", "").isalnum() and 2 <= len(code) <= 20):
        raise refuse("programme.bad_code", "code")
    if command.local_currency not in DECIMALS:
        raise refuse("programme.currency_unknown", "local_currency")
    mission = Mission(
        code=code,
        name=command.name,
        language=command.language,
        local_currency=command.local_currency,
    )
    work.session.add(mission)
    work.session.flush()
    work.record("mission.founded", mission, mission_id=mission.id)
    return mission


def _mission_id(work: Work) -> int:
    """The mission the actor may edit."""
    mission_id = work.actor.mission_id
    work.require(ProgrammePermission.PROGRAMME_EDIT, mission_subject(mission_id))
    if mission_id is None:
        raise NotVisible("mission")
    return mission_id


def change_mission(work: Work, command: ChangeMission) -> Mission:
    """Name, language, currency and first day of the mission."""
    mission = work.locked(Mission, _mission_id(work))
    work.check_version(mission, command.version)
    if command.local_currency not in DECIMALS:
        raise refuse("programme.currency_unknown", "local_currency")
    _set(mission, command)
    work.record("mission.edited", mission, mission_id=mission.id)
    return mission


def _set(row: Any, command: Any) -> None:
    for name, value in asdict(command).items():
        if name not in ("id", "version"):
            setattr(row, name, value)


def _save(work: Work, model: type[Row], command: Any, noun: str) -> Row:
    """A new row of the actor's mission, or a changed one; one of another mission is not there."""
    mission_id = _mission_id(work)
    row: Any
    if command.id is None:
        row = model(mission_id=mission_id)
        _set(row, command)
        work.session.add(row)
    else:
        row = work.locked(model, command.id)
        if row.mission_id != mission_id:
            raise NotVisible(noun)
        work.check_version(row, command.version)
        _set(row, command)
    # Two of one name are refused by the database, beside the field (domain.constraints).
    work.session.flush()
    work.record(f"{noun}.{'added' if command.id is None else 'edited'}", row, mission_id=mission_id)
    saved: Row = row
    return saved


def save_office(work: Work, command: SaveOffice) -> FieldOffice:
    """Add or change a field office."""
    return _save(work, FieldOffice, command, "field_office")


def save_year(work: Work, command: SaveYear) -> BudgetYear:
    """Add or change a budget year; it ends after it starts."""
    if command.ends_on <= command.starts_on:
        raise refuse("programme.dates", "ends_on")
    return _save(work, BudgetYear, command, "budget_year")


def save_donor(work: Work, command: SaveDonor) -> Donor:
    """Add or change a donor."""
    return _save(work, Donor, command, "donor")


def save_fund(work: Work, command: SaveFund) -> Fund:
    """Add or change a fund; its donor is of the same mission, and a PBF project has its number."""
    mission_id = _mission_id(work)
    donor = select(Donor.id).where(Donor.id == command.donor_id, Donor.mission_id == mission_id)
    if work.session.execute(donor).one_or_none() is None:
        raise refuse("programme.donor_missing", "donor_id")
    if command.kind == FundingKind.PBF and not command.pbf_number:
        raise refuse("programme.pbf_number_missing", "pbf_number")
    return _save(work, Fund, command, "fund")


def save_goal(work: Work, command: SaveGoal) -> PlanGoal:
    """Add or change a goal of the plan."""
    return _save(work, PlanGoal, command, "plan_goal")


def set_policy_number(work: Work, command: SetPolicyNumber) -> PolicyNumber:
    """A policy number from a day on. What was in force is never changed: a later value needs today or a later day."""
    mission_id = _mission_id(work)
    # The mission's row orders two who set numbers that must fit together.
    work.locked(Mission, mission_id)
    if command.key not in KEYS:
        raise NotVisible("policy_number")
    try:
        value = stored_text(command.key, command.value)
    except ValueError as error:
        raise refuse("policy.bad_value", "value") from error
    is_first = (
        work.session.execute(
            select(PolicyNumber.id)
            .where(PolicyNumber.mission_id == mission_id, PolicyNumber.key == command.key)
            .limit(1)
        ).one_or_none()
        is None
    )
    if command.effective_from < work.today and not is_first:
        raise refuse("policy.in_past", "effective_from")
    day = max(command.effective_from, work.today)
    rules = rules_from({**values_on(work.session, mission_id, day), command.key: value})
    other = contradiction(rules, command.key)
    if other is not None:
        raise refuse("policy.contradicts", "value", other=other)
    row = PolicyNumber(
        mission_id=mission_id,
        key=command.key,
        value=value,
        effective_from=command.effective_from,
        reason=command.reason,
        set_by_id=work.actor.person_id,
        set_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    work.record("policy_number.set", row, mission_id=mission_id)
    return row
