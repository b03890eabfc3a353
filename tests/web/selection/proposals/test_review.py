"""The proposal as it is read, the screening, the committee's decision and its conditions, page by page."""

from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.models import Condition, Decision, Project, ScreeningOpinion
from qip_tracker.queries.selection.screening import checks_needed
from tests.factories import projects
from tests.factories.world import SEATS, World
from tests.statements import statements_of


def state_of(world: World, project_id: int) -> str:
    """The state as stored."""
    with world.reading() as session:
        return session.get_one(Project, project_id).state


def checks_of(world: World, project_id: int) -> tuple[str, ...]:
    """The opinions a project needs."""
    with world.reading() as session:
        return checks_needed(session, project_id, Rules())


def minutes(world: World, **more: Any) -> dict[str, Any]:
    """An approval of everything, the whole committee present."""
    return {
        "meeting_number": "PRC-2026-03",
        "decided_on": "2026-03-16",
        "present": [str(world.person_id(f"committee_member.{seat}")) for seat in SEATS],
        "outcome": "approved",
        "approved_local": "12 000 000",
        "reason": "A need the women themselves ranked first.",
        **more,
    }


def test_everybody_who_may_view_reads_it_and_harm_stays_inside(as_role: Any, world: World) -> None:
    project_id = projects.an_approved_project(world)
    url = f"/projects/{project_id}/proposal"
    inside = as_role("auditor").get(url).get_data(as_text=True)
    for words in (
        "Women walk two hours for water",
        "XOF\u00a012,000,000",
        "USD\u00a020,000.00",
        "A trough beside the well.",
        "Water committee of Aguelhok",
        "A need the women themselves ranked first.",
        "Civil Affairs",
        "Well dug",
    ):
        assert words in inside.replace("XOF 12", "XOF\u00a012").replace("USD 20", "USD\u00a020"), words
    for role in ("partner", "donor"):
        outside = as_role(role).get(url).get_data(as_text=True)
        assert "Women walk two hours for water" in outside
        for words in ("A trough beside the well.", "Do no harm", "Members present", "Given by"):
            assert words not in outside, (role, words)


def test_opinions_are_saved_one_by_one_or_together_and_lead_to_the_committee(
    as_role: Any, world: World
) -> None:
    project_id = projects.a_submitted_project(world)
    browser = as_role("programme_manager")
    url = f"/projects/{project_id}/screening"
    page = browser.get(url).get_data(as_text=True)
    assert "Send to the committee</button>" not in page
    assert "Some opinions of the screening are still missing." in page
    assert "Association Eau et Vie" in page
    assert browser.submit(url, {"outcome_eligibility": "passed"}).status_code == 303
    checks = checks_of(world, project_id)
    everything = {f"outcome_{check}": "passed" for check in checks}
    assert browser.submit(url, everything).status_code == 303
    with world.reading() as session:
        assert len(session.scalars(select(ScreeningOpinion)).all()) == len(checks)
        version = session.get_one(Project, project_id).version
    assert "Send to the committee</button>" in browser.get(url).get_data(as_text=True)
    sent = browser.press(f"{url}/finish", {"version": str(version)}, page=url)
    assert sent.status_code == 303
    assert state_of(world, project_id) == "screened"


def test_an_opinion_that_is_not_a_pass_says_why(as_role: Any, world: World) -> None:
    project_id = projects.a_submitted_project(world)
    answer = as_role("programme_manager").submit(
        f"/projects/{project_id}/screening", {"outcome_land": "failed", "outcome_gender": "passed"}
    )
    assert answer.status_code == 422
    assert "Say why in a note." in answer.get_data(as_text=True)
    with world.reading() as session:
        assert session.scalars(select(ScreeningOpinion)).all() == []


def test_returned_with_a_reason_which_must_be_there(as_role: Any, world: World) -> None:
    project_id = projects.a_submitted_project(world)
    browser = as_role("programme_manager")
    page = f"/projects/{project_id}/screening"
    empty = browser.submit(f"/projects/{project_id}/return", {"reason": " "}, page=page)
    assert empty.status_code == 422
    assert state_of(world, project_id) == "submitted"
    answer = browser.submit(
        f"/projects/{project_id}/return", {"reason": "The land paper is missing."}, page=page
    )
    assert answer.status_code == 303
    assert state_of(world, project_id) == "returned"
    shown = as_role("programme_officer").get(f"/projects/{project_id}/proposal").get_data(as_text=True)
    assert "The land paper is missing." in shown


def test_the_author_neither_screens_nor_decides(as_role: Any, world: World) -> None:
    project_id = projects.a_complete_draft(world, role="programme_manager")
    assert as_role("programme_manager").get(f"/projects/{project_id}/screening").status_code == 403
    for role in ("programme_officer", "auditor", "head_of_mission", "partner"):
        browser = as_role(role)
        assert browser.get(f"/projects/{project_id}/screening").status_code == 403
        assert browser.get(f"/projects/{project_id}/decision").status_code == 403


def test_a_decision_is_recorded_with_everybody_present(as_role: Any, world: World) -> None:
    project_id = projects.a_screened_project(world)
    browser = as_role("committee_member")
    url = f"/projects/{project_id}/decision"
    engineer = world.person_id("committee_member.engineering")
    answer = browser.submit(url, minutes(world, **{f"interest_{engineer}": "Her brother is a mason there"}))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert state_of(world, project_id) == "approved"
    shown = browser.get(f"/projects/{project_id}/proposal").get_data(as_text=True)
    assert "Her brother is a mason there" in shown
    assert "4 members without an interest, 4 needed" in shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"decided_on": "2126-03-16"}, "This date lies in the future."),
        ({"decided_on": "2025-03-16"}, "before the project was logged"),
        ({"present": []}, "The committee has no quorum"),
        ({"outcome": ""}, "Choose the outcome."),
        ({"approved_local": "12 000 001"}, "cannot approve more than was asked for"),
        ({"approved_local": ""}, "Give the amount approved."),
        ({"approved_local": "much"}, "Enter a whole amount of XOF, such as 24961."),
        ({"reason": "Good"}, "Give the reason for the decision"),
        ({"meeting_number": ""}, "Enter the number of the meeting."),
        ({"outcome": "approved_with_conditions"}, "Write down the condition"),
        ({"conditions-0-text": "Land paper"}, "Conditions go with the outcome"),
        ({"present": ["999"]}, "Choose one of the answers offered."),
        ({"present": ["chair"]}, "Choose one of the answers offered."),
    ],
)
def test_a_decision_says_why_it_is_void(
    as_role: Any, world: World, typed: dict[str, Any], words: str
) -> None:
    project_id = projects.a_screened_project(world)
    answer = as_role("committee_member").submit(f"/projects/{project_id}/decision", minutes(world, **typed))
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert state_of(world, project_id) == "screened"
    with world.reading() as session:
        assert session.scalars(select(Decision)).all() == []


def test_an_interest_of_somebody_absent_is_asked_about(as_role: Any, world: World) -> None:
    project_id = projects.a_screened_project(world)
    present = [str(world.person_id(f"committee_member.{seat}")) for seat in SEATS[:4]]
    absent = world.person_id("committee_member.civil_affairs")
    answer = as_role("committee_member").submit(
        f"/projects/{project_id}/decision",
        minutes(world, present=present, **{f"interest_{absent}": "Cousin"}),
    )
    assert answer.status_code == 422
    assert "Tick this member as present" in answer.get_data(as_text=True)


def test_another_condition_row_keeps_the_ticks(as_role: Any, world: World) -> None:
    project_id = projects.a_screened_project(world)
    typed = minutes(world, **{"conditions-0-text": "Land paper", "add-conditions": "1"})
    answer = as_role("committee_member").submit(f"/projects/{project_id}/decision", typed)
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert 'name="conditions-1-text"' in text
    assert text.count("checked") >= 6
    assert state_of(world, project_id) == "screened"


def test_a_condition_is_cleared_once_with_a_note_by_the_manager(as_role: Any, world: World) -> None:
    project_id = projects.an_approved_project(world, conditions=("The land paper is signed.",))
    with world.reading() as session:
        condition_id = session.scalars(select(Condition.id)).one()
    page = f"/projects/{project_id}/proposal"
    url = f"/projects/{project_id}/conditions/{condition_id}/clear"
    browser = as_role("programme_manager")
    assert "Clear the condition" in browser.get(page).get_data(as_text=True)
    assert "Clear the condition" not in as_role("programme_officer").get(page).get_data(as_text=True)
    empty = browser.press(url, {"version": "1", "note": ""}, page=page)
    assert empty.status_code == 422
    assert "Say how you know" in empty.get_data(as_text=True)
    assert browser.press(url, {"version": "1", "note": "Seen it."}, page=page).status_code == 303
    assert browser.press(url, {"version": "2", "note": "Again"}, page=page).status_code == 422
    assert as_role("programme_officer").press(url, {"version": "2"}, page=page).status_code == 403
    other = projects.an_approved_project(world)
    elsewhere = f"/projects/{other}/conditions/{condition_id}/clear"
    assert browser.press(elsewhere, {"version": "2"}, page=page).status_code == 404


def test_withdrawing_needs_a_reason_and_discarding_a_draft(as_role: Any, world: World) -> None:
    browser = as_role("programme_officer")
    draft = projects.a_draft(world)
    page = f"/projects/{draft}/proposal"
    assert browser.submit(f"/projects/{draft}/discard", {}, page=page).status_code == 303
    assert browser.get(page).status_code == 404
    sent = projects.a_submitted_project(world)
    page = f"/projects/{sent}/proposal"
    assert browser.submit(f"/projects/{sent}/discard", {}, page=page).status_code == 422
    assert browser.submit(f"/projects/{sent}/withdraw", {"reason": ""}, page=page).status_code == 422
    answer = browser.submit(f"/projects/{sent}/withdraw", {"reason": "No road any more."}, page=page)
    assert answer.status_code == 303
    assert state_of(world, sent) == "withdrawn"
    assert "No road any more." in browser.get(page).get_data(as_text=True)


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("programme_manager", "proposal"),
        ("programme_manager", "screening"),
        ("committee_member", "decision"),
    ],
)
def test_a_page_of_judging_takes_at_most_fifteen_statements(
    as_role: Any, world: World, role: str, path: str
) -> None:
    project_id = projects.an_approved_project(world, conditions=("One",))
    browser = as_role(role)
    with statements_of(world.app) as seen:
        assert browser.get(f"/projects/{project_id}/{path}").status_code == 200
    assert len(seen) <= 15, "\n".join(seen)
