"""The rooms of the house: one blueprint a capability, one line a room."""

from typing import Final

from flask import Blueprint, Flask

from qip_tracker.web.community.coownership import blueprint as coownership
from qip_tracker.web.community.evaluations import blueprint as evaluations
from qip_tracker.web.community.panels import blueprint as panels
from qip_tracker.web.people.accounts import blueprint as accounts
from qip_tracker.web.portfolio.dashboard import blueprint as dashboard
from qip_tracker.web.portfolio.home import blueprint as home
from qip_tracker.web.programme.partners import blueprint as partners
from qip_tracker.web.programme.programme import blueprint as programme
from qip_tracker.web.project.projects import blueprint as projects
from qip_tracker.web.reporting.reports import blueprint as reports
from qip_tracker.web.selection.proposals import blueprint as proposals
from qip_tracker.web.works.milestones import blueprint as milestones

ROOMS: Final[tuple[Blueprint, ...]] = (
    home,
    accounts,
    programme,
    partners,
    proposals,
    projects,
    milestones,
    coownership,
    panels,
    evaluations,
    reports,
    dashboard,
)


def register(app: Flask) -> None:
    """Open every room."""
    for room in ROOMS:
        app.register_blueprint(room)
