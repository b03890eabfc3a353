"""The agreement on its pages: checklist first, then the paper; wrong, stale and resent ones change nothing."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.i18n import formats
from qip_tracker.models import Agreement, Project
from tests.factories import projects
from tests.factories.running import an_approved_project
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.web.reading import buttons, words


@pytest.fixture
def world(app: Flask) -> World:
    """The pages ask the real clock, so the world of this file lives today."""
    return World(app, datetime.now(UTC))


def agreement(world: World, **changed: str) -> dict[str, str]:
    today = world.now.date()
    return {
        "signed_on": today.isoformat(),
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(weeks=20)).isoformat(),
        "mission_signatory": "Head of Office",
        "partner_signatory": "President",
        "commitment_number": "FC-2026-0117",
        "split": "50,30,20",
        **changed,
    }


def test_an_agreement_is_signed_on_its_page(world: World, as_role: Any) -> None:
    project_id = an_approved_project(world)
    browser, url = as_role("programme_manager"), f"/projects/{project_id}/agreement/sign"
    said = words(browser.get(url).get_data(as_text=True))
    assert "Before the agreement 4 of 4" in said
    assert "80% + 20%: XOF 9,600,000 + XOF 2,400,000" in said
    assert "50% + 45% + 5%" not in said
    answer = browser.submit(url, agreement(world))
    assert (answer.status_code, answer.location) == (303, f"/projects/{project_id}/money")
    shown = words(browser.get(f"/projects/{project_id}/money").get_data(as_text=True))
    assert "Tranche 3 of 3" in shown
    assert "XOF 3,600,000" in shown
    signed = words(browser.get(f"/projects/{project_id}/agreement").get_data(as_text=True))
    assert "FC-2026-0117" in signed


def test_a_blocked_agreement_shows_its_checklist_and_no_form(world: World, as_role: Any) -> None:
    project_id = projects.an_approved_project(world, conditions=("Land title",))
    html = as_role("programme_manager").get(f"/projects/{project_id}/agreement/sign").get_data(as_text=True)
    said = words(html)
    assert "Before the agreement 2 of 4" in said
    assert "The committee's conditions must be cleared first. Put it right" in said
    assert "Record that the co-owners agreed to the design." in said
    assert buttons(html) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"signed_on": ""}, "Give the day."),
        ({"commitment_number": ""}, "Give the number under which finance has committed the money."),
        ({"ends_on": "2020-01-01"}, "The end must come after the start."),
        ({"starts_on": "2020-01-01"}, "The agreement cannot start before it is signed."),
        ({"split": "90,10"}, None),
        ({"split": ""}, None),
        ({"mission_signatory": "x" * 161}, None),
    ],
)
def test_a_wrong_paper_is_422_with_its_text_kept(
    changed: dict[str, str], said: str | None, world: World, as_role: Any
) -> None:
    project_id = an_approved_project(world)
    url = f"/projects/{project_id}/agreement/sign"
    answer = as_role("programme_manager").submit(url, agreement(world, **changed))
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said is None or said in html
    assert 'value="President"' in html
    with world.reading() as session:
        assert session.scalars(select(Agreement)).all() == []


def test_a_stale_agreement_is_409_and_a_resent_one_is_one(world: World, as_role: Any) -> None:
    project_id = an_approved_project(world)
    browser, url = as_role("programme_manager"), f"/projects/{project_id}/agreement/sign"
    hidden = hidden_inputs(browser.get(url).get_data(as_text=True))
    stale = browser.post(url, data={**hidden, **agreement(world), "version": "1"})
    assert stale.status_code == 409
    assert "President" in stale.get_data(as_text=True)
    sent = {**hidden_inputs(browser.get(url).get_data(as_text=True)), **agreement(world)}
    fresh = {**sent, **browser.tokens(f"/projects/{project_id}")}
    assert [browser.post(url, data=fresh).status_code for _time in range(2)] == [303, 303]
    with world.reading() as session:
        assert len(session.scalars(select(Agreement)).all()) == 1


@pytest.mark.parametrize("role", ["programme_officer", "head_of_mission", "auditor", "partner"])
def test_only_the_manager_may_sign(role: str, world: World, as_role: Any) -> None:
    project_id = an_approved_project(world)
    browser = as_role(role)
    assert browser.get(f"/projects/{project_id}/agreement/sign").status_code == 403
    html = browser.get(f"/projects/{project_id}/agreement").get_data(as_text=True)
    assert re.search(r"not signed yet", html)
    assert buttons(html) == []


def test_an_approval_without_an_agreement_lapses_and_the_page_says_so(world: World, as_role: Any) -> None:
    project_id = an_approved_project(world)
    page = f"/projects/{project_id}"
    manager = as_role("programme_manager")
    last = formats.date(world.now.date() + timedelta(days=60))
    assert f"Agreement, before the approval lapses {last}" in words(manager.get(page).get_data(as_text=True))
    assert "The approval has lapsed" not in words(
        manager.get(f"{page}/agreement/sign").get_data(as_text=True)
    )

    def long_ago(work: Any) -> None:
        project = work.session.get_one(Project, project_id)
        project.state_since = world.now - timedelta(days=61)
        work.record("project.imported", project, mission_id=world.mission_id)

    world.do("system", long_ago)
    for path in ("agreement", "agreement/sign"):
        shown = words(manager.get(f"{page}/{path}").get_data(as_text=True))
        assert "The approval has lapsed" in shown
        assert "Ask the committee again before you sign" in shown
    assert "1 day late" in words(manager.get(page).get_data(as_text=True))
    # Said, not done: the project stands where the committee left it.
    assert _state(world, project_id) == "approved"


def _state(world: World, project_id: int) -> str:
    with world.reading() as session:
        return session.get_one(Project, project_id, populate_existing=True).state
