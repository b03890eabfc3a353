"""The proposals room."""

from qip_tracker.i18n import lazy
from qip_tracker.web.selection.proposals import decision, screening
from qip_tracker.web.selection.proposals.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

TAB = Entry(lazy("Proposal"), "proposals.show")

__all__ = ["TAB", "blueprint", "decision", "screening"]
