"""Hold, delivery, completion, handover, closing and terminating on their pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.i18n import formats
from qip_tracker.models import ExpectedResult, Handover, Hold, Project
from tests.factories.fieldwork import confirm_milestone, milestone_ids, record_visit
from tests.factories.running import (
    a_closable_project,
    a_completed_project,
    a_finished_site,
    a_running_project,
    an_agreed_project,
    an_approved_project,
)
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.services.works.test_completion import result_ids
from tests.web.project.projects.reading import buttons, words


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
    assert project_of(world, project_id).state == "approved"


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
