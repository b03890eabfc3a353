"""The partners room."""

from qip_tracker.i18n import lazy
from qip_tracker.web.programme.partners.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

NAVIGATION_ENTRY = Entry(lazy("Partners"), "partners.index")

__all__ = ["NAVIGATION_ENTRY", "blueprint"]
