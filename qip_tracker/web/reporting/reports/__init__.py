"""The reports room."""

from qip_tracker.i18n import lazy
from qip_tracker.web.reporting.reports.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

TAB = Entry(lazy("Reports"), "reports.index")

__all__ = ["TAB", "blueprint"]
