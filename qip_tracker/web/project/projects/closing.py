"""Standstill and the end on pages: hold and resume, what was delivered, completion, handover, closing, terminating."""

from collections.abc import Callable

from flask import flash, url_for
from werkzeug.wrappers import Response

from qip_tracker.access import Permission
from qip_tracker.adapters import clock
from qip_tracker.domain.project.moves import MOVES, checklist
from qip_tracker.domain.works.completion import COUNTABLE_STATES, HANDOVER_STATES
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.queries.project.facts import facts_by_number
from qip_tracker.queries.project.overview import ProjectRow, project_row, results_of
from qip_tracker.queries.works.handovers import handover_of, maintenance_of
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import holds
from qip_tracker.services.works import completion, handovers
from qip_tracker.web.project.projects.forms import (
    CloseForm,
    CompletionForm,
    HandoverForm,
    HoldForm,
    ReasonForm,
    delivery_command,
    delivery_form,
)
from qip_tracker.web.project.projects.routes import blueprint
from qip_tracker.weblib.forms import EditForm
from qip_tracker.weblib.gates import GateRow, gate_rows
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages import allowed
from qip_tracker.weblib.project_page import project_page
from qip_tracker.weblib.stale import Stored
from qip_tracker.weblib.submit import change, save

ROOM = "projects.show"


@blueprint.route("/projects/<int:project_id>/hold", methods=["GET", "POST"])
@access(Permission.PROJECT_HOLD, "project")
def hold(project_id: int) -> Response:
    """Put the works on hold, with the reason."""
    project = project_row(db.session(), project_id)
    form = HoldForm(version=project.version, since_on=clock.now().date())
    answer = _saved(
        form,
        lambda work: holds.hold(work, form.to_command(project_id)),
        _("The project is on hold. The clock keeps running."),
        project_id,
    )
    return answer or _form_page("project/projects/hold.html", project, form, "hold")


@blueprint.post("/projects/<int:project_id>/resume")
@access(Permission.PROJECT_HOLD, "project")
def resume(project_id: int) -> Response:
    """Work goes on today."""
    version = CloseForm().version_number
    return change(
        lambda work: holds.resume(work, project_id, version),
        lambda _row: _said(_("The works have resumed."), project_id),
    )


@blueprint.route("/projects/<int:project_id>/delivery", methods=["GET", "POST"])
@access(Permission.VISIT_RECORD, "project")
def delivery(project_id: int) -> Response:
    """Quantities counted on site against what was planned."""
    project = project_row(db.session(), project_id)
    results = results_of(db.session(), project_id)
    form = delivery_form(results, project.version)
    answer = _saved(
        form,
        lambda work: completion.record_delivery(work, delivery_command(form, project_id, results)),
        _("What was delivered is recorded."),
        project_id,
        stored=lambda: _delivery_stored(project_id),
    )
    return answer or project_page(
        "project/projects/delivery.html",
        project_id,
        ROOM,
        form=form,
        project=project,
        results=results,
        is_possible=project.state in COUNTABLE_STATES,
    )


def _delivery_stored(project_id: int) -> EditForm:
    session = db.session()
    return delivery_form(results_of(session, project_id), project_row(session, project_id).version, None)


@blueprint.route("/projects/<int:project_id>/complete", methods=["GET", "POST"])
@access(Permission.PROJECT_COMPLETE, "project")
def complete(project_id: int) -> Response:
    """Declare the works completed, under the checklist."""
    project = project_row(db.session(), project_id)
    form = CompletionForm(version=project.version, completed_on=project.last_visit_on)
    answer = _saved(
        form,
        lambda work: completion.complete(work, form.to_command(project_id)),
        _("The works are completed. The handover comes next."),
        project_id,
    )
    return answer or _form_page("project/projects/complete.html", project, form, "complete")


@blueprint.get("/projects/<int:project_id>/handover")
@access(Permission.PROJECT_VIEW, "project")
def handover(project_id: int) -> Response:
    """The handover as recorded, or what it waits for."""
    session = db.session()
    project = project_row(session, project_id)
    return project_page(
        "project/projects/handover.html",
        project_id,
        ROOM,
        project=project,
        handover=handover_of(session, project_id),
        may_record=project.state in HANDOVER_STATES and allowed("PROJECT_HAND_OVER"),
    )


@blueprint.route("/projects/<int:project_id>/handover/record", methods=["GET", "POST"])
@access(Permission.PROJECT_HAND_OVER, "project")
def hand_over(project_id: int) -> Response:
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
    answer = _saved(
        form,
        lambda work: handovers.record(work, form.to_command(project_id)),
        _("The handover is recorded."),
        project_id,
        "projects.handover",
    )
    return answer or project_page(
        "project/projects/hand_over.html",
        project_id,
        ROOM,
        form=form,
        project=project,
        is_possible=project.state in HANDOVER_STATES,
    )


@blueprint.route("/projects/<int:project_id>/close", methods=["GET", "POST"])
@access(Permission.PROJECT_CLOSE, "project")
def close(project_id: int) -> Response:
    """The closure checklist; the button appears when every line is met."""
    project = project_row(db.session(), project_id)
    form = CloseForm(version=project.version)
    answer = _saved(
        form,
        lambda work: completion.close(work, project_id, form.version_number),
        _("The file is closed."),
        project_id,
    )
    return answer or _form_page("project/projects/close.html", project, form, "close")


@blueprint.route("/projects/<int:project_id>/terminate", methods=["GET", "POST"])
@access(Permission.PROJECT_TERMINATE, "project")
def terminate(project_id: int) -> Response:
    """End the project before its time, with the cause."""
    project = project_row(db.session(), project_id)
    form = ReasonForm(version=project.version)
    answer = _saved(
        form,
        lambda work: completion.terminate(work, project_id, form.reason.data, form.version_number),
        _("The project is terminated."),
        project_id,
    )
    return answer or _form_page("project/projects/terminate.html", project, form, "terminate")


def _saved(
    form: EditForm,
    verb: Callable[[Work], object],
    words: str,
    project_id: int,
    endpoint: str = ROOM,
    stored: Stored | None = None,
) -> Response | None:
    """The answer when the form was sent and stored; None when it is to be drawn."""
    if not form.validate_on_submit():
        return None
    return save(form, verb, lambda _row: _said(words, project_id, endpoint), stored)


def _form_page(template: str, project: ProjectRow, form: EditForm, action: str) -> Response:
    """The page of a move: its checklist first, and whether it starts from the state the project is in."""
    is_possible = project.state in MOVES[action].sources
    gate = _gate(action, project) if is_possible else []
    return project_page(
        template,
        project.id,
        ROOM,
        form=form,
        project=project,
        gate=gate,
        is_possible=is_possible,
        is_clear=is_possible and all(row.is_met for row in gate),
        today=clock.now().date(),
    )


def _gate(action: str, project: ProjectRow) -> list[GateRow]:
    if not MOVES[action].guards:
        return []
    session = db.session()
    rules = rules_on(session, project.mission_id, clock.now().date())
    return gate_rows(
        checklist(action, facts_by_number(session, project.id), rules), project.id, project.partner_id
    )


def _said(words: str, project_id: int, endpoint: str = ROOM) -> str:
    flash(words, "done")
    return url_for(endpoint, project_id=project_id)
