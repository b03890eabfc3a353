"""What the overview of a project and its money page both say: what is asked back when it was ended early."""

from qip_tracker.domain.money.settlements import Settlement, settlements
from qip_tracker.queries.project.overview import ProjectRow


def settled(project: ProjectRow) -> dict[str, Settlement]:
    """What is asked back of a project ended early, by currency; empty for every other one."""
    local = (project.approved_local_minor, project.paid_local_minor)
    dollars = (project.approved_usd_minor, project.paid_usd_minor)
    return settlements(
        project.state, project.done_weight_pct, {project.local_currency: local, "USD": dollars}
    )
