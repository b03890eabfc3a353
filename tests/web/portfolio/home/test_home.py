"""The first page of each role: what waits, how long, what it blocks, and one press to where it is done."""

import re
from html import unescape

import pytest
from flask import Flask

from qip_tracker.domain.people.roles import Role
from qip_tracker.models import Invitation
from qip_tracker.queries.portfolio.tasks import KINDS
from qip_tracker.web.portfolio.home.wording import COMES_NEXT
from tests.factories import panels, projects, running
from tests.factories.full import a_full_house
from tests.factories.world import World
from tests.statements import statements_of

TASK = re.compile(r'<li class="task[^>]*>.*?<a href="([^"]+)"', re.S)


def test_every_kind_has_words_and_a_page(app: Flask) -> None:
    import sys

    words = sys.modules["qip_tracker.web.portfolio.home.wording"].WORDS
    assert set(words) == {kind.code for kind in KINDS}
    for wording in words.values():
        assert wording.endpoint in app.view_functions


@pytest.mark.parametrize("role", Role)
def test_empty_is_said_with_what_comes_next(as_role, app: Flask, role: str) -> None:  # type: ignore[no-untyped-def]
    browser = as_role(role)
    with statements_of(app) as seen:
        html = browser.get("/").text
    assert "Nothing waits for you" in html
    assert str(COMES_NEXT[role]) in unescape(html)
    assert len(seen) <= 4


def test_every_task_of_every_role_leads_to_a_page_that_opens(as_role, app: Flask, world: World) -> None:  # type: ignore[no-untyped-def]
    a_full_house(world)
    projects.a_draft(world)
    projects.a_submitted_project(world)
    projects.a_screened_project(world)
    running.a_closable_project(world)
    asked = running.an_agreed_project(world)
    running.sign_tranche(world, asked, 1, "request")
    panels.a_panel(world, running.a_completed_project(world))
    opened = 0
    for role in world.people:
        browser = as_role(role)
        with statements_of(app) as seen:
            html = browser.get("/").text
        assert len(seen) <= 6
        for address in {unescape(found) for found in TASK.findall(html)}:
            answer = browser.get(address)
            assert answer.status_code == 200, (role, address)
            opened += 1
    assert opened > 15


def test_overdue_stands_under_today_and_says_how_late(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    projects.a_submitted_project(world)
    html = as_role("programme_manager").get("/").text
    assert 'id="today"' in html
    assert "days late" in html
    assert "Blocks: the committee" in html
    officer = as_role("programme_officer").get("/").text
    assert 'id="others"' in officer
    assert "Waits for screening" in officer
    assert "Nothing waits for you" in officer
    # What one has handed on does not hide what usually comes next.
    assert str(COMES_NEXT["programme_officer"]) in unescape(officer)


def test_titles_are_printed_and_never_obeyed(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    from qip_tracker.models import Project

    project_id = projects.a_draft(world)

    def rename(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, project_id)
        project.title = "<img src=x onerror=alert(1)> %(number)s {{ 7*7 }}"
        work.record("project.renamed", project)

    world.do("system", rename)
    html = as_role("programme_officer").get("/").text
    assert "<img" not in html
    assert "%(number)s {{ 7*7 }}" in html


def test_open_invitations_wait_with_the_administrator_alone(as_role, app: Flask, world: World) -> None:  # type: ignore[no-untyped-def]
    from datetime import timedelta

    from qip_tracker.adapters import clock

    def invite(work):  # type: ignore[no-untyped-def]
        now = clock.now()
        for name, left in (("New Auditor", 5), ("Too Late", -1)):
            work.session.add(
                Invitation(
                    token_hash=name.ljust(64, "0"),
                    mission_id=world.mission_id,
                    display_name=name,
                    role="auditor",
                    created_at=now - timedelta(days=2),
                    expires_at=now + timedelta(days=left),
                )
            )
        work.record("person.invited", world.person(work.session, "administrator"))

    world.do("administrator", invite)
    html = as_role("administrator").get("/").text
    assert "New Auditor" in html
    assert "waiting 2 days" in html
    assert "Too Late" not in html
    assert "New Auditor" not in as_role("programme_manager").get("/").text


def test_a_person_without_a_role_is_told_so(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    from sqlalchemy import select

    from qip_tracker.models import Grant

    browser = as_role("auditor")

    def end(work):  # type: ignore[no-untyped-def]
        grants = select(Grant).where(Grant.person_id == world.person_id("auditor"))
        for grant in work.session.scalars(grants):
            grant.ended_at = work.now
            work.record("grant.ended", grant)

    world.do("administrator", end)
    answer = browser.get("/")
    assert answer.status_code == 200
    assert "You hold no role in this mission" in answer.text
