"""One project at a glance."""

from qip_tracker.i18n import lazy
from qip_tracker.web.project.overview.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

TAB = Entry(lazy("Overview"), "overview.show")

__all__ = ["TAB", "blueprint"]
