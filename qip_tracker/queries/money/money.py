"""The money of a project: its budget, its tranches, and what each tranche's next signature depends on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qip_tracker.domain.money.tranches import SIGNATURES, TrancheFacts
from qip_tracker.models import Agreement, BudgetLine, Milestone, Person, Project, Tranche, Visit

# A visit before the works says nothing about what the money did.
_NOT_AN_INSPECTION = ("baseline",)
# Column of a signature -> the action that gives it, in their order.
_SIGNED = {signature.target: action for action, signature in SIGNATURES.items()}


def tranche_facts(session: Session, project: Project, tranche: Tranche) -> TrancheFacts:
    """What `domain.money.tranches` needs to decide about one tranche, as it stands in this transaction."""
    tranches = session.scalars(
        select(Tranche).where(Tranche.project_id == project.id).order_by(Tranche.number)
    ).all()
    last_visit_on, milestones_open = _progress(session, project.id)
    return facts_from(project, tranche, tranches, last_visit_on, milestones_open)


def facts_from(
    project: Project,
    tranche: Tranche,
    tranches: Sequence[Tranche],
    last_visit_on: date | None,
    milestones_open: int,
) -> TrancheFacts:
    """The facts of one tranche from rows already read; a visit on the day of a payment counts as after it."""
    earlier = [other for other in tranches if other.number < tranche.number]
    payments = [other.paid_on for other in earlier if other.paid_on is not None]
    return TrancheFacts(
        number=tranche.number,
        count=len(tranches),
        requested_by_id=tranche.requested_by_id,
        cleared_by_id=tranche.cleared_by_id,
        certified_by_id=tranche.certified_by_id,
        approved_by_id=tranche.approved_by_id,
        is_paid=tranche.paid_on is not None,
        usd_minor=tranche.usd_minor,
        local_minor=tranche.local_minor,
        paid_usd_minor=project.paid_usd_minor,
        approved_usd_minor=project.approved_usd_minor or 0,
        paid_local_minor=project.paid_local_minor,
        approved_local_minor=project.approved_local_minor or 0,
        earlier_all_paid=len(payments) == len(earlier),
        visited_since_last_payment=last_visit_on is not None
        and (not payments or last_visit_on >= max(payments)),
        project_state=project.state,
        milestones_open=milestones_open,
    )


def _progress(session: Session, project_id: int) -> tuple[date | None, int]:
    """The last visit that looked at works, and how many milestones are neither done nor dropped."""
    last_visit = (
        select(func.max(Visit.visited_on))
        .where(Visit.project_id == project_id, Visit.purpose.not_in(_NOT_AN_INSPECTION))
        .scalar_subquery()
    )
    still_open = (
        select(func.count())
        .select_from(Milestone)
        .where(
            Milestone.project_id == project_id,
            Milestone.dropped_on.is_(None),
            Milestone.seen_on.is_(None) | Milestone.confirmed_on.is_(None),
        )
        .scalar_subquery()
    )
    visited_on, open_count = session.execute(select(last_visit, still_open)).one()
    return visited_on, open_count


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the budget. Minor units of the project's local currency, and US cents."""

    category: str
    description: str
    funded_by: str
    local_minor: int
    usd_minor: int


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature given: which step, by whom, on what day."""

    action: str
    by_id: int
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche, its signatures, and what the next one depends on; `available_on` is when it could first be asked."""

    id: int
    version: int
    number: int
    percent: int
    local_minor: int
    usd_minor: int
    request_note: str | None
    payment_reference: str | None
    signatures: tuple[SignatureRow, ...]
    available_on: date | None
    facts: TrancheFacts


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The agreement as signed."""

    signed_on: date
    starts_on: date
    ends_on: date
    mission_signatory: str
    partner_signatory: str
    commitment_number: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MoneyOfProject:
    """Budget, agreement and tranches of one project."""

    lines: Sequence[LineRow]
    agreement: AgreementRow | None
    tranches: Sequence[TrancheRow]


def agreement_of(session: Session, project_id: int) -> AgreementRow | None:
    """The agreement of a project, None before it is signed."""
    row = session.execute(
        select(
            Agreement.signed_on,
            Agreement.starts_on,
            Agreement.ends_on,
            Agreement.mission_signatory,
            Agreement.partner_signatory,
            Agreement.commitment_number,
            Agreement.recorded_at,
        ).where(Agreement.project_id == project_id)
    ).one_or_none()
    return AgreementRow(*row) if row else None


def money_of(session: Session, project_id: int) -> MoneyOfProject:
    """The money page of a project, in six statements."""
    project = session.get_one(Project, project_id)
    lines = session.execute(
        select(
            BudgetLine.category,
            BudgetLine.description,
            BudgetLine.funded_by,
            BudgetLine.local_minor,
            BudgetLine.usd_minor,
        )
        .where(BudgetLine.project_id == project_id)
        .order_by(BudgetLine.position)
    )
    agreement = agreement_of(session, project_id)
    return MoneyOfProject(
        [LineRow(*row) for row in lines],
        agreement,
        _tranche_rows(session, project, agreement),
    )


def _tranche_rows(session: Session, project: Project, agreement: AgreementRow | None) -> list[TrancheRow]:
    tranches = session.scalars(
        select(Tranche).where(Tranche.project_id == project.id).order_by(Tranche.number)
    ).all()
    if not tranches:
        return []
    people = {getattr(tranche, f"{column}_by_id") for tranche in tranches for column in _SIGNED}
    query = select(Person.id, Person.display_name).where(Person.id.in_(people - {None}))
    names = dict(session.execute(query).all())
    last_visit_on, milestones_open = _progress(session, project.id)
    rows, available_on = [], agreement.recorded_at.date() if agreement else None
    for tranche in tranches:
        rows.append(
            TrancheRow(
                tranche.id,
                tranche.version,
                tranche.number,
                tranche.percent,
                tranche.local_minor,
                tranche.usd_minor,
                tranche.request_note,
                tranche.payment_reference,
                _signatures(tranche, names),
                available_on,
                facts_from(project, tranche, tranches, last_visit_on, milestones_open),
            )
        )
        available_on = tranche.paid_on
    return rows


def _signatures(tranche: Tranche, names: Mapping[int, str]) -> tuple[SignatureRow, ...]:
    found = []
    for column, action in _SIGNED.items():
        by_id = getattr(tranche, f"{column}_by_id")
        when = tranche.paid_on if column == "paid" else getattr(tranche, f"{column}_at")
        if by_id is not None and when is not None:
            found.append(
                SignatureRow(action, by_id, names[by_id], when.date() if isinstance(when, datetime) else when)
            )
    return tuple(found)
