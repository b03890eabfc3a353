"""The committee on a proposal: its decision, and the conditions it set."""

from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.selection import decisions as stored
from qip_tracker.services.selection import decisions
from qip_tracker.web.selection.proposals import presenters
from qip_tracker.web.selection.proposals.review_forms import (
    ClearConditionForm,
    DecisionForm,
    decision_form,
)
from qip_tracker.web.selection.proposals.routes import (
    blueprint,
    show_page,
    then_say_on_proposal,
)
from qip_tracker.weblib.forms.fields import set_currency
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.project_page import project_page


@blueprint.route("/projects/<int:project_id>/decision", methods=["GET", "POST"], endpoint="decision")
@access(SelectionPermission.PROJECT_DECIDE, "project")
def record_decision(project_id: int) -> Response:
    """Record the committee's decision from the minutes."""
    read = presenters.proposal(project_id)
    main = read.main
    members = stored.committee(db.session(), main.mission_id)
    form: DecisionForm = decision_form(
        members,
        version=main.version,
        decided_on=clock.now().date(),
        approved_local=main.requested_local_minor,
    )
    set_currency(form, main.local_currency)
    answer = carry_out_form(
        form,
        lambda work: decisions.decide(work, form.to_command(project_id)),
        then_say_on_proposal(_("The decision has been recorded."), project_id),
    )
    return answer or project_page(
        "selection/proposals/decision.html",
        project_id,
        "proposals.show",
        form=form,
        members=members,
        main=main,
        standing=presenters.standing(read, "approve"),
        opinions=presenters.opinion_rows(stored.opinions(db.session(), project_id)),
    )


@blueprint.post("/projects/<int:project_id>/conditions/<int:condition_id>/clear")
@access(SelectionPermission.CONDITION_CLEAR, "condition")
def clear_condition(project_id: int, condition_id: int) -> Response:
    """Record that a condition of the committee has come true."""
    form = ClearConditionForm()
    answer = carry_out_form(
        form,
        lambda work: decisions.clear_condition(work, form.to_command(project_id, condition_id)),
        then_say_on_proposal(_("The condition has been cleared."), project_id),
    )
    return answer or show_page(project_id, clear_form=form, clearing=condition_id, form=form)
