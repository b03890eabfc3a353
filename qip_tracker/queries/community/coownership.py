"""Who owns a project on both sides, what they gave, changed and agreed to, and the index that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, exists, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from qip_tracker.domain.community.ownership import Ownership, OwnershipFacts, ownership
from qip_tracker.domain.community.vocabulary import CoOwnerSide
from qip_tracker.models import Consent, Contribution, CoOwner, DesignChange, Need, Project, Proposal

_later = aliased(Consent)
# Of what a co-owner said at a stage, the last word is the one that stands.
WORD_STANDS: ColumnElement[bool] = ~exists(
    select(literal_column("1"))
    .where(
        _later.co_owner_id == Consent.co_owner_id,
        _later.stage == Consent.stage,
        _later.number > Consent.number,
    )
    .correlate(Consent)
)
# The index asks how far a project is the community's own; what the state gave is shown and not counted.
COMMUNITY = CoOwnerSide.SOCIETY


@dataclass(frozen=True, slots=True)
class Word:
    """What a co-owner said at a stage."""

    agreed: bool
    note: str | None
    given_on: date


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """A co-owner with the word that stands at each stage, and those said there before it."""

    id: int
    side: str
    body: str
    role: str | None
    version: int
    words: Mapping[str, Word] = field(default_factory=dict)
    earlier: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What a co-owner promised or delivered; US cents, None where nobody valued it."""

    id: int
    co_owner_id: int
    body: str
    side: str
    kind: str
    description: str
    value_usd_minor: int | None
    promised_on: date
    delivered_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What is different in the design because a co-owner said so."""

    body: str
    side: str
    change: str
    raised_on: date


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Who manages and maintains it, as the proposal says; the yearly cost in US cents."""

    raised_locally: bool
    maintenance_owner: str | None
    maintenance_plan: str | None
    maintenance_yearly_usd_minor: int | None
    maintenance_funded: bool
    management_body: str | None
    management_women: int | None
    management_men: int | None


@dataclass(frozen=True, slots=True)
class CoOwnershipRead:
    """Everything the room shows; `state` is the project's."""

    state: str
    upkeep: Upkeep
    owners: tuple[OwnerRow, ...]
    contributions: tuple[ContributionRow, ...]
    changes: tuple[ChangeRow, ...]
    index: Ownership


def read(session: Session, project_id: int) -> CoOwnershipRead:
    """The co-ownership of a project the guard has already let through, in five statements."""
    state, upkeep = _upkeep(session, project_id)
    gifts = _contributions(session, project_id)
    changes = _changes(session, project_id)
    facts = _facts(
        upkeep,
        design_changes=sum(1 for change in changes if change.side == COMMUNITY),
        promised=sum(1 for gift in gifts if gift.side == COMMUNITY),
        delivered=sum(1 for gift in gifts if gift.side == COMMUNITY and gift.delivered_on),
    )
    return CoOwnershipRead(state, upkeep, _owners(session, project_id), gifts, changes, ownership(facts))


def ownership_facts(session: Session, project_id: int) -> OwnershipFacts:
    """What the ownership index is made of, in three statements: the one way to it, for pages and reports alike."""
    _state, upkeep = _upkeep(session, project_id)
    changes = session.execute(
        select(func.count())
        .select_from(DesignChange)
        .join(CoOwner, CoOwner.id == DesignChange.co_owner_id)
        .where(DesignChange.project_id == project_id, CoOwner.side == COMMUNITY)
    ).scalar_one()
    promised, delivered = session.execute(
        select(func.count(Contribution.id), func.count(Contribution.delivered_on))
        .join(CoOwner, CoOwner.id == Contribution.co_owner_id)
        .where(Contribution.project_id == project_id, CoOwner.side == COMMUNITY)
    ).one()
    return _facts(upkeep, design_changes=changes, promised=promised, delivered=delivered)


def _facts(upkeep: Upkeep, *, design_changes: int, promised: int, delivered: int) -> OwnershipFacts:
    return OwnershipFacts(
        raised_locally=upkeep.raised_locally,
        design_changes_by_community=design_changes,
        contributions_promised=promised,
        contributions_delivered=delivered,
        has_management_body=bool(upkeep.management_body),
        women_in_management=upkeep.management_women,
        has_maintenance_owner=bool(upkeep.maintenance_owner),
        maintenance_funded=upkeep.maintenance_funded,
    )


def _upkeep(session: Session, project_id: int) -> tuple[str, Upkeep]:
    row = session.execute(
        select(
            Project.state,
            Need.raised_locally,
            Proposal.maintenance_owner,
            Proposal.maintenance_plan,
            Proposal.maintenance_yearly_usd_minor,
            Proposal.maintenance_funded,
            Proposal.management_body,
            Proposal.management_women,
            Proposal.management_men,
        )
        .select_from(Project)
        .outerjoin(Need, Need.id == Project.need_id)
        .outerjoin(Proposal, Proposal.project_id == Project.id)
        .where(Project.id == project_id)
    ).one()
    return row.state, Upkeep(
        raised_locally=bool(row.raised_locally),
        maintenance_owner=row.maintenance_owner,
        maintenance_plan=row.maintenance_plan,
        maintenance_yearly_usd_minor=row.maintenance_yearly_usd_minor,
        maintenance_funded=bool(row.maintenance_funded),
        management_body=row.management_body,
        management_women=row.management_women,
        management_men=row.management_men,
    )


def _owners(session: Session, project_id: int) -> tuple[OwnerRow, ...]:
    said: dict[int, dict[str, list[Word]]] = {}
    for row in session.execute(
        select(Consent.co_owner_id, Consent.stage, Consent.agreed, Consent.note, Consent.given_on)
        .where(Consent.project_id == project_id)
        .order_by(Consent.number)
    ):
        stages = said.setdefault(row.co_owner_id, {})
        stages.setdefault(row.stage, []).append(Word(row.agreed, row.note, row.given_on))
    owners = session.scalars(
        select(CoOwner).where(CoOwner.project_id == project_id).order_by(CoOwner.side, CoOwner.body)
    )
    return tuple(
        OwnerRow(
            owner.id,
            owner.side,
            owner.body,
            owner.role,
            owner.version,
            {stage: words[-1] for stage, words in said.get(owner.id, {}).items()},
            {stage: tuple(words[:-1]) for stage, words in said.get(owner.id, {}).items()},
        )
        for owner in owners
    )


def _contributions(session: Session, project_id: int) -> tuple[ContributionRow, ...]:
    rows = session.execute(
        select(Contribution, CoOwner.body, CoOwner.side)
        .join(CoOwner, CoOwner.id == Contribution.co_owner_id)
        .where(Contribution.project_id == project_id)
        .order_by(Contribution.promised_on, Contribution.id)
    )
    return tuple(_gift(row, body, side) for row, body, side in rows)


def _gift(row: Contribution, body: str, side: str) -> ContributionRow:
    return ContributionRow(
        id=row.id,
        co_owner_id=row.co_owner_id,
        body=body,
        side=side,
        kind=row.kind,
        description=row.description,
        value_usd_minor=row.value_usd_minor,
        promised_on=row.promised_on,
        delivered_on=row.delivered_on,
        version=row.version,
    )


def _changes(session: Session, project_id: int) -> tuple[ChangeRow, ...]:
    rows = session.execute(
        select(CoOwner.body, CoOwner.side, DesignChange.change, DesignChange.raised_on)
        .join(CoOwner, CoOwner.id == DesignChange.co_owner_id)
        .where(DesignChange.project_id == project_id)
        .order_by(DesignChange.raised_on, DesignChange.id)
    )
    return tuple(ChangeRow(row.body, row.side, row.change, row.raised_on) for row in rows)


def co_owner(session: Session, co_owner_id: int) -> OwnerRow:
    """A co-owner the guard has already let through, without its words."""
    row = session.scalars(select(CoOwner).where(CoOwner.id == co_owner_id)).one()
    return OwnerRow(row.id, row.side, row.body, row.role, row.version)


def contribution(session: Session, contribution_id: int) -> ContributionRow:
    """A contribution the guard has already let through."""
    row, body, side = session.execute(
        select(Contribution, CoOwner.body, CoOwner.side)
        .join(CoOwner, CoOwner.id == Contribution.co_owner_id)
        .where(Contribution.id == contribution_id)
    ).one()
    return _gift(row, body, side)


def word_row(session: Session, co_owner_id: int, stage: str) -> Consent | None:
    """What a co-owner said last at a stage, as it is stored; None when nobody asked yet."""
    return session.scalars(
        select(Consent)
        .where(Consent.co_owner_id == co_owner_id, Consent.stage == stage)
        .order_by(Consent.number.desc())
        .limit(1)
    ).one_or_none()


def owner_names(session: Session, project_id: int) -> list[tuple[int, str]]:
    """(id, body) of a project's co-owners, society first."""
    rows = session.execute(
        select(CoOwner.id, CoOwner.body)
        .where(CoOwner.project_id == project_id)
        .order_by(CoOwner.side, CoOwner.body)
    )
    return [(row.id, row.body) for row in rows]
