"""One project at a glance."""

from flask import Blueprint
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.extensions import db
from qip_tracker.queries.portfolio.gates import checklist_of
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.queries.project.overview import overview
from qip_tracker.web.project.overview import presenters
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.frame import allowed
from qip_tracker.weblib.pages.project_money import settled
from qip_tracker.weblib.pages.project_page import project_page

blueprint = Blueprint("overview", __name__)


@blueprint.get("/projects/<int:project_id>")
@access(ProjectPermission.PROJECT_VIEW, "project")
def show(project_id: int) -> Response:
    """One project at a glance: plan against reality, money, what is due, the next gate, who, what has happened."""
    session, today = db.session(), clock.now().date()
    project_overview = overview(session, project_id)
    project = project_overview.project
    # What a partner or a donor may read ends at the facts: no checklist of the mission, no names, no reasons.
    inside = allowed(CommunityPermission.RESULTS_VIEW)
    rules = rules_on(session, project.mission_id, today)
    action, gate = presenters.NEXT.get(project.state), None
    if inside and action is not None:
        gate = presenters.next_gate(project, action, checklist_of(session, project_id, action, rules))
    main_step, other_steps = presenters.steps_of(
        project, gate is not None and all(row.is_met for row in gate[1])
    )
    return project_page(
        "project/overview/show.html",
        project_id,
        "overview.show",
        project=project,
        drawing=presenters.picture_of(project_overview, today),
        milestones=presenters.milestone_rows(project_overview, today),
        results=project_overview.results,
        due=presenters.due_rows(project_overview, rules, today, inside),
        gate=gate,
        hold=next((hold for hold in project_overview.holds if hold.until_on is None), None),
        who=presenters.who_rows(project_overview),
        history=presenters.history_rows(project_overview, inside),
        main_step=main_step,
        other_steps=other_steps,
        settled=settled(project),
        inside=inside,
        today=today,
    )
