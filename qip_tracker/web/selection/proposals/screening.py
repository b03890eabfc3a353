"""The screening of a proposal: opinions, and the way on to the committee or back to its officer."""

from flask import url_for
from werkzeug.wrappers import Response

from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.selection import decisions
from qip_tracker.queries.selection.screening import checks_needed
from qip_tracker.services.selection import screening
from qip_tracker.web.selection.proposals import presenters
from qip_tracker.web.selection.proposals.review_forms import (
    OpinionsForm,
    ReasonForm,
    opinions_form,
)
from qip_tracker.web.selection.proposals.routes import (
    blueprint,
    then_say_on_proposal,
)
from qip_tracker.weblib.forms.base import sent_version
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.project_page import project_page


@blueprint.route("/projects/<int:project_id>/screening", methods=["GET", "POST"], endpoint="screening")
@access(SelectionPermission.PROJECT_SCREEN, "project")
def give_opinions(project_id: int) -> Response:
    """Every opinion the proposal needs, on one page; any of them may be saved before the others."""
    return _screening_page(project_id)


def _screening_page(project_id: int, return_form: ReasonForm | None = None) -> Response:
    read = presenters.proposal(project_id)
    checks = checks_needed(db.session(), project_id, presenters.rules_of(read))
    form = opinions_form(
        checks, decisions.opinions(db.session(), project_id), read.main.version, is_sent=return_form is None
    )

    def stored() -> OpinionsForm:
        version = presenters.proposal(project_id).main.version
        return opinions_form(checks, decisions.opinions(db.session(), project_id), version, is_sent=False)

    answer = None
    if return_form is None:
        answer = carry_out_form(
            form,
            lambda work: screening.give(work, form.to_command(project_id)),
            then_say(
                _("The opinions have been saved."), url_for("proposals.screening", project_id=project_id)
            ),
            stored=stored,
        )
    return answer or project_page(
        "selection/proposals/screening.html",
        project_id,
        "proposals.show",
        form=return_form or form,
        opinions=form,
        return_form=return_form or ReasonForm(None, data={"version": read.main.version}),
        main=read.main,
        standing=presenters.standing(read, "screen"),
    )


@blueprint.post("/projects/<int:project_id>/screening/finish")
@access(SelectionPermission.PROJECT_SCREEN, "project")
def finish_screening(project_id: int) -> Response:
    """Send the screened proposal to the committee."""
    version = sent_version()
    return carry_out(
        lambda work: screening.finish(work, project_id, version),
        then_say_on_proposal(_("The proposal has been sent to the committee."), project_id),
    )


@blueprint.post("/projects/<int:project_id>/return")
@access(SelectionPermission.PROJECT_SCREEN, "project")
def return_to_officer(project_id: int) -> Response:
    """Give the proposal back to its officer, with what has to change."""
    form = ReasonForm()
    answer = carry_out_form(
        form,
        lambda work: screening.return_to_author(work, project_id, form.reason.data, form.version_number),
        then_say_on_proposal(_("The proposal has been returned to its officer."), project_id),
    )
    return answer or _screening_page(project_id, return_form=form)
