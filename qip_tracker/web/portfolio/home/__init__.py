"""My work today, and what a load balancer asks."""

from qip_tracker.i18n import lazy
from qip_tracker.web.portfolio.home import health
from qip_tracker.web.portfolio.home.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

NAVIGATION_ENTRY = Entry(lazy("My work"), "home.index")

__all__ = ["NAVIGATION_ENTRY", "blueprint", "health"]
