"""The budget and the tranches with their signatures."""

from qip_tracker.i18n import lazy
from qip_tracker.web.money.tranches.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

TAB = Entry(lazy("Money"), "tranches.index")

__all__ = ["TAB", "blueprint"]
