"""The conditions under which something waits, as SQL: what `domain` decides about one project, asked of all at once."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Date, and_, bindparam, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from qip_tracker.models import (
    Condition,
    Consent,
    Decision,
    MemberCard,
    Milestone,
    Panel,
    Project,
    ReportSnapshot,
    Round,
    Tranche,
    Visit,
)

Where = ColumnElement[bool]
ME: Final[Any] = bindparam("person_id")
TODAY: Final[Any] = bindparam("today", type_=Date())


def own_file() -> Where:
    """The reader's own file: focal point or author."""
    return or_(Project.focal_point_id == ME, Project.created_by_id == ME)


def in_state(*states: str) -> Where:
    return Project.state.in_(sorted(states))


def of_project(model: Any, *where: Where) -> Where:
    return exists(
        select(literal_column("1")).where(model.project_id == Project.id, *where).correlate(Project)
    )


_milestone = aliased(Milestone)
earlier = aliased(Tranche)
_later = aliased(Tranche)
newer = aliased(ReportSnapshot)
other_round = aliased(Round)
_consent = aliased(Consent)
MILESTONES_OPEN = of_project(
    _milestone,
    _milestone.dropped_on.is_(None),
    or_(_milestone.seen_on.is_(None), _milestone.confirmed_on.is_(None)),
)
CONDITIONS_OPEN = exists(
    select(literal_column("1"))
    .where(
        Decision.project_id == Project.id,
        Condition.decision_id == Decision.id,
        Condition.cleared_on.is_(None),
    )
    .correlate(Project)
)
cards: Any = (
    select(func.count())
    .select_from(MemberCard)
    .where(MemberCard.panel_id == Panel.id, MemberCard.withdrawn_on.is_(None))
    .correlate(Panel)
    .scalar_subquery()
)
visits: Any = (
    select(func.count())
    .select_from(Visit)
    .where(Visit.project_id == Project.id)
    .correlate(Project)
    .scalar_subquery()
)


def consented(stage: str) -> Where:
    said = of_project(_consent, _consent.stage == stage, _consent.agreed.is_(True))
    refused = of_project(_consent, _consent.stage == stage, _consent.agreed.is_(False))
    return and_(said, ~refused)


def paid_before() -> Any:
    """The day of the last payment before this tranche."""
    return (
        select(func.max(earlier.paid_on))
        .where(earlier.project_id == Tranche.project_id, earlier.number < Tranche.number)
        .correlate(Tranche)
        .scalar_subquery()
    )


def tranche_may_be_signed() -> Where:
    """What `domain.money.tranches.refusals_of` asks at every signature."""
    unpaid: Any = (
        select(literal_column("1"))
        .where(
            earlier.project_id == Tranche.project_id,
            earlier.number < Tranche.number,
            earlier.paid_on.is_(None),
        )
        .correlate(Tranche)
    )
    is_last = ~exists(
        select(literal_column("1"))
        .where(_later.project_id == Tranche.project_id, _later.number > Tranche.number)
        .correlate(Tranche)
    )
    visited = exists(
        select(literal_column("1"))
        .where(
            Visit.project_id == Tranche.project_id,
            Visit.purpose != "baseline",
            Visit.visited_on >= paid_before(),
        )
        .correlate(Tranche)
    )
    return and_(
        in_state("agreed", "active", "completed"),
        ~exists(unpaid),
        or_(Tranche.number == 1, and_(visited, or_(~is_last, ~MILESTONES_OPEN))),
        Project.paid_usd_minor + Tranche.usd_minor <= Project.approved_usd_minor,
        Project.paid_local_minor + Tranche.local_minor <= Project.approved_local_minor,
    )
