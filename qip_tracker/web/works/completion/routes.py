"""The end on pages: what was delivered, completion, closing, terminating."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import BEGUN_STATES
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.project.overview import project_row, results_of
from qip_tracker.services.works import completion
from qip_tracker.web.works.completion.forms import (
    CompletionForm,
    ReasonForm,
    delivery_command,
    delivery_form,
)
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.move_page import move_page
from qip_tracker.weblib.pages.project_page import project_page

blueprint = Blueprint("completion", __name__)
TAB = "overview.show"


@blueprint.route("/projects/<int:project_id>/delivery", methods=["GET", "POST"])
@access(WorksPermission.VISIT_RECORD, "project")
def delivery(project_id: int) -> Response:
    """Quantities counted on site against what was planned."""
    project = project_row(db.session(), project_id)
    results = results_of(db.session(), project_id)
    form = delivery_form(results, project.version)
    answer = carry_out_form(
        form,
        lambda work: completion.record_delivery(work, delivery_command(form, project_id, results)),
        then_say(_("What was delivered is recorded."), url_for("overview.show", project_id=project_id)),
        stored=lambda: _delivery_stored(project_id),
    )
    return answer or project_page(
        "works/completion/delivery.html",
        project_id,
        TAB,
        form=form,
        project=project,
        results=results,
        is_possible=project.state in BEGUN_STATES,
    )


def _delivery_stored(project_id: int) -> EditForm:
    session = db.session()
    return delivery_form(results_of(session, project_id), project_row(session, project_id).version, None)


@blueprint.route("/projects/<int:project_id>/complete", methods=["GET", "POST"])
@access(WorksPermission.PROJECT_COMPLETE, "project")
def complete(project_id: int) -> Response:
    """Declare the works completed, under the checklist."""
    project = project_row(db.session(), project_id)
    form = CompletionForm(version=project.version, completed_on=project.last_visit_on)
    answer = carry_out_form(
        form,
        lambda work: completion.complete(work, form.to_command(project_id)),
        then_say(
            _("The works are completed. The handover comes next."),
            url_for("overview.show", project_id=project_id),
        ),
    )
    return answer or move_page("works/completion/complete.html", project, form, "complete")


@blueprint.route("/projects/<int:project_id>/close", methods=["GET", "POST"])
@access(WorksPermission.PROJECT_CLOSE, "project")
def close(project_id: int) -> Response:
    """The closure checklist; the button appears when every line is met."""
    project = project_row(db.session(), project_id)
    form = EditForm(version=project.version)
    answer = carry_out_form(
        form,
        lambda work: completion.close(work, project_id, form.version_number),
        then_say(_("The file is closed."), url_for("overview.show", project_id=project_id)),
    )
    return answer or move_page("works/completion/close.html", project, form, "close")


@blueprint.route("/projects/<int:project_id>/terminate", methods=["GET", "POST"])
@access(ProjectPermission.PROJECT_TERMINATE, "project")
def terminate(project_id: int) -> Response:
    """End the project before its time, with the cause."""
    project = project_row(db.session(), project_id)
    form = ReasonForm(version=project.version)
    answer = carry_out_form(
        form,
        lambda work: completion.terminate(work, project_id, form.reason.data, form.version_number),
        then_say(_("The project is terminated."), url_for("overview.show", project_id=project_id)),
    )
    return answer or move_page("works/completion/terminate.html", project, form, "terminate")
