"""The panels room."""

from qip_tracker.i18n import lazy
from qip_tracker.web.community.panels.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

TAB = Entry(lazy("Community"), "panels.index")

__all__ = ["TAB", "blueprint"]
