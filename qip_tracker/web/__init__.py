"""The rooms of the house: one blueprint a capability, one line a room.

Routes are attached in one way. `routes.py` of a room makes its `blueprint`. A room of several topics has a file for
each further topic, which imports that blueprint; the room's `__init__` imports and names these files in `__all__`.
"""

from typing import Final

from flask import Blueprint, Flask

from qip_tracker.web.community.coownership import blueprint as coownership
from qip_tracker.web.community.evaluations import blueprint as evaluations
from qip_tracker.web.community.panels import blueprint as panels
from qip_tracker.web.money.agreement import blueprint as agreement
from qip_tracker.web.money.tranches import blueprint as tranches
from qip_tracker.web.people.accounts import blueprint as accounts
from qip_tracker.web.portfolio.dashboard import blueprint as dashboard
from qip_tracker.web.portfolio.home import blueprint as home
from qip_tracker.web.portfolio.imports import blueprint as imports
from qip_tracker.web.portfolio.project_list import blueprint as project_list
from qip_tracker.web.programme.partners import blueprint as partners
from qip_tracker.web.programme.programme import blueprint as programme
from qip_tracker.web.project.holds import blueprint as holds
from qip_tracker.web.project.overview import blueprint as overview
from qip_tracker.web.reporting.reports import blueprint as reports
from qip_tracker.web.selection.proposals import blueprint as proposals
from qip_tracker.web.works.completion import blueprint as completion
from qip_tracker.web.works.handover import blueprint as handover
from qip_tracker.web.works.milestones import blueprint as milestones

ROOMS: Final[tuple[Blueprint, ...]] = (
    home,
    accounts,
    programme,
    partners,
    project_list,
    imports,
    overview,
    proposals,
    agreement,
    tranches,
    holds,
    milestones,
    completion,
    handover,
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
