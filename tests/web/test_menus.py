"""The navigation and the tabs: what somebody may open, in one order, with the page they are on marked."""

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from qip_tracker.web import NAVIGATION, TABS
from tests.factories import projects
from tests.factories.world import World

LINK = re.compile(r'<a href="([^"]+)"( aria-current="page")?>([^<]+)</a>')
AsRole = Callable[[str], FlaskClient]


def menu(page: str, name: str) -> list[tuple[str, str, bool]]:
    """(words, address, is marked) of one menu of a page."""
    found = re.search(rf'<nav[^>]*aria-label="{name}"[^>]*>(.*?)</nav>', page, re.DOTALL)
    links = LINK.findall(found.group(1)) if found else []
    return [(words, url, bool(mark)) for url, mark, words in links]


def test_a_menu_offers_what_opens_and_nothing_else(as_role: AsRole, app: Flask, world: World) -> None:
    project_id = projects.a_draft(world)
    with app.test_request_context():
        places = [app.url_for(entry.endpoint) for entry in NAVIGATION]
        rooms = [app.url_for(entry.endpoint, project_id=project_id) for entry in TABS]
    for role in world.people:
        browser = as_role(role)
        offered = [url for _words, url, _mark in menu(browser.get("/").text, "Main")]
        assert offered == [url for url in places if browser.get(url).status_code == 200], role
        assert len(offered) <= 7
        page = browser.get(f"/projects/{project_id}")
        if page.status_code == 200:
            tabs = [url for _words, url, _mark in menu(page.text, "Project")]
            assert tabs == [url for url in rooms if browser.get(url).status_code == 200], role


def test_the_entry_a_page_lies_under_is_marked(as_role: AsRole, world: World) -> None:
    project_id = projects.a_draft(world)
    manager, administrator = as_role("programme_manager"), as_role("administrator")
    for browser, address, entry, tab in (
        (manager, "/", "My work", None),
        (manager, "/projects", "Projects", None),
        (manager, f"/projects/{project_id}", "Projects", "Overview"),
        (manager, f"/projects/{project_id}/proposal", "Projects", "Proposal"),
        (manager, f"/projects/{project_id}/money", "Projects", "Money"),
        (manager, f"/partners/{world.partner_id}", "Partners", None),
        (manager, "/programme/mission", "Programme", None),
        (administrator, "/people/invite", "People", None),
        (administrator, "/account", None, None),
    ):
        page = browser.get(address).text
        marked = [words for words, _url, mark in menu(page, "Main") if mark]
        assert marked == ([entry] if entry else []), address
        assert [words for words, _url, mark in menu(page, "Project") if mark] == ([tab] if tab else []), (
            address
        )
