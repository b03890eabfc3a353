"""Standstill on pages: a project is put on hold, with the reason, and resumes."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.project.overview import project_row
from qip_tracker.services.project import holds
from qip_tracker.web.project.holds.forms import HoldForm
from qip_tracker.weblib.forms.base import sent_version
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.move_page import move_page

blueprint = Blueprint("holds", __name__)


@blueprint.route("/projects/<int:project_id>/hold", methods=["GET", "POST"])
@access(ProjectPermission.PROJECT_HOLD, "project")
def hold(project_id: int) -> Response:
    """Put the works on hold, with the reason."""
    project = project_row(db.session(), project_id)
    form = HoldForm(version=project.version, since_on=clock.now().date())
    answer = carry_out_form(
        form,
        lambda work: holds.hold(work, form.to_command(project_id)),
        then_say(
            _("The project is on hold. The clock keeps running."),
            url_for("overview.show", project_id=project_id),
        ),
    )
    return answer or move_page("project/holds/hold.html", project, form, "hold")


@blueprint.post("/projects/<int:project_id>/resume")
@access(ProjectPermission.PROJECT_HOLD, "project")
def resume(project_id: int) -> Response:
    """Work goes on today."""
    version = sent_version()
    return carry_out(
        lambda work: holds.resume(work, project_id, version),
        then_say(_("The works have resumed."), url_for("overview.show", project_id=project_id)),
    )
