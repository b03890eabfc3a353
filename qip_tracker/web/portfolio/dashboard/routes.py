"""The portfolio of the mission: money, states, lateness, scores, with filters in the address."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.parsing import ParseError, parse_integer
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _, current_language
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.reports.gather import portfolio
from qip_tracker.web.portfolio.dashboard.presenters import on_dashboard
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("dashboard", __name__)


def _number(name: str, known: list[tuple[int, str]]) -> int | None:
    """A number of the address that is one of those offered; anything else narrows nothing."""
    try:
        wanted = parse_integer(request.args.get(name, ""))
    except ParseError:
        return None
    return wanted if any(number == wanted for number, _words in known) else None


@blueprint.get("/dashboard")
@access(PortfolioPermission.DASHBOARD_VIEW, "mission")
def index() -> Response:
    """The portfolio as the reader may see it."""
    session, today = db.session(), clock.now().date()
    mission_id = current_subject().mission_id or 0
    offered = portfolio.choices(session, mission_id, current_language())
    years = [(year.id, year.label) for year in offered.years]
    asked = portfolio.PortfolioFilter(mission_id, _number("year", years), _number("office", offered.offices))
    rules = rules_on(session, mission_id, today)
    facts = portfolio.gather(session, current_actor(), asked, offered.years, today, rules)

    def list_of(**filters: object) -> str:
        """The projects behind a figure: the list, narrowed like this page and by what the figure counts."""
        return url_for("project_list.index", year=asked.year_id, office=asked.office_id, **filters)  # type: ignore[arg-type]

    return page(
        "portfolio/dashboard/index.html",
        view=on_dashboard(facts, offered.sectors, list_of),
        facts_as_of=facts.as_of,
        years=years,
        offices=offered.offices,
        asked=asked,
        chips=_chips(asked, years, offered.offices),
    )


def _chips(
    asked: portfolio.PortfolioFilter, years: list[tuple[int, str]], offices: list[tuple[int, str]]
) -> list[tuple[str, str]]:
    """(words, address without it) of what the page is narrowed by."""
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
    return chips
