"""The programme room: the mission's frame, its policy numbers, and the audit trail."""

from qip_tracker.i18n import lazy
from qip_tracker.web.programme.programme import policy, trail
from qip_tracker.web.programme.programme.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

NAVIGATION_ENTRY = Entry(lazy("Programme"), "programme.index")
TRAIL_ENTRY = Entry(lazy("Audit trail"), "programme.audit")

__all__ = ["NAVIGATION_ENTRY", "TRAIL_ENTRY", "blueprint", "policy", "trail"]
