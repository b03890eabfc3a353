"""The first page after signing in: what waits for me."""

from flask import Blueprint
from werkzeug.wrappers import Response

from qip_tracker.access import Subject
from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.extensions import db
from qip_tracker.queries.portfolio.my_work import open_invitations, waiting_for
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.web.portfolio.home import presenters
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.frame import allowed, page
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access(PortfolioPermission.HOME_VIEW)
def index() -> Response:
    """What waits for me, oldest first."""
    session, actor, now = db.session(), current_actor(), clock.now()
    mission = Subject("mission", actor.mission_id, actor.mission_id)
    rules = rules_on(session, actor.mission_id, now.date()) if actor.mission_id is not None else Rules()
    waiting = waiting_for(session, actor, rules, now.date())
    invitations = (
        open_invitations(session, actor.mission_id, now)
        if actor.mission_id is not None and allowed(PeoplePermission.PEOPLE_EDIT, mission)
        else []
    )
    next_words, link_words, link_url = presenters.comes_next(actor)
    return page(
        "portfolio/home/index.html",
        groups=presenters.groups_of(waiting, invitations, now.date()),
        more=presenters.more_words(waiting),
        next_words=next_words,
        link_words=link_words,
        link_url=link_url,
        may_log=allowed(SelectionPermission.PROJECT_LOG, mission),
        may_list=allowed(PortfolioPermission.PROJECT_LIST, mission),
        day=now.date(),
    )
