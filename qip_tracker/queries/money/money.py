"""The money of a project: its budget, its tranches, and what each tranche's next signature depends on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.gates import Facts
from qip_tracker.domain.money.tranches import SIGNATURES, TrancheState, state_of
from qip_tracker.models import Agreement, BudgetLine, Person, Tranche
from qip_tracker.queries.money.tranches import GIVEN_AT, SIGNED_BY, signers_of, tranches_with_facts


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
    """A tranche, its signatures, and what the next one depends on; `available_on` is when it could first be asked.

    `facts` and `signed_by` are what `domain.money.tranches.refusals_of` asks for.
    """

    id: int
    version: int
    number: int
    count: int
    state: TrancheState
    percent: int
    local_minor: int
    usd_minor: int
    request_note: str | None
    payment_reference: str | None
    signatures: tuple[SignatureRow, ...]
    available_on: date | None
    facts: Facts
    signed_by: Mapping[TrancheState, int]


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
    """The money page of a project, in four statements."""
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
        _tranche_rows(session, project_id, agreement),
    )


def _tranche_rows(session: Session, project_id: int, agreement: AgreementRow | None) -> list[TrancheRow]:
    tranches = tranches_with_facts(session, project_id)
    people = {by_id for tranche, _facts in tranches for by_id in signers_of(tranche).values()}
    query = select(Person.id, Person.display_name).where(Person.id.in_(people))
    names = dict(session.execute(query).all()) if people else {}
    rows, available_on = [], agreement.recorded_at.date() if agreement else None
    for tranche, facts in tranches:
        rows.append(
            TrancheRow(
                tranche.id,
                tranche.version,
                tranche.number,
                len(tranches),
                state_of(facts),
                tranche.percent,
                tranche.local_minor,
                tranche.usd_minor,
                tranche.request_note,
                tranche.payment_reference,
                _signatures(tranche, names),
                available_on,
                facts,
                signers_of(tranche),
            )
        )
        available_on = tranche.paid_on
    return rows


def _signatures(tranche: Tranche, names: Mapping[int, str]) -> tuple[SignatureRow, ...]:
    signatures = []
    for action, step in SIGNATURES.items():
        by_id, when = getattr(tranche, SIGNED_BY[step.target]), getattr(tranche, GIVEN_AT[step.target])
        if by_id is not None and when is not None:
            day = when.date() if isinstance(when, datetime) else when
            signatures.append(SignatureRow(action, by_id, names[by_id], day))
    return tuple(signatures)
