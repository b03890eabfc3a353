"""Hold and resume on their pages."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.models import Hold, Project
from tests.factories.running import a_running_project
from tests.factories.world import World
from tests.page_client import hidden_inputs
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


def test_a_project_is_held_and_resumed(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser, url = as_role("programme_manager"), f"/projects/{project_id}/hold"
    wrong = browser.submit(url, {"reason": "boredom", "note": "", "since_on": today(world)})
    assert wrong.status_code == 422
    assert "Write down what happened." in wrong.get_data(as_text=True)
    assert project_of(world, project_id).state == "active"
    sent = {"reason": "insecurity", "note": "Fighting near the site.", "since_on": today(world)}
    answer = browser.submit(url, sent)
    assert (answer.status_code, answer.location) == (303, f"/projects/{project_id}")
    overview = browser.get(f"/projects/{project_id}").get_data(as_text=True)
    assert "Fighting near the site." in words(overview)
    assert f"/projects/{project_id}/resume" in buttons(overview)
    version = str(project_of(world, project_id).version)
    resumed = browser.press(
        f"/projects/{project_id}/resume", {"version": version}, page=f"/projects/{project_id}"
    )
    assert resumed.status_code == 303
    with world.reading() as session:
        (hold,) = session.scalars(select(Hold)).all()
    assert hold.until_on is not None
    assert project_of(world, project_id).state == "active"


def test_a_stale_hold_is_409_and_keeps_the_note(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser, url = as_role("programme_manager"), f"/projects/{project_id}/hold"
    hidden = hidden_inputs(browser.get(url).get_data(as_text=True))
    sent = {
        "reason": "insecurity",
        "note": "Fighting near the site.",
        "since_on": today(world),
        "version": "1",
    }
    answer = browser.post(url, data={**hidden, **sent})
    assert answer.status_code == 409
    assert "Fighting near the site." in answer.get_data(as_text=True)
