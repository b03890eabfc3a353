"""The handover on its pages."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.models import Handover, Project
from tests.factories.running import a_completed_project, a_running_project
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


def certificate(world: World, **changed: str) -> dict[str, str]:
    return {
        "handed_over_on": today(world),
        "owner_body": "Town hall of Aguelhok",
        "signatory_title": "Mayor",
        "assets": "One borehole",
        "maintenance_commitment": "A line in the yearly budget",
        "community_told_how": "On the market",
        **changed,
    }


def test_a_handover_is_recorded_and_corrected_on_its_page(world: World, as_role: Any) -> None:
    project_id = a_completed_project(world)
    browser, url = as_role("programme_officer"), f"/projects/{project_id}/handover/record"
    first_page = browser.get(url).get_data(as_text=True)
    # The proposal already says who will look after it.
    assert 'value="Water committee of Aguelhok"' in first_page
    wrong = browser.submit(url, certificate(world, assets=""))
    assert wrong.status_code == 422
    assert "List what was handed over." in wrong.get_data(as_text=True)
    answer = browser.submit(url, certificate(world))
    assert (answer.status_code, answer.location) == (303, f"/projects/{project_id}/handover")
    shown = words(browser.get(f"/projects/{project_id}/handover").get_data(as_text=True))
    assert "Town hall of Aguelhok" in shown
    assert "The mission was named at the handover No" in shown
    again = browser.submit(url, certificate(world, owner_body="Water committee", mission_credited="y"))
    assert again.status_code == 303
    with world.reading() as session:
        (row,) = session.scalars(select(Handover)).all()
    assert (row.owner_body, row.mission_credited, row.version) == ("Water committee", True, 2)


def test_two_officers_record_the_handover_and_the_second_sees_both_versions(
    world: World, as_role: Any
) -> None:
    project_id = a_completed_project(world)
    url = f"/projects/{project_id}/handover/record"
    first, second = as_role("programme_officer"), as_role("programme_officer.second")
    hidden = hidden_inputs(second.get(url).get_data(as_text=True))
    assert first.submit(url, certificate(world)).status_code == 303
    late = second.post(url, data={**hidden, **certificate(world, owner_body="Somebody else")})
    html = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Somebody else" in html
    assert "Town hall of Aguelhok" in html


def test_a_handover_before_completion_has_no_form(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser, url = as_role("programme_officer"), f"/projects/{project_id}/handover/record"
    html = browser.get(url).get_data(as_text=True)
    assert "A handover is recorded when the works are completed" in words(html)
    assert buttons(html) == []
    forced = browser.post(url, data={**browser.tokens(), **certificate(world)})
    assert forced.status_code == 422
