"""The portfolio of the mission: money, states, lateness, scores, with filters in the address."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.access import Permission
from qip_tracker.adapters import clock
from qip_tracker.domain.parsing import ParseError, parse_integer
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.programme import all_sectors
from qip_tracker.queries.rules import rules_on
from qip_tracker.reports.gather import portfolio
from qip_tracker.web.dashboard.presenters import on_dashboard
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages import page
from qip_tracker.weblib.session_user import current_actor

blueprint = Blueprint("dashboard", __name__)


def _number(name: str, known: list[tuple[int, str]]) -> int | None:
    """A number of the address that is one of those offered; anything else narrows nothing."""
    try:
        wanted = parse_integer(request.args.get(name, ""))
    except ParseError:
        return None
    return wanted if any(number == wanted for number, _words in known) else None


@blueprint.get("/dashboard")
@access(Permission.DASHBOARD_VIEW, "mission")
def index() -> Response:
    """The portfolio as the reader may see it."""
    session, today = db.session(), clock.now().date()
    mission_id = current_subject().mission_id or 0
    years, offices = portfolio.choices(session, mission_id)
    asked = portfolio.PortfolioFilter(mission_id, _number("year", years), _number("office", offices))
    facts = portfolio.gather(session, current_actor(), asked, today, rules_on(session, mission_id, today))
    chips = [
        (_("Budget year: %(name)s", name=words), url_for("dashboard.index", office=asked.office_id))
        for number, words in years
        if number == asked.year_id
    ]
    chips += [
        (_("Field office: %(name)s", name=words), url_for("dashboard.index", year=asked.year_id))
        for number, words in offices
        if number == asked.office_id
    ]
    names = {row.code: (row.name_en, row.name_fr, row.name_ar) for row in all_sectors(session)}
    return page(
        "dashboard/index.html",
        view=on_dashboard(facts, names),
        facts_as_of=facts.as_of,
        years=years,
        offices=offices,
        asked=asked,
        chips=chips,
    )
