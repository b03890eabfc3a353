"""The page of a move of a project: its checklist first, then the form or why there is none."""

from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.extensions import db
from qip_tracker.queries.portfolio.gates import checklist_of
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.queries.project.overview import ProjectRow
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.pages.gates import GateRow, gate_rows
from qip_tracker.weblib.pages.project_page import project_page

TAB = "overview.show"


def move_page(template: str, project: ProjectRow, form: EditForm, action: str) -> Response:
    """Whether the move starts from the state the project is in, and what must be true first; `_layout/move.html`."""
    is_possible = project.state in MOVES[action].sources
    gate = gate_of(action, project) if is_possible else []
    return project_page(
        template,
        project.id,
        TAB,
        form=form,
        project=project,
        gate=gate,
        is_possible=is_possible,
        is_clear=is_possible and all(row.is_met for row in gate),
        today=clock.now().date(),
    )


def gate_of(action: str, project: ProjectRow) -> list[GateRow]:
    """The checklist of a move of this project today; empty for a move without gates."""
    session = db.session()
    rules = rules_on(session, project.mission_id, clock.now().date())
    return gate_rows(checklist_of(session, project.id, action, rules), project.id, project.partner_id)
