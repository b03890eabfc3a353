"""Delivery, completion, closing and terminating on their pages, and whose pages those of every move are."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.models import ExpectedResult, Project
from tests.factories.fieldwork import confirm_milestone, milestone_ids, record_visit
from tests.factories.running import (
    a_closable_project,
    a_completed_project,
    a_finished_site,
    a_running_project,
    an_agreed_project,
)
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.services.works.test_completion import result_ids
from tests.web.reading import buttons, words


@pytest.fixture
def world(app: Flask) -> World:
    """The pages ask the real clock, so the world of this file lives today."""
    return World(app, datetime.now(UTC))


def project_of(world: World, project_id: int) -> Project:
    with world.reading() as session:
        return session.get_one(Project, project_id, populate_existing=True)


def today(world: World) -> str:
    return world.now.date().isoformat()


def test_deliveries_are_counted(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    first, second = result_ids(world, project_id)
    browser, url = as_role("programme_officer"), f"/projects/{project_id}/delivery"
    assert "Washing slabs, 4 planned" in words(browser.get(url).get_data(as_text=True))
    wrong = browser.submit(url, {f"result_{first}": "-1", f"result_{second}": "many"})
    assert wrong.status_code == 422
    assert wrong.get_data(as_text=True).count('aria-invalid="true"') == 2
    assert browser.submit(url, {f"result_{first}": "1", f"result_{second}": ""}).status_code == 303
    with world.reading() as session:
        counted = session.scalars(select(ExpectedResult.delivered).order_by(ExpectedResult.position)).all()
    assert list(counted) == [1, None]
    assert 'value="1"' in browser.get(url).get_data(as_text=True)


def test_completion_shows_its_checklist_before_its_button(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser, url = as_role("programme_manager"), f"/projects/{project_id}/complete"
    html = browser.get(url).get_data(as_text=True)
    assert "What must be true first 0 of 3" in words(html)
    assert buttons(html) == []
    # Pressed all the same, it is refused with every reason and nothing changes.
    forced = browser.post(url, data={**browser.tokens(), "completed_on": today(world), "version": "9"})
    assert forced.status_code in (409, 422)
    a_finished_site(world, project_id)
    tomorrow = (world.now.date() + timedelta(1)).isoformat()
    wrong = browser.submit(url, {"completed_on": tomorrow})
    assert wrong.status_code == 422
    assert "This date lies in the future." in wrong.get_data(as_text=True)
    assert browser.submit(url, {"completed_on": today(world)}).status_code == 303
    assert project_of(world, project_id).state == "completed"


def test_closing_shows_what_is_missing_with_the_way_to_it(world: World, as_role: Any) -> None:
    project_id = a_completed_project(world)
    browser, url = as_role("programme_manager"), f"/projects/{project_id}/close"
    html = browser.get(url).get_data(as_text=True)
    said = words(html)
    assert "What must be true first 2 of 6" in said
    assert "Not all tranches have been paid. Put it right" in said
    assert f'href="/projects/{project_id}/money"' in html
    assert f'href="/projects/{project_id}/handover"' in html
    assert buttons(html) == []


def test_a_clear_checklist_closes_the_file_once(world: World, as_role: Any) -> None:
    project_id = a_closable_project(world)
    browser, url = as_role("programme_manager"), f"/projects/{project_id}/close"
    sent = hidden_inputs(browser.get(url).get_data(as_text=True))
    assert [browser.post(url, data=sent).status_code for _time in range(3)] == [303] * 3
    assert project_of(world, project_id).state == "closed"
    html = browser.get(url).get_data(as_text=True)
    assert "This step is not possible from the state the project is in now: Closed." in words(html)
    assert buttons(html) == []


def test_terminating_asks_for_the_cause(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser, url = as_role("head_of_mission"), f"/projects/{project_id}/terminate"
    assert "This cannot be undone" in words(browser.get(url).get_data(as_text=True))
    assert browser.submit(url, {"reason": "  "}).status_code == 422
    assert browser.submit(url, {"reason": "The partner has gone."}).status_code == 303
    assert project_of(world, project_id).state == "terminated"
    assert "Terminated: The partner has gone." in words(
        browser.get(f"/projects/{project_id}").get_data(as_text=True)
    )


def test_a_terminated_project_says_what_was_paid_and_what_is_asked_back(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    first, *_others = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    confirm_milestone(world, project_id, first)
    page = f"/projects/{project_id}"
    running = words(as_role("programme_manager").get(f"{page}/money").get_data(as_text=True))
    assert "Still to pay XOF 2,400,000" in running and "To recover" not in running
    as_role("head_of_mission").submit(f"{page}/terminate", {"reason": "The partner has gone."})
    for address in (page, f"{page}/money"):
        for role in ("programme_manager", "partner"):
            shown = words(as_role(role).get(address).get_data(as_text=True))
            assert "Paid XOF 9,600,000" in shown
            assert "Done by the plan's weights XOF 4,800,000" in shown
            assert "To recover XOF 4,800,000" in shown
            assert "Ended early: USD 8,000.00 to recover" in shown
            assert "USD 4,000.00 was never paid" in shown
            assert "still to pay" not in shown.lower()
    money = words(as_role("programme_manager").get(f"{page}/money").get_data(as_text=True))
    assert "The project was ended early: this tranche is not paid any more." in money
    assert "waits until every milestone is done" not in money


RIGHTS = {
    "hold": {"programme_manager"},
    "resume": {"programme_manager"},
    "complete": {"programme_manager"},
    "close": {"programme_manager"},
    "delivery": {"programme_manager", "programme_officer"},
    "handover/record": {"programme_manager", "programme_officer"},
    "terminate": {"head_of_mission"},
}


@pytest.mark.parametrize("path", RIGHTS)
def test_each_page_belongs_to_its_roles(path: str, world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    for role in (
        "programme_manager",
        "programme_officer",
        "head_of_mission",
        "certifying_officer",
        "facilitator",
        "auditor",
        "partner",
        "donor",
        "administrator",
    ):
        browser = as_role(role)
        url = f"/projects/{project_id}/{path}"
        status = browser.press(url).status_code if path == "resume" else browser.get(url).status_code
        if role == "administrator":
            assert status == 404
        elif role in RIGHTS[path]:
            assert status not in (403, 404), (path, role)
        else:
            assert status == 403, (path, role)
