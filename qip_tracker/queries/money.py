"""The money of a project: what each tranche's next signature depends on."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qip_tracker.domain.tranches import TrancheFacts
from qip_tracker.models import Milestone, Project, Tranche, Visit

# A visit before the works says nothing about what the money did.
_NOT_AN_INSPECTION = ("baseline",)


def tranche_facts(session: Session, project: Project, tranche: Tranche) -> TrancheFacts:
    """What `domain.tranches` needs to decide about one tranche, as it stands in this transaction."""
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
