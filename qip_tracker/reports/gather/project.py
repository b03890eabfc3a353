"""From the rows of one project to the facts that several reports share. Reads only; nothing is decided here."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker import models as m
from qip_tracker.domain.community.ownership import ownership
from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.domain.money.tranches import state_of
from qip_tracker.domain.works import milestones as steps
from qip_tracker.queries.community.coownership import ownership_facts
from qip_tracker.queries.money.tranches import given_of
from qip_tracker.reports.facts.amounts import Amount, Rate, amounts, difference
from qip_tracker.reports.facts.project import (
    BudgetLineFacts,
    ConsentFacts,
    ContributionFacts,
    CoOwnerFacts,
    CoOwnership,
    DesignChangeFacts,
    GroupHeard,
    HoldFacts,
    MilestoneFacts,
    Money,
    Need,
    Output,
    PhotoFacts,
    Place,
    TrancheFacts,
    VisitFacts,
)

# A published point is rounded to a tenth of a degree, about 11 km: enough for a map, not for a target.
ROUNDED_TO_HUNDREDTHS = 10


def place(project: m.Project) -> Place:
    """Where it is, rounded."""

    def rounded(degrees: float | None) -> int | None:
        return (
            None if degrees is None else round(degrees * 100 / ROUNDED_TO_HUNDREDTHS) * ROUNDED_TO_HUNDREDTHS
        )

    return Place(
        name=project.place,
        country=project.country,
        admin_area=project.admin_area,
        latitude_hundredths=rounded(project.latitude),
        longitude_hundredths=rounded(project.longitude),
    )


def need(session: Session, project: m.Project) -> Need | None:
    """What was said and who was heard."""
    row = session.get(m.Need, project.need_id) if project.need_id else None
    if row is None:
        return None
    groups = session.scalars(
        select(m.NeedGroup).where(m.NeedGroup.need_id == row.id).order_by(m.NeedGroup.id)
    )
    return Need(
        statement=row.statement,
        heard_on=row.heard_on,
        method=row.method,
        raised_locally=row.raised_locally,
        groups=tuple(GroupHeard(code=group.code, women=group.women, men=group.men) for group in groups),
    )


def outputs(session: Session, project_id: int) -> tuple[Output, ...]:
    """What was promised and what was counted."""
    rows = session.scalars(
        select(m.ExpectedResult)
        .where(m.ExpectedResult.project_id == project_id)
        .order_by(m.ExpectedResult.position)
    )
    return tuple(
        Output(description=row.description, unit=row.unit, planned=row.planned, delivered=row.delivered)
        for row in rows
    )


def money(session: Session, project: m.Project) -> Money:
    """Approved, paid, balance, tranches and budget; local amount and dollars as stored, never converted anew."""
    currency = project.local_currency
    approved = amounts(project.approved_local_minor, currency, project.approved_usd_minor)
    paid = amounts(project.paid_local_minor, currency, project.paid_usd_minor)
    tranches = session.scalars(
        select(m.Tranche).where(m.Tranche.project_id == project.id).order_by(m.Tranche.number)
    )
    lines = session.scalars(
        select(m.BudgetLine).where(m.BudgetLine.project_id == project.id).order_by(m.BudgetLine.position)
    )
    return Money(
        approved=approved,
        paid=paid,
        balance=difference(approved, paid),
        rate=Rate(project.exchange_rate, project.exchange_rate_on) if project.exchange_rate else None,
        tranches=tuple(
            TrancheFacts(
                number=row.number,
                percent=row.percent,
                amount=amounts(row.local_minor, currency, row.usd_minor),
                state=state_of(given_of(row)).value,
                paid_on=row.paid_on,
            )
            for row in tranches
        ),
        budget=tuple(
            BudgetLineFacts(
                category=row.category,
                description=row.description,
                amount=amounts(row.local_minor, currency, row.usd_minor),
                funded_by=row.funded_by,
            )
            for row in lines
        ),
    )


def milestones(session: Session, project_id: int, today: date) -> tuple[MilestoneFacts, ...]:
    """The weighted plan with what is done by two keys."""
    rows = session.scalars(
        select(m.Milestone).where(m.Milestone.project_id == project_id).order_by(m.Milestone.position)
    )
    plan = []
    for row in rows:
        dates = steps.MilestoneFacts(
            row.planned_on, row.seen_on, row.confirmed_on, row.dropped_on, row.weight_pct
        )
        done = steps.done_on(dates)
        dropped = row.dropped_on is not None
        plan.append(
            MilestoneFacts(
                title=row.title,
                weight_pct=row.weight_pct,
                planned_on=row.planned_on,
                state=steps.state_of(dates, today),
                done_on=done,
                delay_reason=row.delay_reason,
                days_late=0 if dropped else days_late(row.planned_on, done, today),
            )
        )
    return tuple(plan)


def visits(session: Session, project_id: int) -> tuple[VisitFacts, ...]:
    """Who went and looked, oldest first; names of people are never facts."""
    rows = session.scalars(
        select(m.Visit).where(m.Visit.project_id == project_id).order_by(m.Visit.visited_on, m.Visit.id)
    )
    return tuple(
        VisitFacts(
            visited_on=row.visited_on,
            purpose=row.purpose,
            with_engineer=row.with_engineer,
            observations=row.observations,
            recommendation=row.recommendation,
            women_met=row.women_met,
            men_met=row.men_met,
        )
        for row in rows
    )


def photos(session: Session, project: m.Project) -> tuple[PhotoFacts, ...]:
    """The pictures with place and day of their visit."""
    rows = session.execute(
        select(m.Photo, m.Visit.visited_on)
        .join(m.Visit, m.Visit.id == m.Photo.visit_id)
        .where(m.Photo.project_id == project.id)
        .order_by(m.Visit.visited_on, m.Photo.id)
    )
    return tuple(
        PhotoFacts(
            media_key=photo.media_key,
            caption=photo.caption,
            place=project.place,
            taken_on=visited_on,
            width=photo.width,
            height=photo.height,
        )
        for photo, visited_on in rows
    )


def holds(session: Session, project_id: int) -> tuple[HoldFacts, ...]:
    """Times of standstill."""
    rows = session.scalars(
        select(m.Hold).where(m.Hold.project_id == project_id).order_by(m.Hold.since_on, m.Hold.id)
    )
    return tuple(
        HoldFacts(reason=row.reason, note=row.note, since_on=row.since_on, until_on=row.until_on)
        for row in rows
    )


def coownership(session: Session, project: m.Project, proposal: m.Proposal | None) -> CoOwnership:
    """Who owns it on both sides, what they gave, changed and agreed to, and the index."""
    owners = session.scalars(
        select(m.CoOwner).where(m.CoOwner.project_id == project.id).order_by(m.CoOwner.id)
    ).all()
    bodies = {owner.id: owner.body for owner in owners}
    index = ownership(ownership_facts(session, project.id))
    yearly = proposal.maintenance_yearly_usd_minor if proposal else None
    return CoOwnership(
        owners=tuple(CoOwnerFacts(body=owner.body, side=owner.side, role=owner.role) for owner in owners),
        contributions=_contributions(session, project.id, bodies),
        design_changes=_design_changes(session, project.id, bodies),
        consents=_consents(session, project.id, bodies),
        ownership_index=index.index,
        index_points=tuple(point.code for point in index.points if point.given),
        maintenance_owner=proposal.maintenance_owner if proposal else None,
        maintenance_plan=proposal.maintenance_plan if proposal else None,
        maintenance_yearly=None if yearly is None else Amount(yearly, "USD"),
        maintenance_funded=bool(proposal and proposal.maintenance_funded),
        management_body=proposal.management_body if proposal else None,
        management_women=proposal.management_women if proposal else None,
        management_men=proposal.management_men if proposal else None,
    )


def _contributions(
    session: Session, project_id: int, bodies: Mapping[int, str]
) -> tuple[ContributionFacts, ...]:
    """`bodies` names each co-owner by its number."""
    gifts = session.scalars(
        select(m.Contribution).where(m.Contribution.project_id == project_id).order_by(m.Contribution.id)
    )
    return tuple(
        ContributionFacts(
            body=bodies[gift.co_owner_id],
            kind=gift.kind,
            description=gift.description,
            promised_on=gift.promised_on,
            delivered_on=gift.delivered_on,
            value=None if gift.value_usd_minor is None else Amount(gift.value_usd_minor, "USD"),
        )
        for gift in gifts
    )


def _design_changes(
    session: Session, project_id: int, bodies: Mapping[int, str]
) -> tuple[DesignChangeFacts, ...]:
    changes = session.scalars(
        select(m.DesignChange).where(m.DesignChange.project_id == project_id).order_by(m.DesignChange.id)
    )
    return tuple(
        DesignChangeFacts(change=change.change, body=bodies[change.co_owner_id], raised_on=change.raised_on)
        for change in changes
    )


def _consents(session: Session, project_id: int, bodies: Mapping[int, str]) -> tuple[ConsentFacts, ...]:
    consents = session.scalars(
        select(m.Consent).where(m.Consent.project_id == project_id).order_by(m.Consent.id)
    )
    return tuple(
        ConsentFacts(
            body=bodies[consent.co_owner_id],
            stage=consent.stage,
            agreed=consent.agreed,
            given_on=consent.given_on,
            note=consent.note,
        )
        for consent in consents
    )
