"""The agreement on pages: as signed, or what it waits for, and its signing."""

from datetime import date

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.money import split as shares_of
from qip_tracker.domain.money.agreements import Split, approval_lapsed_on, splits_allowed
from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats
from qip_tracker.queries.money.money import agreement_of
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.queries.project.overview import ProjectRow, project_row
from qip_tracker.services.money import agreements
from qip_tracker.web.money.agreement.forms import AgreementForm, split_value
from qip_tracker.weblib.forms.fields import select_choices
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import allowed
from qip_tracker.weblib.pages.move_page import gate_of
from qip_tracker.weblib.pages.project_page import project_page

blueprint = Blueprint("agreement", __name__)
# The money of a project is one tab: the agreement is reached from it.
TAB = "tranches.index"


@blueprint.get("/projects/<int:project_id>/agreement")
@access(ProjectPermission.PROJECT_VIEW, "project")
def show(project_id: int) -> Response:
    """The agreement as signed, or what it still waits for."""
    session = db.session()
    project = project_row(session, project_id)
    signed = agreement_of(session, project_id)
    inside = allowed(CommunityPermission.RESULTS_VIEW)
    return project_page(
        "money/agreement/show.html",
        project_id,
        TAB,
        project=project,
        agreement=signed,
        gate=gate_of("sign_agreement", project) if inside and not signed else None,
        lapsed_on=_lapsed_on(project) if inside else None,
        may_sign=project.state == ProjectState.APPROVED and allowed(MoneyPermission.AGREEMENT_SIGN),
        inside=inside,
    )


@blueprint.route("/projects/<int:project_id>/agreement/sign", methods=["GET", "POST"])
@access(MoneyPermission.AGREEMENT_SIGN, "project")
def sign(project_id: int) -> Response:
    """Record the signed agreement; the checklist stands above the form."""
    project = project_row(db.session(), project_id)
    form = AgreementForm(
        version=project.version, starts_on=project.planned_start_on, ends_on=project.planned_end_on
    )
    allowed_splits = splits_allowed(rules_on(db.session(), project.mission_id, clock.now().date()))
    form.split.choices = select_choices(
        (split_value(split), split_words(split, project)) for split in allowed_splits
    )
    form.split.data = form.split.data or split_value(allowed_splits[0])
    answer = carry_out_form(
        form,
        lambda work: agreements.sign(work, form.to_command(project_id)),
        then_say(
            _("The agreement is signed. Its tranches are planned."), url_for(TAB, project_id=project_id)
        ),
    )
    gate = gate_of("sign_agreement", project) if project.state == ProjectState.APPROVED else None
    return answer or project_page(
        "money/agreement/sign.html",
        project_id,
        TAB,
        form=form,
        project=project,
        gate=gate,
        lapsed_on=_lapsed_on(project),
    )


def _lapsed_on(project: ProjectRow) -> date | None:
    """The day the approval lapsed without an agreement; None while it holds, and for a project past this step."""
    today = clock.now().date()
    rules = rules_on(db.session(), project.mission_id, today)
    return approval_lapsed_on(project.state, project.state_since.date(), rules, today)


def split_words(split: Split, project: ProjectRow) -> str:
    """A split in words, with the amounts it gives where the approved amount is known."""
    percents = " + ".join(formats.percent(part) for part in split)
    if project.approved_local_minor is None:
        return percents
    shares = shares_of(project.approved_local_minor, split)
    amounts = " + ".join(formats.money(share, project.local_currency) for share in shares)
    return f"{_('%(what)s:', what=percents)} {amounts}"
