"""From a community's need to the committee: three screens, the proposal as it is read, and its author's moves."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.i18n import _
from qip_tracker.models import Project
from qip_tracker.queries.selection.proposals import ProposalRead
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.selection import plans, proposals
from qip_tracker.services.selection.proposals import DiscardDraft
from qip_tracker.web.selection.proposals import presenters, screens
from qip_tracker.web.selection.proposals.review_forms import ClearConditionForm, ReasonForm
from qip_tracker.weblib.forms.base import EditForm, sent_version
from qip_tracker.weblib.forms.edit_conflicts import too_late_page
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.flashes import FlashKind, say, then_say
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.pages.project_page import project_page

blueprint = Blueprint("proposals", __name__)


def _then_to(screen: str) -> Callable[[Project], str]:
    """The next screen, or the proposal when "save draft" was pressed."""
    endpoint = "proposals.show" if "draft" in request.form else screen
    return then_say(_("Saved."), lambda project: url_for(endpoint, project_id=project.id))


@blueprint.route("/projects/new", methods=["GET", "POST"])
@access(SelectionPermission.PROJECT_LOG, "mission")
def new() -> Response:
    """First screen: what people said they need, and where."""
    mission_id = current_subject().mission_id or 0
    form = screens.new_need_form(mission_id)
    answer = carry_out_form(
        form, lambda work: proposals.log(work, form.to_log_command(mission_id)), _then_to("proposals.plan")
    )
    return answer or page("selection/proposals/new.html", form=form, breadcrumbs=_places())


def _places() -> list[tuple[str, str]]:
    return [(_("Projects"), url_for("project_list.index"))]


def _screen(
    project_id: int,
    template: str,
    form_of: Callable[..., Any],
    verb: Callable[[Work, Any], Project],
    following: str,
) -> Response:
    """One of the three screens of a proposal that is stored already."""
    read = presenters.proposal(project_id)
    if not presenters.is_editable(read.main.state):
        return _left(read, form_of)
    form = form_of(read)
    answer = carry_out_form(
        form,
        lambda work: verb(work, form.to_command(project_id)),
        _then_to(following),
        stored=lambda: _as_stored(form_of, project_id),
    )
    return answer or project_page(template, project_id, "proposals.show", form=form, main=read.main)


def _left(read: ProposalRead, form_of: Callable[..., Any]) -> Response:
    """The proposal has left its author's hands; what was typed meanwhile is shown, so that it is not lost."""
    words = _("The proposal can be changed only while it is a draft or returned to you.")
    back = url_for("proposals.show", project_id=read.main.id)
    if request.method == "POST":
        return too_late_page(form_of(read), words, back)
    say(words, FlashKind.WARNING)
    return redirect(back, 303)


def _as_stored(form_of: Callable[..., Any], project_id: int) -> EditForm:
    stored: EditForm = form_of(presenters.proposal(project_id), None)
    return stored


@blueprint.route("/projects/<int:project_id>/need", methods=["GET", "POST"])
@access(ProjectPermission.PROJECT_EDIT, "project")
def need(project_id: int) -> Response:
    """First screen again."""
    return _screen(
        project_id,
        "selection/proposals/need.html",
        screens.need_form,
        proposals.change_need,
        "proposals.plan",
    )


@blueprint.route("/projects/<int:project_id>/plan", methods=["GET", "POST"])
@access(ProjectPermission.PROJECT_EDIT, "project")
def plan(project_id: int) -> Response:
    """Second screen: who does what by when for how much."""
    return _screen(
        project_id, "selection/proposals/plan.html", screens.plan_form, plans.plan, "proposals.people"
    )


@blueprint.route("/projects/<int:project_id>/people", methods=["GET", "POST"])
@access(ProjectPermission.PROJECT_EDIT, "project")
def people(project_id: int) -> Response:
    """Third screen: who owns it, whom it could harm, who looks after it."""
    return _screen(
        project_id,
        "selection/proposals/people.html",
        screens.people_form,
        plans.name_people,
        "proposals.show",
    )


def show_page(project_id: int, **forms: Any) -> Response:
    """The proposal as it is read; a form that was refused is drawn again in its place."""
    read: ProposalRead = presenters.proposal(project_id)
    version = {"version": read.main.version}
    context = {
        "withdraw_form": ReasonForm(None, data=version),
        "return_form": ReasonForm(None, data=version),
        "clear_form": ClearConditionForm(None),
        "clearing": None,
        "form": None,
        **forms,
    }
    return project_page(
        "selection/proposals/show.html",
        project_id,
        "proposals.show",
        **presenters.whole_proposal(read),
        **context,
    )


@blueprint.get("/projects/<int:project_id>/proposal")
@access(ProjectPermission.PROJECT_VIEW, "project")
def show(project_id: int) -> Response:
    """The proposal as it is read: before it is sent, this is where the answers are checked."""
    return show_page(project_id)


def then_say_on_proposal(words: str, project_id: int) -> Callable[[object], str]:
    """What follows a move of the proposal."""
    return then_say(words, url_for("proposals.show", project_id=project_id))


@blueprint.post("/projects/<int:project_id>/submit")
@access(SelectionPermission.PROJECT_SUBMIT, "project")
def submit(project_id: int) -> Response:
    """Send the proposal to screening."""
    version = sent_version()
    return carry_out(
        lambda work: proposals.submit(work, project_id, version),
        then_say_on_proposal(_("The proposal has been sent to screening."), project_id),
    )


@blueprint.post("/projects/<int:project_id>/withdraw")
@access(SelectionPermission.PROJECT_WITHDRAW, "project")
def withdraw(project_id: int) -> Response:
    """Withdraw the proposal, with the reason."""
    form = ReasonForm()
    answer = carry_out_form(
        form,
        lambda work: proposals.withdraw(work, project_id, form.reason.data, form.version_number),
        then_say_on_proposal(_("The proposal has been withdrawn."), project_id),
    )
    return answer or show_page(project_id, withdraw_form=form, form=form)


@blueprint.post("/projects/<int:project_id>/discard")
@access(ProjectPermission.PROJECT_EDIT, "project")
def discard(project_id: int) -> Response:
    """Discard a draft that was never sent."""
    version = sent_version()

    def then(project: Project) -> str:
        say(_("The draft %(reference)s has been discarded.", reference=project.reference))
        return url_for("project_list.index")

    return carry_out(lambda work: proposals.discard(work, DiscardDraft(project_id, version)), then)
