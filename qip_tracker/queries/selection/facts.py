"""What the facts of `domain.selection.gates` read."""

from typing import Any, Final

from sqlalchemy import BigInteger, ScalarSelect, cast, func, literal_column

from qip_tracker.domain.project.vocabulary import BudgetCategory, FundedBy
from qip_tracker.domain.selection import gates
from qip_tracker.models import (
    BudgetLine,
    Condition,
    Decision,
    Fund,
    HarmConsideration,
    Milestone,
    Need,
    NeedGroup,
    Partner,
    Project,
    Proposal,
    ScreeningOpinion,
    Sector,
)
from qip_tracker.queries.kernel.gates import Columns
from qip_tracker.queries.project.parts import Where, column_where, has, how_many, is_said, rows_of

_IS_QIP: Final = BudgetLine.funded_by == FundedBy.QIP
_IS_PLANNED: Final = Milestone.dropped_on.is_(None)
_PARTNER: Final = Partner.id == Project.partner_id


def _sum(model: Any, column: Any, *where: Where) -> ScalarSelect[int]:
    # PostgreSQL sums into a fraction, and a fraction is not divided into whole percents.
    total = cast(func.coalesce(func.sum(column), 0), BigInteger)
    return rows_of(model, total, *where).scalar_subquery()


def _overhead_pct() -> Any:
    """Whole percent, rounded up: a share a little over the limit is over it."""
    whole = _sum(BudgetLine, BudgetLine.usd_minor, _IS_QIP)
    part = _sum(
        BudgetLine, BudgetLine.usd_minor, _IS_QIP, BudgetLine.category == BudgetCategory.ADMIN_OVERHEAD
    )
    of_something = func.nullif(whole, 0, type_=BigInteger())
    return func.coalesce((part * 100 + whole - 1) // of_something, 0)


FACTS: Final[Columns] = {
    gates.NEED_IS_STATED: column_where(
        literal_column("1"), Need.id == Project.need_id, is_said(Need.statement)
    ).exists(),
    gates.GROUPS_HEARD: column_where(func.count(), NeedGroup.need_id == Project.need_id).scalar_subquery(),
    gates.HAS_PARTNER: Project.partner_id.is_not(None),
    gates.HAS_OBJECTIVE: has(Proposal, is_said(Proposal.confidence_objective)),
    gates.HAS_START: Project.planned_start_on.is_not(None),
    gates.PLANNED_WEEKS: Project.planned_weeks,
    gates.QIP_LINES: how_many(BudgetLine, _IS_QIP),
    gates.FUNDING_KIND: column_where(Fund.kind, Fund.id == Project.fund_id).scalar_subquery(),
    gates.REQUESTED_USD_MINOR: Project.requested_usd_minor,
    gates.HAS_EXCEPTION: has(Proposal, is_said(Proposal.exception_reason)),
    gates.OVERHEAD_PCT: _overhead_pct(),
    gates.PLANNED_MILESTONES: how_many(Milestone, _IS_PLANNED),
    gates.PLANNED_WEIGHT_PCT: _sum(Milestone, Milestone.weight_pct, _IS_PLANNED),
    gates.HARMS_CONSIDERED: how_many(HarmConsideration),
    gates.HAS_MAINTENANCE_OWNER: has(Proposal, is_said(Proposal.maintenance_owner)),
    gates.HAS_WORKS: column_where(
        literal_column("1"), Sector.code == Project.sector_code, Sector.has_works.is_(True)
    ).exists(),
    gates.BENEFITS_SECURITY_FORCES: has(Proposal, Proposal.benefits_security_forces.is_(True)),
    gates.OPINIONS_GIVEN: rows_of(ScreeningOpinion, ScreeningOpinion.check_code),
    gates.OPINION_OUTCOMES: rows_of(ScreeningOpinion, ScreeningOpinion.outcome),
    gates.PARTNER_ASSESSMENT: column_where(Partner.assessment, _PARTNER).scalar_subquery(),
    gates.PARTNER_STATUS: column_where(Partner.status, _PARTNER).scalar_subquery(),
    gates.OPEN_CONDITIONS: column_where(
        func.count(),
        Decision.project_id == Project.id,
        Condition.decision_id == Decision.id,
        Condition.cleared_on.is_(None),
    ).scalar_subquery(),
}
