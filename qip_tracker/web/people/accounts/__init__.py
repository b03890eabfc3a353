"""Signing in and out, the language, one's own account, people and their roles, invitations."""

from qip_tracker.i18n import lazy
from qip_tracker.web.people.accounts import joining, own, people
from qip_tracker.web.people.accounts.routes import blueprint
from qip_tracker.weblib.pages.menus import Entry

NAVIGATION_ENTRY = Entry(lazy("People"), "accounts.people")

__all__ = ["NAVIGATION_ENTRY", "blueprint", "joining", "own", "people"]
