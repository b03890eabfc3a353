"""Who owns the project with the mission: bodies on both sides, their words, what they gave and changed."""

from flask import Blueprint, abort, current_app, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.community.vocabulary import ConsentStage
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import EDITABLE_STATES
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.community import coownership as owners
from qip_tracker.services.community import coownership
from qip_tracker.services.community.coownership import consent_version
from qip_tracker.web.community.coownership import presenters
from qip_tracker.web.community.coownership.forms import (
    ConsentForm,
    ContributionForm,
    CoOwnerForm,
    DesignChangeForm,
)
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import allowed
from qip_tracker.weblib.pages.project_page import project_page

blueprint = Blueprint("coownership", __name__)

TAB = "coownership.index"
BASE = "/projects/<int:project_id>/co-ownership"


def _back(project_id: int, part: str) -> str:
    """The part of the page of this room that a form belongs to."""
    return url_for(TAB, project_id=project_id, _anchor=part)


@blueprint.get(BASE)
@access(ProjectPermission.PROJECT_VIEW, "project")
def index(project_id: int) -> Response:
    """Owners, words, contributions, changes, upkeep, and the index."""
    owned = owners.read(db.session(), project_id)
    return project_page(
        "community/coownership/index.html",
        project_id,
        TAB,
        owned=owned,
        lines=presenters.owner_lines(owned, project_id),
        stages=tuple(ConsentStage),
        refusals=presenters.refusals_in_words(owned),
        index_rows=presenters.index_rows(owned),
        contributed=presenters.contributed_usd_minor(owned),
        upkeep=presenters.upkeep_rows(owned, _people_url(project_id, owned.state)),
        writes=presenters.may_write(owned),
    )


def _people_url(project_id: int, state: str) -> str | None:
    is_open = state in EDITABLE_STATES and "proposals.people" in current_app.view_functions
    return (
        url_for("proposals.people", project_id=project_id)
        if is_open and allowed(ProjectPermission.PROJECT_EDIT)
        else None
    )


@blueprint.route(f"{BASE}/owners/new", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "project")
def add_owner(project_id: int) -> Response:
    """Name one more body."""
    form = CoOwnerForm()
    back = _back(project_id, "owners")
    answer = carry_out_form(
        form,
        lambda work: coownership.save_co_owner(work, form.to_command(project_id)),
        then_say(_("The co-owner is listed."), back),
    )
    return answer or project_page(
        "community/coownership/owner.html",
        project_id,
        TAB,
        form=form,
        is_new=True,
        back=back,
    )


@blueprint.route(f"{BASE}/owners/<int:co_owner_id>", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "co_owner")
def edit_owner(project_id: int, co_owner_id: int) -> Response:
    """Correct a body, its side or its part."""
    form = CoOwnerForm(obj=owners.co_owner(db.session(), co_owner_id))
    back = _back(project_id, "owners")
    answer = carry_out_form(
        form,
        lambda work: coownership.save_co_owner(work, form.to_command(project_id, co_owner_id)),
        then_say(_("The co-owner is changed."), back),
    )
    return answer or project_page(
        "community/coownership/owner.html",
        project_id,
        TAB,
        form=form,
        is_new=False,
        back=back,
    )


@blueprint.route(f"{BASE}/owners/<int:co_owner_id>/consent/<string:stage>", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "co_owner")
def consent(project_id: int, co_owner_id: int, stage: str) -> Response:
    """What a co-owner said at a stage; a new word takes the place of the old one that the form showed."""
    if stage not in tuple(ConsentStage):
        abort(404)
    session = db.session()
    stored = owners.word_row(session, co_owner_id, stage)
    form = ConsentForm(
        version=consent_version(stored),
        answer=None if stored is None else "yes" if stored.agreed else "no",
        note=stored.note if stored else None,
        given_on=stored.given_on if stored else clock.now().date(),
    )
    back = _back(project_id, "owners")
    answer = carry_out_form(
        form,
        lambda work: coownership.record_consent(work, form.to_command(project_id, co_owner_id, stage)),
        then_say(_("Their word is recorded."), back),
    )
    return answer or project_page(
        "community/coownership/consent.html",
        project_id,
        TAB,
        form=form,
        owner=owners.co_owner(session, co_owner_id),
        stage=stage,
        back=back,
    )


@blueprint.route(f"{BASE}/contributions/new", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "project")
def add_contribution(project_id: int) -> Response:
    """Write down what somebody promised or gave."""
    form = ContributionForm(promised_on=clock.now().date())
    return _contribution(form, project_id, None)


@blueprint.route(f"{BASE}/contributions/<int:contribution_id>", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "contribution")
def edit_contribution(project_id: int, contribution_id: int) -> Response:
    """Note that it was delivered, value it, or correct it."""
    form = ContributionForm(obj=owners.contribution(db.session(), contribution_id))
    return _contribution(form, project_id, contribution_id)


def _contribution(form: ContributionForm, project_id: int, contribution_id: int | None) -> Response:
    names = owners.owner_names(db.session(), project_id)
    form.co_owner_id.offer(names)
    back = _back(project_id, "contributions")
    answer = carry_out_form(
        form,
        lambda work: coownership.save_contribution(work, form.to_command(project_id, contribution_id)),
        then_say(_("The contribution is recorded."), back),
    )
    return answer or project_page(
        "community/coownership/contribution.html",
        project_id,
        TAB,
        form=form,
        is_new=contribution_id is None,
        has_owners=bool(names),
        back=back,
    )


@blueprint.route(f"{BASE}/changes/new", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "project")
def add_change(project_id: int) -> Response:
    """Write down what is different because a co-owner said so."""
    form = DesignChangeForm(raised_on=clock.now().date())
    names = owners.owner_names(db.session(), project_id)
    form.co_owner_id.offer(names)
    back = _back(project_id, "changes")
    answer = carry_out_form(
        form,
        lambda work: coownership.record_design_change(work, form.to_command(project_id)),
        then_say(_("The change is recorded."), back),
    )
    return answer or project_page(
        "community/coownership/change.html",
        project_id,
        TAB,
        form=form,
        has_owners=bool(names),
        back=back,
    )
