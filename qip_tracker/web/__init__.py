"""The rooms of the house: one blueprint a capability, one line a room."""

from typing import Final

from flask import Blueprint, Flask

from qip_tracker.web.accounts import blueprint as accounts
from qip_tracker.web.coownership import blueprint as coownership
from qip_tracker.web.dashboard import blueprint as dashboard
from qip_tracker.web.evaluations import blueprint as evaluations
from qip_tracker.web.home import blueprint as home
from qip_tracker.web.milestones import blueprint as milestones
from qip_tracker.web.panels import blueprint as panels
from qip_tracker.web.partners import blueprint as partners
from qip_tracker.web.programme import blueprint as programme
from qip_tracker.web.projects import blueprint as projects
from qip_tracker.web.proposals import blueprint as proposals
from qip_tracker.web.reports import blueprint as reports

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
