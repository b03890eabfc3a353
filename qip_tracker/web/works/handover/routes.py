"""The handover on pages: as recorded, or what it waits for, and its recording."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.works.completion import HANDOVER_STATES
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.project.overview import project_row
from qip_tracker.queries.works.handovers import handover_of, maintenance_of
from qip_tracker.services.works import handovers
from qip_tracker.web.works.handover.forms import HandoverForm
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import allowed
from qip_tracker.weblib.pages.project_page import project_page

blueprint = Blueprint("handover", __name__)
TAB = "overview.show"


@blueprint.get("/projects/<int:project_id>/handover")
@access(ProjectPermission.PROJECT_VIEW, "project")
def show(project_id: int) -> Response:
    """The handover as recorded, or what it waits for."""
    session = db.session()
    project = project_row(session, project_id)
    return project_page(
        "works/handover/show.html",
        project_id,
        TAB,
        project=project,
        handover=handover_of(session, project_id),
        may_record=project.state in HANDOVER_STATES and allowed(WorksPermission.PROJECT_HAND_OVER),
    )


@blueprint.route("/projects/<int:project_id>/handover/record", methods=["GET", "POST"])
@access(WorksPermission.PROJECT_HAND_OVER, "project")
def record(project_id: int) -> Response:
    """Record the handover, or correct it until the file is closed."""
    session = db.session()
    project, stored = project_row(session, project_id), handover_of(session, project_id)
    if stored is not None:
        form = HandoverForm(obj=stored)
    else:
        owner, plan = maintenance_of(session, project_id)
        form = HandoverForm(
            handed_over_on=clock.now().date(),
            owner_body=owner,
            maintenance_commitment=plan,
            mission_credited=True,
        )
    answer = carry_out_form(
        form,
        lambda work: handovers.record(work, form.to_command(project_id)),
        then_say(_("The handover is recorded."), url_for("handover.show", project_id=project_id)),
    )
    return answer or project_page(
        "works/handover/record.html",
        project_id,
        TAB,
        form=form,
        project=project,
        is_possible=project.state in HANDOVER_STATES,
    )
