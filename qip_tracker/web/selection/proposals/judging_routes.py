"""Those who judge a proposal: the screening, the committee, and the conditions it set."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.selection import decisions as judged
from qip_tracker.queries.selection.screening import checks_needed
from qip_tracker.services.selection import decisions, screening
from qip_tracker.web.selection.proposals import presenters
from qip_tracker.web.selection.proposals.judging import (
    ClearConditionForm,
    DecisionForm,
    OpinionsForm,
    ReasonForm,
    decision_form,
    opinions_form,
)
from qip_tracker.web.selection.proposals.routes import blueprint, sent_version, show_page
from qip_tracker.weblib.fields import set_currency
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.project_page import project_page
from qip_tracker.weblib.submit import change, save


def _back_to(endpoint: str, project_id: int, words: str) -> Callable[[Any], str]:
    def address(stored: Any) -> str:
        flash(words, "success")
        return url_for(endpoint, project_id=project_id)

    return address


@blueprint.route("/projects/<int:project_id>/screening", methods=["GET", "POST"], endpoint="screening")
@access(SelectionPermission.PROJECT_SCREEN, "project")
def give_opinions(project_id: int) -> Response:
    """Every opinion the proposal needs, on one page; any of them may be saved before the others."""
    return _screening_page(project_id)


def _screening_page(project_id: int, return_form: ReasonForm | None = None) -> Response:
    read = presenters.proposal(project_id)
    checks = checks_needed(db.session(), project_id, presenters.rules_of(read))
    form = opinions_form(
        checks, judged.opinions(db.session(), project_id), read.main.version, is_sent=return_form is None
    )

    def stored() -> OpinionsForm:
        version = presenters.proposal(project_id).main.version
        return opinions_form(checks, judged.opinions(db.session(), project_id), version, is_sent=False)

    if return_form is None and form.validate_on_submit():
        command = form.to_command(project_id)
        answer = save(
            form,
            lambda work: screening.give(work, command),
            then=_back_to("proposals.screening", project_id, _("The opinions have been saved.")),
            stored=stored,
        )
        if answer:
            return answer
    return project_page(
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
    return change(
        lambda work: screening.finish(work, project_id, version),
        then=_back_to("proposals.show", project_id, _("The proposal has been sent to the committee.")),
    )


@blueprint.post("/projects/<int:project_id>/return")
@access(SelectionPermission.PROJECT_SCREEN, "project")
def return_to_officer(project_id: int) -> Response:
    """Give the proposal back to its officer, with what has to change."""
    form = ReasonForm()
    if form.validate_on_submit():
        version, reason = form.version_number, form.reason.data
        answer = save(
            form,
            lambda work: screening.return_to_author(work, project_id, reason, version),
            then=_back_to("proposals.show", project_id, _("The proposal has been returned to its officer.")),
        )
        if answer:
            return answer
    return _screening_page(project_id, return_form=form)


@blueprint.route("/projects/<int:project_id>/decision", methods=["GET", "POST"], endpoint="decision")
@access(SelectionPermission.PROJECT_DECIDE, "project")
def record_decision(project_id: int) -> Response:
    """Record the committee's decision from the minutes."""
    read = presenters.proposal(project_id)
    main = read.main
    members = judged.committee(db.session(), main.mission_id)
    form: DecisionForm = decision_form(
        members,
        version=main.version,
        decided_on=clock.now().date(),
        approved_local=main.requested_local_minor,
    )
    set_currency(form, main.local_currency)
    if not (form.is_submitted() and form.wants_row()) and form.validate_on_submit():
        command = form.to_command(project_id)
        answer = save(
            form,
            lambda work: decisions.decide(work, command),
            then=_back_to("proposals.show", project_id, _("The decision has been recorded.")),
        )
        if answer:
            return answer
    return project_page(
        "selection/proposals/decision.html",
        project_id,
        "proposals.show",
        form=form,
        members=members,
        main=main,
        standing=presenters.standing(read, "approve"),
        opinions=presenters.opinion_rows(judged.opinions(db.session(), project_id)),
    )


@blueprint.post("/projects/<int:project_id>/conditions/<int:condition_id>/clear")
@access(SelectionPermission.CONDITION_CLEAR, "condition")
def clear_condition(project_id: int, condition_id: int) -> Response:
    """Record that a condition of the committee has come true."""
    form = ClearConditionForm()
    if form.validate_on_submit():
        command = form.to_command(project_id, condition_id)
        answer = save(
            form,
            lambda work: decisions.clear_condition(work, command),
            then=_back_to("proposals.show", project_id, _("The condition has been cleared.")),
        )
        if answer:
            return answer
    return show_page(project_id, clear_form=form, clearing=condition_id, form=form)
