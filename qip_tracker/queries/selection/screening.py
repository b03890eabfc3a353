"""Which checks the screening of a project is about."""

from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.selection.gates import OPINION_FACTS, opinions_needed
from qip_tracker.queries.portfolio.gates import read_facts


def checks_needed(session: Session, project_id: int, rules: Rules) -> tuple[str, ...]:
    """The checks this project needs an opinion on, in the order of the screening."""
    return opinions_needed(read_facts(session, project_id, OPINION_FACTS), rules)
