"""What the overview of a project and its money page both say: the desk a tranche waits at, and what is asked back."""

from typing import Final

from qip_tracker.domain.money.settlements import Settlement, settlements
from qip_tracker.domain.people.roles import Role
from qip_tracker.queries.project.overview import ProjectRow

DESKS: Final = {
    "request": Role.PROGRAMME_OFFICER,
    "clear": Role.PROGRAMME_MANAGER,
    "certify": Role.CERTIFYING_OFFICER,
    "approve": Role.APPROVING_OFFICER,
    "pay": Role.CERTIFYING_OFFICER,
}


def settled(project: ProjectRow) -> dict[str, Settlement]:
    """What is asked back of a project ended early, by currency; empty for every other one."""
    local = (project.approved_local_minor, project.paid_local_minor)
    dollars = (project.approved_usd_minor, project.paid_usd_minor)
    return settlements(
        project.state, project.done_weight_pct, {project.local_currency: local, "USD": dollars}
    )
