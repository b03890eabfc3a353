"""What the guards of a project look at, read in few statements; and the head of a project's pages."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from qip_tracker.domain.project.moves import ProjectFacts
from qip_tracker.models import (
    BudgetLine,
    Condition,
    Consent,
    CoOwner,
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


def _many(model: type[Any], *where: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many rows of the project's parts meet a condition, as a column of the one statement about the project."""
    return (
        select(func.count())
        .select_from(model)
        .where(model.project_id == Project.id, *where)
        .correlate(Project)
        .scalar_subquery()
    )


def _qip_cents(*where: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(BudgetLine.usd_minor), 0))
        .where(BudgetLine.project_id == Project.id, BudgetLine.funded_by == "qip", *where)
        .correlate(Project)
        .scalar_subquery()
    )


def _last_final_visit() -> ScalarSelect[date]:
    return (
        select(func.max(Visit.visited_on))
        .where(Visit.project_id == Project.id, Visit.purpose == "final")
        .correlate(Project)
        .scalar_subquery()
    )


def _groups_heard() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(NeedGroup)
        .where(NeedGroup.need_id == Project.need_id)
        .correlate(Project)
        .scalar_subquery()
    )


def _open_conditions() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(Condition)
        .join(Decision, Decision.id == Condition.decision_id)
        .where(Decision.project_id == Project.id, Condition.cleared_on.is_(None))
        .correlate(Project)
        .scalar_subquery()
    )


# Built once: building a statement costs more than running it.
_FACTS = (
    select(
        Project.state,
        Project.requested_usd_minor,
        Project.planned_weeks,
        Project.planned_start_on,
        Fund.kind,
        Sector.has_works,
        Partner.id.label("partner_id"),
        Partner.status,
        Partner.assessment,
        Need.statement,
        Proposal.confidence_objective,
        Proposal.exception_reason,
        Proposal.maintenance_owner,
        Proposal.benefits_security_forces,
        _groups_heard().label("groups_heard"),
        _many(BudgetLine, BudgetLine.funded_by == "qip").label("qip_lines"),
        _qip_cents().label("qip_cents"),
        _qip_cents(BudgetLine.category == "admin_overhead").label("overhead_cents"),
        _many(HarmConsideration).label("harm_rows"),
        _open_conditions().label("open_conditions"),
        _many(Tranche).label("tranches"),
        _many(Tranche, Tranche.paid_on.is_not(None)).label("paid_tranches"),
        _last_final_visit().label("final_visit_on"),
        _many(Visit).label("visits"),
        _many(Photo).label("photos"),
        _many(Handover).label("handovers"),
    )
    .join(Fund, Fund.id == Project.fund_id)
    .join(Sector, Sector.code == Project.sector_code)
    .outerjoin(Partner, Partner.id == Project.partner_id)
    .outerjoin(Need, Need.id == Project.need_id)
    .outerjoin(Proposal, Proposal.project_id == Project.id)
    .where(Project.id == bindparam("project_id"))
)


def _part(
    kind: str,
    model: type[Any],
    code: SQLColumnExpression[Any],
    word: SQLColumnExpression[Any],
    number: SQLColumnExpression[Any],
) -> Select[tuple[Any, ...]]:
    return select(literal(kind).label("kind"), code, word, number).where(
        model.project_id == bindparam("project_id")
    )


_NOTHING = literal("")
_PARTS = union_all(
    _part("opinion", ScreeningOpinion, ScreeningOpinion.check_code, ScreeningOpinion.outcome, literal(0)),
    _part("consent", Consent, Consent.stage, _NOTHING, case((Consent.agreed, 1), else_=0)),
    _part("round", Round, Round.stage, _NOTHING, case((Round.closed_at.is_not(None), 1), else_=0)),
    _part("side", CoOwner, CoOwner.side, _NOTHING, literal(0)),
    _part(
        "milestone",
        Milestone,
        _NOTHING,
        case(
            (Milestone.dropped_on.is_not(None), "dropped"),
            (and_(Milestone.seen_on.is_not(None), Milestone.confirmed_on.is_not(None)), "done"),
            else_="open",
        ),
        Milestone.weight_pct,
    ),
)


def facts_of(session: Session, project: Project) -> ProjectFacts:
    """Everything `domain.project.moves` needs to decide about a project, as it stands in this transaction."""
    return facts_by_number(session, project.id)


def facts_by_number(session: Session, project_id: int) -> ProjectFacts:
    """The same for a page, which holds only the project's number; two statements."""
    row = session.execute(_FACTS, {"project_id": project_id}).one()
    parts = _parts_by_kind(session, project_id)
    milestones = parts["milestone"]
    return ProjectFacts(
        state=row.state,
        funding_kind=row.kind,
        need_is_stated=bool((row.statement or "").strip()),
        groups_heard=row.groups_heard,
        has_partner=row.partner_id is not None,
        partner_status=row.status or "candidate",
        partner_assessment=row.assessment or "not_assessed",
        has_objective=bool(row.confidence_objective),
        requested_usd_minor=row.requested_usd_minor,
        qip_lines=row.qip_lines,
        planned_weeks=row.planned_weeks,
        has_start=row.planned_start_on is not None,
        exception_reason=bool(row.exception_reason),
        overhead_pct=_share_pct(int(row.overhead_cents), int(row.qip_cents)),
        milestone_weights=tuple(weight for _, state, weight in milestones if state != "dropped"),
        co_owner_sides=frozenset(side for side, _, _ in parts["side"]),
        harm_rows=row.harm_rows,
        maintenance_owner=bool(row.maintenance_owner),
        opinions={check: outcome for check, outcome, _ in parts["opinion"]},
        has_works=row.has_works,
        benefits_security_forces=bool(row.benefits_security_forces),
        open_conditions=row.open_conditions,
        consents=Counter(stage for stage, _, agreed in parts["consent"] if agreed),
        refusals_of_consent=Counter(stage for stage, _, agreed in parts["consent"] if not agreed),
        paid_tranches=row.paid_tranches,
        tranches=row.tranches,
        milestones_open=sum(1 for _, state, _ in milestones if state == "open"),
        final_visit_on=row.final_visit_on,
        visits=row.visits,
        photos=row.photos,
        has_handover=row.handovers > 0,
        closed_rounds=frozenset(stage for stage, _, closed in parts["round"] if closed),
        open_rounds=sum(1 for _, _, closed in parts["round"] if not closed),
    )


def _parts_by_kind(session: Session, project_id: int) -> dict[str, list[tuple[str, str, int]]]:
    """(code, word, number) of every part of a project, under its kind."""
    parts: dict[str, list[tuple[str, str, int]]] = {
        kind: [] for kind in ("opinion", "consent", "round", "side", "milestone")
    }
    for kind, code, word, number in session.execute(_PARTS, {"project_id": project_id}):
        parts[kind].append((code, word, number))
    return parts


def _share_pct(part: int, whole: int) -> int:
    """Whole percent, rounded up: a share a little over the limit is over it."""
    return -(-part * 100 // whole) if whole else 0


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
