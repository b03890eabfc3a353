"""Who owns the project with the mission: bodies on both sides, their words, what they gave and changed."""

from collections.abc import Callable

from flask import Blueprint, abort, current_app, flash, url_for
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
from qip_tracker.services.kernel.work import Work
from qip_tracker.web.community.coownership import presenters
from qip_tracker.web.community.coownership.forms import (
    ConsentForm,
    ContributionForm,
    CoOwnerForm,
    DesignChangeForm,
)
from qip_tracker.weblib.forms import BaseForm
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages import allowed
from qip_tracker.weblib.project_page import project_page
from qip_tracker.weblib.submit import save

blueprint = Blueprint("coownership", __name__)

ROOM = "coownership.index"
BASE = "/projects/<int:project_id>/co-ownership"


def _back(project_id: int, anchor: str) -> str:
    return url_for(ROOM, project_id=project_id, _anchor=anchor)


def _saved(
    form: BaseForm, verb: Callable[[Work], object], words: str, project_id: int, anchor: str
) -> Response | None:
    def then(_row: object) -> str:
        flash(words, "success")
        return _back(project_id, anchor)

    return save(form, verb, then)


@blueprint.get(BASE)
@access(ProjectPermission.PROJECT_VIEW, "project")
def index(project_id: int) -> Response:
    """Owners, words, contributions, changes, upkeep, and the index."""
    found = owners.read(db.session(), project_id)
    return project_page(
        "community/coownership/index.html",
        project_id,
        ROOM,
        found=found,
        lines=presenters.owner_lines(found, project_id),
        stages=tuple(ConsentStage),
        refusals=presenters.refusals_in_words(found),
        index_rows=presenters.index_rows(found),
        contributed=presenters.contributed_usd_minor(found),
        upkeep=presenters.upkeep_rows(found, _people_url(project_id, found.state)),
        writes=presenters.may_write(found),
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
    if form.validate_on_submit():
        command = form.to_command(project_id)
        answer = _saved(
            form,
            lambda work: coownership.save_co_owner(work, command),
            _("The co-owner is listed."),
            project_id,
            "owners",
        )
        if answer:
            return answer
    return project_page(
        "community/coownership/owner.html",
        project_id,
        ROOM,
        form=form,
        is_new=True,
        back=_back(project_id, "owners"),
    )


@blueprint.route(f"{BASE}/owners/<int:co_owner_id>", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "co_owner")
def edit_owner(project_id: int, co_owner_id: int) -> Response:
    """Correct a body, its side or its part."""
    form = CoOwnerForm(obj=owners.co_owner(db.session(), co_owner_id))
    if form.validate_on_submit():
        command = form.to_command(project_id, co_owner_id)
        answer = _saved(
            form,
            lambda work: coownership.save_co_owner(work, command),
            _("The co-owner is changed."),
            project_id,
            "owners",
        )
        if answer:
            return answer
    return project_page(
        "community/coownership/owner.html",
        project_id,
        ROOM,
        form=form,
        is_new=False,
        back=_back(project_id, "owners"),
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
    if form.validate_on_submit():
        command = form.to_command(project_id, co_owner_id, stage)
        answer = _saved(
            form,
            lambda work: coownership.record_consent(work, command),
            _("Their word is recorded."),
            project_id,
            "owners",
        )
        if answer:
            return answer
    return project_page(
        "community/coownership/consent.html",
        project_id,
        ROOM,
        form=form,
        owner=owners.co_owner(session, co_owner_id),
        stage=stage,
        back=_back(project_id, "owners"),
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
    if form.validate_on_submit():
        command = form.to_command(project_id, contribution_id)
        answer = _saved(
            form,
            lambda work: coownership.save_contribution(work, command),
            _("The contribution is recorded."),
            project_id,
            "contributions",
        )
        if answer:
            return answer
    return project_page(
        "community/coownership/contribution.html",
        project_id,
        ROOM,
        form=form,
        is_new=contribution_id is None,
        has_owners=bool(names),
        back=_back(project_id, "contributions"),
    )


@blueprint.route(f"{BASE}/changes/new", methods=["GET", "POST"])
@access(CommunityPermission.COOWNERSHIP_EDIT, "project")
def add_change(project_id: int) -> Response:
    """Write down what is different because a co-owner said so."""
    form = DesignChangeForm(raised_on=clock.now().date())
    names = owners.owner_names(db.session(), project_id)
    form.co_owner_id.offer(names)
    if form.validate_on_submit():
        command = form.to_command(project_id)
        answer = _saved(
            form,
            lambda work: coownership.record_design_change(work, command),
            _("The change is recorded."),
            project_id,
            "changes",
        )
        if answer:
            return answer
    return project_page(
        "community/coownership/change.html",
        project_id,
        ROOM,
        form=form,
        has_owners=bool(names),
        back=_back(project_id, "changes"),
    )
