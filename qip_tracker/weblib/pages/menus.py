"""What a room offers in the two menus of the house: the navigation of the mission, and the tabs of a project.

Who sees an entry is not said again: it is the permission that its endpoint declares.
"""

from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app

from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.i18n import Lazy
from qip_tracker.weblib.guard import declared_access

_NAVIGATION: Final = "qip_navigation"
_TABS: Final = "qip_tabs"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page with its words in a menu. A tab's page is one of a project; a page of the navigation stands for itself."""

    words: Lazy
    endpoint: str


Menu = tuple[tuple[Entry, Permission], ...]


def hang_up(app: Flask, navigation: tuple[Entry, ...], tabs: tuple[Entry, ...]) -> None:
    """Give the pages of an application the entries of its rooms, in this order; the rooms are open by now."""
    for name, entries in ((_NAVIGATION, navigation), (_TABS, tabs)):
        app.extensions[name] = tuple(
            (entry, declared_access(app, entry.endpoint).permission) for entry in entries
        )


def navigation_menu() -> Menu:
    """The navigation of the mission, in order, each entry with the permission it takes: at most seven."""
    menu: Menu = current_app.extensions[_NAVIGATION]
    return menu


def tabs_menu() -> Menu:
    """The tabs of a project, in order, each with the permission it takes."""
    menu: Menu = current_app.extensions[_TABS]
    return menu
