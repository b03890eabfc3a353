"""What the facts of `domain.money.tranches` read, and the tranches that wait for a signature."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import and_, bindparam, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session, aliased

from qip_tracker.domain.kernel.gates import Facts
from qip_tracker.domain.money import gates as money
from qip_tracker.domain.money import tranches as rules_of_tranches
from qip_tracker.domain.money.tranches import IS_GIVEN, Signature, TrancheState
from qip_tracker.domain.works import gates as works
from qip_tracker.domain.works.vocabulary import VisitPurpose
from qip_tracker.models import Project, Tranche, Visit
from qip_tracker.queries.kernel.gates import Columns, Where, condition, facts_from, readable
from qip_tracker.queries.portfolio import facts as of_project

# State -> the column that says when its signature was given, and the one that says by whom.
GIVEN_AT: Final = {state: "paid_on" if state is TrancheState.PAID else f"{state}_at" for state in IS_GIVEN}
SIGNED_BY: Final = {state: f"{state}_by_id" for state in IS_GIVEN}

_earlier = aliased(Tranche)
# A visit before the works says nothing about what the money did.
_IS_INSPECTION: Final = Visit.purpose != VisitPurpose.BASELINE


def paid_before() -> Any:
    """The day of the last payment before this tranche."""
    return _of_earlier(func.max(_earlier.paid_on)).scalar_subquery()


def _of_earlier(what: Any, *where: Where) -> Any:
    return (
        select(what)
        .where(_earlier.project_id == Tranche.project_id, _earlier.number < Tranche.number, *where)
        .correlate(Tranche)
    )


def _is_visited_since() -> Where:
    """Somebody inspected the works after the payment before; a visit on the day of the payment counts as after it."""
    return exists(
        select(literal_column("1"))
        .where(
            Visit.project_id == Tranche.project_id,
            _IS_INSPECTION,
            or_(paid_before().is_(None), Visit.visited_on >= paid_before()),
        )
        .correlate(Tranche)
    )


FACTS: Final[Columns] = {
    **{flag: getattr(Tranche, GIVEN_AT[state]).is_not(None) for state, flag in IS_GIVEN.items()},
    rules_of_tranches.PROJECT_STATE: Project.state,
    rules_of_tranches.NUMBER: Tranche.number,
    rules_of_tranches.COUNT: of_project.FACTS[money.TRANCHES],
    rules_of_tranches.EARLIER_UNPAID: _of_earlier(func.count(), _earlier.paid_on.is_(None)).scalar_subquery(),
    rules_of_tranches.IS_VISITED_SINCE: _is_visited_since(),
    rules_of_tranches.MILESTONES_OPEN: of_project.FACTS[works.MILESTONES_OPEN],
    rules_of_tranches.PAID_WITH_THIS_USD_MINOR: Project.paid_usd_minor + Tranche.usd_minor,
    rules_of_tranches.APPROVED_USD_MINOR: func.coalesce(Project.approved_usd_minor, 0),
    rules_of_tranches.PAID_WITH_THIS_LOCAL_MINOR: Project.paid_local_minor + Tranche.local_minor,
    rules_of_tranches.APPROVED_LOCAL_MINOR: func.coalesce(Project.approved_local_minor, 0),
}


@cache
def _statement() -> Any:
    return (
        select(Tranche, *readable(rules_of_tranches.FACTS, FACTS))
        .join(Project, Project.id == Tranche.project_id)
        .where(Project.id == bindparam("project_id"))
        .order_by(Tranche.number)
    )


def tranches_with_facts(session: Session, project_id: int) -> list[tuple[Tranche, Facts]]:
    """The tranches of a project in their order, each with its facts as they stand in this transaction."""
    rows = session.execute(_statement(), {"project_id": project_id})
    return [(row.Tranche, facts_from(row, rules_of_tranches.FACTS)) for row in rows]


def facts_of_tranche(session: Session, project_id: int, tranche_id: int) -> Facts:
    """The facts of one tranche of the project; KeyError when it is another project's."""
    return {tranche.id: facts for tranche, facts in tranches_with_facts(session, project_id)}[tranche_id]


def given_of(row: object) -> Facts:
    """Which signatures are given, of any row that holds when each was."""
    return {flag: getattr(row, GIVEN_AT[state]) is not None for state, flag in IS_GIVEN.items()}


def signers_of(tranche: Tranche) -> Mapping[TrancheState, int]:
    """Who gave each signature that is given."""
    signers = {state: getattr(tranche, column) for state, column in SIGNED_BY.items()}
    return {state: by_id for state, by_id in signers.items() if by_id is not None}


def awaits(step: Signature, person_id: Any) -> Where:
    """The tranches on which this person could give this signature now, if they hold the right to it."""
    others = (getattr(Tranche, SIGNED_BY[state]) != person_id for state in step.other_than)
    return and_(condition(rules_of_tranches.signable(step), FACTS), *others)
