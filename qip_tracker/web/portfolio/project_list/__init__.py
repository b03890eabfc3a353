"""The list of projects, on a page and as a file."""

from qip_tracker.i18n import lazy
from qip_tracker.web.portfolio.project_list.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

NAVIGATION_ENTRY = Entry(lazy("Projects"), "project_list.index")

__all__ = ["NAVIGATION_ENTRY", "blueprint"]
