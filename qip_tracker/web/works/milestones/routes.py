"""The weighted plan with its two keys, the visits, and their photos."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock, photos
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import UNDER_AGREEMENT_STATES
from qip_tracker.domain.works.milestones import MOST_PHOTOS
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats
from qip_tracker.queries.community.coownership import owner_names
from qip_tracker.queries.works import milestones as plans
from qip_tracker.queries.works.milestones import FieldProject, PlanStep
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.works import milestones, visits
from qip_tracker.services.works.visits import AddPhotos
from qip_tracker.web.works.milestones.forms import (
    ConfirmForm,
    DelayForm,
    DropForm,
    PhotosForm,
    VisitForm,
    WithdrawForm,
    as_new,
)
from qip_tracker.web.works.milestones.presenters import (
    plan_picture,
    step_rows,
    steps_to_see,
    waits_for_another,
    withdrawal_blocks,
)
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.project_page import project_page
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("milestones", __name__)

TAB = "milestones.index"
TAKES_PHOTOS = frozenset({"milestones.visit", "milestones.add_photos"})


@blueprint.url_value_preprocessor
def _room_for_photos(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Six photos of a phone are more than a form may weigh; only who is signed in may send that much.

    This runs before anything reads the body. The server in front cuts at the same figure.
    """
    if endpoint in TAKES_PHOTOS and request.method == "POST" and current_actor().kind == "staff":
        request.max_content_length = 2 * current_app.extensions["qip_settings"].max_request_bytes


def _folder() -> Path:
    return Path(current_app.extensions["qip_settings"].data_directory) / "photos"


def _back(project_id: int, anchor: str | None = None) -> str:
    return url_for(TAB, project_id=project_id, _anchor=anchor)


@blueprint.get("/projects/<int:project_id>/milestones")
@access(ProjectPermission.PROJECT_VIEW, "project")
def index(project_id: int) -> Response:
    """Plan, picture, visits with photos."""
    session, today, actor = db.session(), clock.now().date(), current_actor()
    project = plans.field_project(session, project_id)
    plan = plans.plan(session, project, today)
    return project_page(
        "works/milestones/index.html",
        project_id,
        TAB,
        rows=step_rows(project, plan, actor),
        total_pct=sum(step.weight_pct for step in plan if step.dropped_on is None),
        done_pct=sum(step.weight_pct for step in plan if step.done_on),
        steps_done=sum(1 for step in plan if step.done_on),
        steps_kept=sum(1 for step in plan if not step.dropped_on),
        waits=waits_for_another(project, plan, actor),
        picture=plan_picture(project, plan, plans.standstills(session, project_id), today),
        visits=plans.visits(session, project),
        project=project,
        today=today,
        is_under_way=project.state in UNDER_AGREEMENT_STATES,
        most_photos=MOST_PHOTOS,
    )


@blueprint.route("/projects/<int:project_id>/visits/new", methods=["GET", "POST"])
@access(WorksPermission.VISIT_RECORD, "project")
def visit(project_id: int) -> Response:
    """Record a visit: what was seen, who was met, which steps stand, and photos."""
    session, today = db.session(), clock.now().date()
    project = plans.field_project(session, project_id)
    form = VisitForm(visited_on=today)
    form.offer_steps(steps_to_see(plans.plan(session, project, today), current_actor()))
    if form.validate_on_submit():
        command = form.to_command(project_id)
        answer = _with_files(
            form, lambda work: visits.record(work, command).id, _("The visit is recorded."), project_id
        )
        if answer:
            return answer
    return project_page(
        "works/milestones/visit.html",
        project_id,
        TAB,
        form=form,
        back=_back(project_id),
        is_under_way=project.state in UNDER_AGREEMENT_STATES,
    )


@blueprint.route("/projects/<int:project_id>/visits/<int:visit_id>/photos/new", methods=["GET", "POST"])
@access(WorksPermission.VISIT_RECORD, "visit")
def add_photos(project_id: int, visit_id: int) -> Response:
    """More photos of a visit: for a bad line, or when the first ones were refused."""
    session = db.session()
    form = PhotosForm()
    if form.validate_on_submit():
        command = AddPhotos(project_id, visit_id, tuple(as_new(*photo) for photo in form.new_photos))
        answer = _with_files(
            form, lambda work: visits.add_photos(work, command).id, _("The photos are added."), project_id
        )
        if answer:
            return answer
    return project_page(
        "works/milestones/photos.html",
        project_id,
        TAB,
        form=form,
        back=_back(project_id, f"visit-{visit_id}"),
        visited_on=plans.visit_day(session, visit_id),
        free=MOST_PHOTOS - plans.photos_on(session, visit_id),
    )


def _with_files(
    form: VisitForm | PhotosForm, verb: Callable[[Work], int], words: str, project_id: int
) -> Response | None:
    """Store the files, then the rows; files stay only when the rows do. Decoding happened before, outside the lock."""
    with photos.shelved(_folder(), [photo for photo, _caption in form.new_photos]) as shelf:

        def run(work: Work) -> int:
            number = verb(work)
            work.after_commit(shelf.keep)
            return number

        return carry_out_form(form, run, then_say(words, lambda number: _back(project_id, f"visit-{number}")))


@blueprint.get("/projects/<int:project_id>/photos/<int:photo_id>")
@access(WorksPermission.PHOTO_VIEW, "photo")
def photo(project_id: int, photo_id: int) -> Response:
    """The picture itself: an image and nothing else, for this reader only."""
    jpeg = photos.read(_folder(), plans.media_key(db.session(), photo_id))
    if jpeg is None:
        abort(404)
    response = Response(jpeg, mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = f'inline; filename="photo-{photo_id}.jpg"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


def _step(project_id: int, milestone_id: int) -> tuple[FieldProject, PlanStep]:
    session = db.session()
    project = plans.field_project(session, project_id)
    plan = plans.plan(session, project, clock.now().date())
    return project, next(step for step in plan if step.id == milestone_id)


@blueprint.route("/projects/<int:project_id>/milestones/<int:milestone_id>/confirm", methods=["GET", "POST"])
@access(WorksPermission.MILESTONE_CONFIRM, "milestone")
def confirm(project_id: int, milestone_id: int) -> Response:
    """The second key: a co-owner's word, written down by somebody else than who saw the step."""
    _project, step = _step(project_id, milestone_id)
    form = ConfirmForm(version=step.version, confirmed_on=clock.now().date())
    form.co_owner_id.offer(owner_names(db.session(), project_id))
    back = _back(project_id, "plan")
    answer = carry_out_form(
        form,
        lambda work: milestones.confirm(work, form.to_command(project_id, milestone_id)),
        then_say(_("The co-owner's confirmation is recorded."), back),
    )
    if answer:
        return answer
    is_own = step.seen_by_id is not None and step.seen_by_id == current_actor().person_id
    return project_page(
        "works/milestones/confirm.html",
        project_id,
        TAB,
        form=form,
        step=step,
        is_own=is_own,
        back=back,
    )


@blueprint.route("/projects/<int:project_id>/milestones/<int:milestone_id>/withdraw", methods=["GET", "POST"])
@access(WorksPermission.MILESTONE_CONFIRM, "milestone")
def withdraw(project_id: int, milestone_id: int) -> Response:
    """Take back a co-owner's word that was written down by mistake, with the reason."""
    project, step = _step(project_id, milestone_id)
    form = WithdrawForm(version=step.version)
    back = _back(project_id, "plan")
    answer = carry_out_form(
        form,
        lambda work: milestones.withdraw_confirmation(work, form.to_command(project_id, milestone_id)),
        then_say(_("The confirmation is withdrawn. The milestone waits for a co-owner's word again."), back),
    )
    return answer or project_page(
        "works/milestones/withdraw.html",
        project_id,
        TAB,
        form=form,
        step=step,
        blocks=withdrawal_blocks(project, step),
        back=back,
    )


@blueprint.route("/projects/<int:project_id>/milestones/<int:milestone_id>/drop", methods=["GET", "POST"])
@access(ProjectPermission.PROJECT_EDIT, "milestone")
def drop(project_id: int, milestone_id: int) -> Response:
    """Take a step out of the plan, with a reason."""
    _project, step = _step(project_id, milestone_id)
    form = DropForm(version=step.version)
    back = _back(project_id, "plan")
    answer = carry_out_form(
        form,
        lambda work: milestones.drop(work, form.to_command(project_id, milestone_id)),
        then_say(
            _("The milestone is dropped; %(weight)s of the plan will not be done.", weight=_weight(step)),
            back,
        ),
    )
    return answer or project_page(
        "works/milestones/drop.html",
        project_id,
        TAB,
        form=form,
        step=step,
        weight=_weight(step),
        back=back,
    )


def _weight(step: PlanStep) -> str:
    return formats.percent(step.weight_pct)


@blueprint.route("/projects/<int:project_id>/milestones/<int:milestone_id>/delay", methods=["GET", "POST"])
@access(ProjectPermission.PROJECT_EDIT, "milestone")
def delay(project_id: int, milestone_id: int) -> Response:
    """Say why a step is late."""
    _project, step = _step(project_id, milestone_id)
    form = DelayForm(version=step.version, delay_reason=step.delay_reason)
    back = _back(project_id, "plan")
    answer = carry_out_form(
        form,
        lambda work: milestones.explain_delay(work, form.to_command(project_id, milestone_id)),
        then_say(_("The reason is recorded."), back),
    )
    return answer or project_page(
        "works/milestones/delay.html", project_id, TAB, form=form, step=step, back=back
    )
