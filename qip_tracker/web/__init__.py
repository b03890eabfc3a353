"""The rooms of the house: one blueprint a capability, one line a room; and their entries in the menus, in order.

Routes are attached in one way. `routes.py` of a room makes its `blueprint`. A room of several topics has a file for
each further topic, which imports that blueprint; the room's `__init__` imports and names these files in `__all__`.
"""

from typing import Final

from flask import Blueprint, Flask

from qip_tracker.web.community import coownership, evaluations, panels
from qip_tracker.web.money import agreement, tranches
from qip_tracker.web.people import accounts
from qip_tracker.web.portfolio import dashboard, home, imports, project_list
from qip_tracker.web.programme import partners, programme
from qip_tracker.web.project import holds, overview
from qip_tracker.web.reporting import reports
from qip_tracker.web.selection import proposals
from qip_tracker.web.works import completion, handover, milestones
from qip_tracker.weblib.pages.menus import Entry, hang_up

ROOMS: Final[tuple[Blueprint, ...]] = (
    home.blueprint,
    accounts.blueprint,
    programme.blueprint,
    partners.blueprint,
    project_list.blueprint,
    imports.blueprint,
    overview.blueprint,
    proposals.blueprint,
    agreement.blueprint,
    tranches.blueprint,
    holds.blueprint,
    milestones.blueprint,
    completion.blueprint,
    handover.blueprint,
    coownership.blueprint,
    panels.blueprint,
    evaluations.blueprint,
    reports.blueprint,
    dashboard.blueprint,
)
NAVIGATION: Final[tuple[Entry, ...]] = (
    home.NAVIGATION_ENTRY,
    project_list.NAVIGATION_ENTRY,
    dashboard.NAVIGATION_ENTRY,
    partners.NAVIGATION_ENTRY,
    programme.NAVIGATION_ENTRY,
    accounts.NAVIGATION_ENTRY,
    programme.TRAIL_ENTRY,
)
TABS: Final[tuple[Entry, ...]] = (
    overview.TAB,
    proposals.TAB,
    tranches.TAB,
    milestones.TAB,
    coownership.TAB,
    panels.TAB,
    reports.TAB,
)


def register(app: Flask) -> None:
    """Open every room, and hang up what they offer in the menus."""
    for room in ROOMS:
        app.register_blueprint(room)
    hang_up(app, NAVIGATION, TABS)
