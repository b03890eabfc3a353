"""The coownership room."""

from qip_tracker.i18n import lazy
from qip_tracker.web.community.coownership.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

TAB = Entry(lazy("Co-ownership"), "coownership.index")

__all__ = ["TAB", "blueprint"]
