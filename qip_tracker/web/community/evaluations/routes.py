"""Scoring rounds for the mission: opening, closing, what the panel said, what was heard."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.community import evaluations as rounds_seen
from qip_tracker.queries.community import panels as panels_seen
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.reports.gather.community import counted_rounds
from qip_tracker.services.community import evaluations
from qip_tracker.web.community.evaluations.forms import HeardForm, OpenRoundForm
from qip_tracker.web.community.evaluations.presenters import results
from qip_tracker.weblib.forms.fields import label_choices
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.project_page import project_page

blueprint = Blueprint("evaluations", __name__)
TAB = "panels.index"


def _to_round(project_id: int, round_id: int) -> str:
    return url_for("evaluations.round", project_id=project_id, round_id=round_id)


@blueprint.route(
    "/projects/<int:project_id>/community/panels/<int:panel_id>/rounds/new", methods=["GET", "POST"]
)
@access(CommunityPermission.ROUND_OPEN, "panel")
def open_round(project_id: int, panel_id: int) -> Response:
    """Open a round for a panel."""
    session = db.session()
    panel = panels_seen.panels_of(session, project_id, panel_id)[0]
    stages = rounds_seen.stages_to_open(
        rounds_seen.rounds_of(session, project_id), current_subject().state or ""
    )
    form = OpenRoundForm()
    if stages:
        form.stage.choices = label_choices("round_stage", stages)()
    answer = carry_out_form(
        form,
        lambda work: evaluations.open_round(work, form.to_command(project_id, panel_id)),
        lambda opened: _to_round(project_id, opened.id),
    )
    return answer or project_page(
        "community/evaluations/open.html", project_id, TAB, form=form, panel=panel, stages=stages
    )


@blueprint.get("/projects/<int:project_id>/rounds/<int:round_id>")
@access(CommunityPermission.RESULTS_VIEW, "round")
def round(project_id: int, round_id: int) -> Response:
    """What the panel said; while the round is open, only until when it is."""
    session = db.session()
    seen = rounds_seen.round_of(session, project_id, round_id)
    shown = None
    if not seen.is_open:
        rules = rules_on(session, current_subject().mission_id or 0, clock.now().date())
        counted = counted_rounds(session, project_id, rules, outside=False)
        mine = next(panel_round for panel_round in counted if panel_round.round_id == round_id)
        shown = results(mine, tuple(panel_round.facts for panel_round in counted if panel_round is not mine))
    return project_page(
        "community/evaluations/round.html",
        project_id,
        TAB,
        round=seen,
        results=shown,
        reissued=rounds_seen.cards_reissued(session, seen) if shown else 0,
        seal_holds=shown is not None and evaluations.seal_holds(session, round_id),
        last_day_has_passed=clock.now().date() > seen.closes_on,
    )


@blueprint.post("/projects/<int:project_id>/rounds/<int:round_id>/close")
@access(CommunityPermission.ROUND_CLOSE, "round")
def close(project_id: int, round_id: int) -> Response:
    """Close the round, seal its ballots, show what the panel said."""
    return carry_out(
        lambda work: evaluations.close_round(work, evaluations.CloseRound(project_id, round_id)),
        then_say(_("The round is closed and its ballots are sealed."), _to_round(project_id, round_id)),
    )


@blueprint.route("/projects/<int:project_id>/rounds/<int:round_id>/heard", methods=["GET", "POST"])
@access(CommunityPermission.COMMENTS_READ, "round")
def heard(project_id: int, round_id: int) -> Response:
    """Open comments for the facilitator alone, and what the facilitator makes of them for everybody."""
    session = db.session()
    seen = rounds_seen.round_of(session, project_id, round_id)
    form = HeardForm(text=seen.heard_summary, version=str(seen.version))
    release = "draft" not in request.form
    answer = carry_out_form(
        form,
        lambda work: evaluations.write_heard(work, form.to_command(project_id, round_id, release=release)),
        then_say(_("What was heard is released."), _to_round(project_id, round_id))
        if release
        else then_say(
            _("Saved. Nobody else reads it yet."),
            url_for("evaluations.heard", project_id=project_id, round_id=round_id),
        ),
    )
    return answer or project_page(
        "community/evaluations/heard.html",
        project_id,
        TAB,
        round=seen,
        form=form,
        comments=evaluations.open_comments(session, round_id),
    )
