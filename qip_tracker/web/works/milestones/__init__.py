"""The milestones room."""

from qip_tracker.i18n import lazy
from qip_tracker.web.works.milestones.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

TAB = Entry(lazy("Milestones"), "milestones.index")

__all__ = ["TAB", "blueprint"]
