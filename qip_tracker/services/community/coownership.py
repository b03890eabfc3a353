"""Who owns the project with the mission, what they gave, changed, and agreed to."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select

from qip_tracker.domain.community import coownership as rules
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused, StaleEdit
from qip_tracker.models import Consent, Contribution, CoOwner, DesignChange, Project
from qip_tracker.models.kernel.base import Base
from qip_tracker.queries import subjects
from qip_tracker.queries.community.coownership import word_row
from qip_tracker.services.kernel.work import Work, row_name
from qip_tracker.services.project.moves import live_project

Row = TypeVar("Row", bound=Base)
Part = TypeVar("Part", CoOwner, Contribution)


@dataclass(frozen=True, slots=True)
class SaveCoOwner:
    """A body, never a person, on the side of the state or of society; `co_owner_id` None for a new one."""

    project_id: int
    side: str
    body: str
    role: str | None = None
    co_owner_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SaveContribution:
    """What somebody promised or delivered; US cents where somebody valued it; `contribution_id` None for a new one."""

    project_id: int
    co_owner_id: int
    kind: str
    description: str
    promised_on: date
    delivered_on: date | None = None
    value_usd_minor: int | None = None
    contribution_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RecordDesignChange:
    """What is different in the design because a co-owner said so."""

    project_id: int
    co_owner_id: int
    change: str
    raised_on: date


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """A co-owner's word at a stage; `version` is the number of the word the form showed, 0 for none (None: no form)."""

    project_id: int
    co_owner_id: int
    stage: str
    agreed: bool
    given_on: date
    note: str | None = None
    version: int | None = None


def save_co_owner(work: Work, command: SaveCoOwner) -> CoOwner:
    """Add a co-owner or change one. Raises `Refused` (coowners.body_taken), `StaleEdit`, `NotAllowed`, `NotVisible`."""
    project = _opened(work, command.project_id)
    refusals = rules.editing_refusals(project.state)
    row: CoOwner | None = None
    if command.co_owner_id is not None:
        row = _part(work, project, CoOwner, command.co_owner_id)
        work.check_version(row, command.version)
    same = work.session.scalars(
        select(CoOwner.id).where(
            CoOwner.project_id == project.id, func.lower(CoOwner.body) == command.body.lower()
        )
    ).all()
    if any(owner_id != command.co_owner_id for owner_id in same):
        refusals.append(Refusal("coowners.body_taken", "body"))
    if refusals:
        raise Refused(*refusals)
    if row is None:
        row = CoOwner(project_id=project.id)
        work.session.add(row)
    row.side, row.body, row.role = command.side, command.body, command.role
    return _recorded(work, project, row, "co_owner", is_new=command.co_owner_id is None)


def save_contribution(work: Work, command: SaveContribution) -> Contribution:
    """Add a contribution, change it, or note that it was delivered. Raises as `save_co_owner`, and on its days."""
    project = _opened(work, command.project_id)
    refusals = rules.contribution_refusals(
        command.promised_on, command.delivered_on, project.state, work.today
    )
    row: Contribution | None = None
    if command.contribution_id is not None:
        row = _part(work, project, Contribution, command.contribution_id)
        work.check_version(row, command.version)
    refusals += _unknown_owner(work, project, command.co_owner_id)
    if refusals:
        raise Refused(*refusals)
    if row is None:
        row = Contribution(project_id=project.id)
        work.session.add(row)
    row.co_owner_id, row.kind, row.description = command.co_owner_id, command.kind, command.description
    row.promised_on, row.delivered_on = command.promised_on, command.delivered_on
    row.value_usd_minor = command.value_usd_minor
    return _recorded(work, project, row, "contribution", is_new=command.contribution_id is None)


def record_design_change(work: Work, command: RecordDesignChange) -> DesignChange:
    """Write down what a co-owner changed; it is never rewritten. Raises `Refused`, `NotAllowed`, `NotVisible`."""
    project = _opened(work, command.project_id)
    refusals = rules.editing_refusals(project.state)
    if command.raised_on > work.today:
        refusals.append(Refusal("date.in_future", "raised_on"))
    refusals += _unknown_owner(work, project, command.co_owner_id)
    if refusals:
        raise Refused(*refusals)
    row = DesignChange(
        project_id=project.id,
        co_owner_id=command.co_owner_id,
        change=command.change,
        raised_on=command.raised_on,
        recorded_by_id=work.person_id,
        recorded_at=work.now,
    )
    work.session.add(row)
    return _recorded(work, project, row, "design_change", is_new=True)


def record_consent(work: Work, command: RecordConsent) -> Consent:
    """Record a co-owner's word. A change of mind is one more word: the earlier one stays as it was written.

    Raises `Refused` (consent.too_early, consent.reason_missing, date.in_future, coowners.unknown), `StaleEdit` when
    the word stored is not the one the form showed, `NotAllowed`, `NotVisible`.
    """
    project = _opened(work, command.project_id)
    refusals = rules.consent_refusals(
        stage=command.stage,
        agreed=command.agreed,
        note=command.note,
        given_on=command.given_on,
        project_state=project.state,
        today=work.today,
    )
    refusals += _unknown_owner(work, project, command.co_owner_id)
    if refusals:
        raise Refused(*refusals)
    last = word_row(work.session, command.co_owner_id, command.stage)
    if command.version is not None and command.version != consent_version(last):
        current = _as_answered(last) if last else {}
        raise StaleEdit(consent_version(last), current, row_name(last) if last else None)
    row = Consent(
        project_id=project.id,
        co_owner_id=command.co_owner_id,
        stage=command.stage,
        number=consent_version(last) + 1,
        agreed=command.agreed,
        note=command.note,
        given_on=command.given_on,
        recorded_by_id=work.person_id,
        recorded_at=work.now,
    )
    work.session.add(row)
    return _recorded(work, project, row, "consent", is_new=last is None)


def _as_answered(consent: Consent) -> dict[str, object]:
    """A stored word as the form asks for it, so that both stand side by side."""
    answer = "yes" if consent.agreed else "no"
    return {"answer": answer, "note": consent.note, "given_on": consent.given_on}


def consent_version(consent: Consent | None) -> int:
    """The number of the word that stands; 0 while nobody has asked."""
    return consent.number if consent else 0


def _opened(work: Work, project_id: int) -> Project:
    work.require(
        CommunityPermission.COOWNERSHIP_EDIT, subjects.project_subject(work.session, work.actor, project_id)
    )
    return live_project(work, project_id)


def _part(work: Work, project: Project, model: type[Part], identity: int) -> Part:
    row = work.locked(model, identity)
    if row.project_id != project.id:
        raise NotVisible(model.__name__)
    return row


def _unknown_owner(work: Work, project: Project, co_owner_id: int) -> list[Refusal]:
    owner = work.session.get(CoOwner, co_owner_id)
    if owner is None or owner.project_id != project.id:
        return [Refusal("coowners.unknown", "co_owner_id")]
    return []


def _recorded(work: Work, project: Project, row: Row, noun: str, *, is_new: bool) -> Row:
    work.session.flush()
    action = f"{noun}.{'recorded' if is_new else 'changed'}"
    work.record(action, row, mission_id=project.mission_id, project_id=project.id)
    return row
