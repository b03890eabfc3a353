"""The gates of one project read and asked, and the gates of a move as a condition on all projects at once."""

from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.gates import (
    AllOf,
    ChecklistLine,
    Expression,
    Fact,
    Facts,
    checklist,
    facts_of_gates,
)
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.portfolio.gates import GATES
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.models import Project
from qip_tracker.queries.kernel.gates import Where, condition, facts_from, is_one_of, readable
from qip_tracker.queries.portfolio.facts import FACTS


@cache
def _statement(facts: frozenset[Fact]) -> Any:
    """Built once a set of facts: building a statement costs more than running it."""
    return select(*readable(facts, FACTS)).select_from(Project).where(Project.id == bindparam("project_id"))


def read_facts(session: Session, project_id: int, facts: frozenset[Fact]) -> Facts:
    """These facts of a project as they stand in this transaction, in one statement."""
    row = session.execute(_statement(facts), {"project_id": project_id}).one()
    return facts_from(row, facts)


def checklist_of(session: Session, project_id: int, action: str, rules: Rules) -> list[ChecklistLine]:
    """The checklist of a move now, in one statement; none for a move that asks for nothing."""
    gates = GATES[action]
    if not gates:
        return []
    return checklist(gates, read_facts(session, project_id, facts_of_gates(gates)), rules)


def holding(expression: Expression) -> Where:
    """The projects of which the expression is true; its policy numbers are `queries.kernel.gates.policy_values`."""
    return condition(expression, FACTS)


def movable(action: str) -> Where:
    """The projects on which a move would go through now: in one of its states, every gate met."""
    gates = AllOf(*(gate.expression for gate in GATES[action]))
    return and_(is_one_of(Project.state, MOVES[action].sources), holding(gates))
