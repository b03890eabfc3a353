"""The dashboard room."""

from qip_tracker.i18n import lazy
from qip_tracker.web.portfolio.dashboard.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

NAVIGATION_ENTRY = Entry(lazy("Dashboard"), "dashboard.index")

__all__ = ["NAVIGATION_ENTRY", "blueprint"]
