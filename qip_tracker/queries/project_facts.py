"""What the guards of a project look at, read in few statements; and the head of a project's pages."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qip_tracker.domain.projects import ProjectFacts
from qip_tracker.models import (
    BudgetLine,
    CoOwner,
    Condition,
    Consent,
    Decision,
    Fund,
    Handover,
    HarmConsideration,
    Milestone,
    Need,
    NeedGroup,
    Partner,
    Photo,
    Project,
    Proposal,
    Round,
    ScreeningOpinion,
    Sector,
    Tranche,
    Visit,
)


def _count(session: Session, column: object, *where: object) -> int:
    return session.execute(select(func.count()).select_from(column).where(*where)).scalar_one()  # type: ignore[arg-type]


def _overhead_pct(session: Session, project_id: int) -> int:
    rows = session.execute(
        select(BudgetLine.category, func.sum(BudgetLine.usd_minor))
        .where(BudgetLine.project_id == project_id, BudgetLine.funded_by == "qip")
        .group_by(BudgetLine.category)
    ).all()
    total = sum(int(amount) for _, amount in rows)
    overhead = sum(int(amount) for category, amount in rows if category == "admin_overhead")
    return -(-overhead * 100 // total) if total else 0


def _consents(session: Session, project_id: int) -> tuple[dict[str, int], dict[str, int]]:
    agreed: dict[str, int] = {}
    refused: dict[str, int] = {}
    for stage, said in session.execute(
        select(Consent.stage, Consent.agreed).where(Consent.project_id == project_id)
    ):
        into = agreed if said else refused
        into[stage] = into.get(stage, 0) + 1
    return agreed, refused


def facts_of(session: Session, project: Project) -> ProjectFacts:
    """Everything `domain.projects` needs to decide about a project, as it stands in this transaction."""
    pid = project.id
    proposal = session.scalars(select(Proposal).where(Proposal.project_id == pid)).one_or_none()
    partner = session.get(Partner, project.partner_id) if project.partner_id else None
    need = session.get(Need, project.need_id) if project.need_id else None
    fund_kind = session.execute(select(Fund.kind).where(Fund.id == project.fund_id)).scalar_one()
    has_works = session.execute(
        select(Sector.has_works).where(Sector.code == project.sector_code)
    ).scalar_one()
    milestones = session.execute(
        select(Milestone.weight_pct, Milestone.seen_on, Milestone.confirmed_on, Milestone.dropped_on).where(
            Milestone.project_id == pid
        )
    ).all()
    visits = session.execute(select(Visit.purpose, Visit.visited_on).where(Visit.project_id == pid)).all()
    finals = [visit.visited_on for visit in visits if visit.purpose == "final"]
    opinions = dict(
        session.execute(
            select(ScreeningOpinion.check_code, ScreeningOpinion.outcome).where(
                ScreeningOpinion.project_id == pid
            )
        ).all()
    )
    rounds = session.execute(select(Round.stage, Round.closed_at).where(Round.project_id == pid)).all()
    consents, refusals_of_consent = _consents(session, pid)
    return ProjectFacts(
        state=project.state,
        funding_kind=fund_kind,
        need_is_stated=bool(need and need.statement.strip()),
        groups_heard=_count(session, NeedGroup, NeedGroup.need_id == need.id) if need else 0,
        has_partner=partner is not None,
        partner_status=partner.status if partner else "candidate",
        partner_assessment=partner.assessment if partner else "not_assessed",
        has_objective=bool(proposal and proposal.confidence_objective),
        requested_usd_minor=project.requested_usd_minor,
        qip_lines=_count(session, BudgetLine, BudgetLine.project_id == pid, BudgetLine.funded_by == "qip"),
        planned_weeks=project.planned_weeks,
        has_start=project.planned_start_on is not None,
        exception_reason=bool(proposal and proposal.exception_reason),
        overhead_pct=_overhead_pct(session, pid),
        milestone_weights=tuple(m.weight_pct for m in milestones if m.dropped_on is None),
        co_owner_sides=frozenset(session.scalars(select(CoOwner.side).where(CoOwner.project_id == pid))),
        harm_rows=_count(session, HarmConsideration, HarmConsideration.project_id == pid),
        maintenance_owner=bool(proposal and proposal.maintenance_owner),
        opinions=opinions,
        has_works=has_works,
        benefits_security_forces=bool(proposal and proposal.benefits_security_forces),
        open_conditions=session.execute(
            select(func.count())
            .select_from(Condition)
            .join(Decision, Decision.id == Condition.decision_id)
            .where(Decision.project_id == pid, Condition.cleared_on.is_(None))
        ).scalar_one(),
        consents=consents,
        refusals_of_consent=refusals_of_consent,
        paid_tranches=_count(session, Tranche, Tranche.project_id == pid, Tranche.paid_on.is_not(None)),
        tranches=_count(session, Tranche, Tranche.project_id == pid),
        milestones_open=sum(1 for m in milestones if not m.dropped_on and not (m.seen_on and m.confirmed_on)),
        final_visit_on=max(finals) if finals else None,
        visits=len(visits),
        photos=_count(session, Photo, Photo.project_id == pid),
        has_handover=_count(session, Handover, Handover.project_id == pid) > 0,
        closed_rounds=frozenset(r.stage for r in rounds if r.closed_at),
        open_rounds=sum(1 for r in rounds if not r.closed_at),
    )


@dataclass(frozen=True, slots=True)
class ProjectHead:
    """The facts on top of every page of a project. Money in US cents."""

    id: int
    reference: str
    title: str
    place: str
    admin_area: str | None
    country: str
    state: str
    state_since: datetime
    partner: str | None
    approved_usd_minor: int | None
    requested_usd_minor: int | None
    paid_usd_minor: int
    planned_end_on: date | None
    first_paid_on: date | None
    completed_on: date | None
    handed_over_on: date | None
    closed_on: date | None
    milestones_done: int
    milestones_total: int
    done_weight_pct: int


_HEAD = (
    Project.id,
    Project.reference,
    Project.title,
    Project.place,
    Project.admin_area,
    Project.country,
    Project.state,
    Project.state_since,
    Partner.name,
    Project.approved_usd_minor,
    Project.requested_usd_minor,
    Project.paid_usd_minor,
    Project.planned_end_on,
    Project.first_paid_on,
    Project.completed_on,
    Project.handed_over_on,
    Project.closed_on,
    Project.milestones_done,
    Project.milestones_total,
    Project.done_weight_pct,
)


def head_of(session: Session, project_id: int) -> ProjectHead:
    """The head of a project the guard has already let through."""
    row = session.execute(
        select(*_HEAD).outerjoin(Partner, Partner.id == Project.partner_id).where(Project.id == project_id)
    ).one()
    return ProjectHead(*tuple(row))
