"""The overview of a project: what it says in each state, to whom, and what it costs."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from qip_tracker.models import Partner, Project
from qip_tracker.services.project import holds
from qip_tracker.services.project.holds import HoldProject
from qip_tracker.services.works import completion
from qip_tracker.services.works.completion import RecordDelivery
from tests.factories import projects
from tests.factories.fieldwork import complete_all_milestones, record_visit
from tests.factories.running import (
    a_closable_project,
    a_closed_project,
    a_completed_project,
    a_running_project,
    an_agreed_project,
    an_approved_project,
    sign_tranche,
)
from tests.factories.world import World
from tests.services.works.test_completion import result_ids
from tests.statements import statements_of
from tests.web.reading import buttons, words

MOST_STATEMENTS = 15
MAKERS = {
    "draft": projects.a_draft,
    "submitted": projects.a_submitted_project,
    "screened": projects.a_screened_project,
    "approved": an_approved_project,
    "agreed": an_agreed_project,
    "active": a_running_project,
    "completed": a_completed_project,
    "closed": a_closed_project,
}


@pytest.fixture
def world(app: Flask) -> World:
    """The pages ask the real clock, so the world of this file lives today."""
    return World(app, datetime.now(UTC))


def shown(as_role: Any, role: str, project_id: int, path: str = "") -> str:
    answer = as_role(role).get(f"/projects/{project_id}{path}")
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


@pytest.mark.parametrize("state", MAKERS)
@pytest.mark.parametrize("role", ["programme_manager", "auditor", "facilitator"])
def test_it_stands_in_every_state_with_few_statements(
    state: str, role: str, app: Flask, world: World, as_role: Any
) -> None:
    project_id = MAKERS[state](world)
    browser = as_role(role)
    with statements_of(app) as seen:
        answer = browser.get(f"/projects/{project_id}")
    assert answer.status_code == 200
    assert len(seen) <= MOST_STATEMENTS, seen


def test_a_running_project_at_a_glance(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    html = shown(as_role, "programme_officer", project_id)
    said = words(html)
    assert '<svg class="picture" role="img"' in html
    assert "0 of 3 milestones done, 0% of the plan" in said
    assert "Approved XOF 12,000,000" in said
    assert "Paid XOF 9,600,000" in said
    assert "Still to pay XOF 2,400,000" in said
    assert "USD 20,000.00 approved, USD 16,000.00 paid, USD 4,000.00 still to pay" in said
    assert "Rate 600 for 1 USD" in said
    assert "Town hall of Aguelhok" in said
    assert "Water committee of Aguelhok" in said
    assert "First tranche paid, the clock starts" in said
    assert "Before: Declare the works completed 0 of 3" in said
    assert "Every milestone must be done, with both keys, or dropped with a reason. Put it right" in said
    assert "not counted yet" in said


def test_what_was_counted_is_shown_beside_the_plan(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    counted = RecordDelivery(project_id, {result_ids(world, project_id)[1]: 3})
    world.do("programme_officer", lambda work: completion.record_delivery(work, counted))
    assert "Washing slabs 4 slabs 3" in words(shown(as_role, "programme_officer", project_id))


def test_a_plan_before_its_agreement_is_neither_late_nor_on_track(world: World, as_role: Any) -> None:
    world.now -= timedelta(weeks=30)
    said = words(shown(as_role, "auditor", an_approved_project(world)))
    assert said.count("Not started") == 3
    # The agreement itself is overdue, which is said once, beside what is due; no step of the plan is late.
    assert "late" not in said.partition("Due next")[0]


def test_lateness_is_said_in_days(world: World, as_role: Any) -> None:
    today = world.now
    world.now = today - timedelta(weeks=9)
    project_id = a_running_project(world)
    said = words(shown(as_role, "auditor", project_id))
    assert "7 days late Well dug" in said
    # The next visit was due 45 days after the first payment.
    assert "Next visit" in said
    assert "18 days late" in said


def test_a_hold_stands_on_top_with_its_reason(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    command = HoldProject(project_id, "weather_access", "The road is under water.", world.now.date())
    world.do("programme_manager", lambda work: holds.hold(work, command))
    inside, outside = (
        words(shown(as_role, "programme_manager", project_id)),
        words(shown(as_role, "partner", project_id)),
    )
    assert "Weather or access The road is under water. The clock keeps running." in inside
    assert "Weather or access The clock keeps running." in outside
    assert "under water" not in outside


def test_the_desk_at_which_money_waits_is_due(world: World, as_role: Any) -> None:
    world.now -= timedelta(days=12)
    project_id = an_agreed_project(world)
    sign_tranche(world, project_id, 1, "clear")
    said = words(shown(as_role, "programme_officer", project_id))
    assert "Tranche 1: Certifying officer" in said
    assert "waiting 12 days" in said
    assert "First payment" in said


STEPS = {
    "approved": {"programme_manager": ["agreement/sign"]},
    "agreed": {},
    "active": {
        "programme_manager": ["complete", "delivery", "hold"],
        "programme_officer": ["delivery"],
        "head_of_mission": ["terminate"],
    },
    "completed": {
        "programme_manager": ["delivery", "handover/record"],
        "programme_officer": ["delivery", "handover/record"],
    },
    "closed": {},
}


@pytest.mark.parametrize("state", STEPS)
def test_each_reader_finds_the_steps_that_are_theirs(state: str, world: World, as_role: Any) -> None:
    project_id = MAKERS[state](world)
    for role in (
        "programme_manager",
        "programme_officer",
        "head_of_mission",
        "certifying_officer",
        "auditor",
        "partner",
    ):
        found = buttons(shown(as_role, role, project_id))
        expected = STEPS[state].get(role, [])
        assert sorted(found) == sorted(f"/projects/{project_id}/{step}" for step in expected), role


def test_the_main_button_appears_when_the_checklist_is_clear(world: World, as_role: Any) -> None:
    def on_top(project_id: int) -> str:
        html = shown(as_role, "programme_manager", project_id)
        return html.partition('<div class="main-action">')[2].partition("</div>")[0]

    project_id = a_running_project(world)
    assert on_top(project_id).strip() == ""
    complete_all_milestones(world, project_id, purpose="final")
    record_visit(world, project_id)
    assert f"/projects/{project_id}/complete" in on_top(project_id)
    closable = a_closable_project(world)
    assert f"/projects/{closable}/close" in on_top(closable)


@pytest.mark.parametrize("role", ["partner", "donor"])
def test_readers_outside_see_facts_and_nothing_of_the_weighing(role: str, world: World, as_role: Any) -> None:
    project_id = a_closable_project(world)
    html = shown(as_role, role, project_id)
    said = words(html)
    assert "First tranche paid, the clock starts" in said
    assert "Works declared completed" in said
    for inner in (
        "Next gate",
        "Screening finished",
        "Sent for screening",
        "A need the women themselves",
        "Certifying Officer",
        "panel",
        "Herders",
        "trough",
    ):
        assert inner not in said
    assert buttons(html) == []


@pytest.mark.parametrize("role", ["partner", "donor"])
def test_another_body_s_project_is_not_there(role: str, app: Flask, world: World, as_role: Any) -> None:
    project_id = a_running_project(world)

    def give_away(work: Any) -> None:
        other = Partner(
            mission_id=world.mission_id,
            name="Another",
            type="cbo",
            status="candidate",
            assessment="not_assessed",
        )
        work.session.add(other)
        work.session.flush()
        project = work.session.get_one(Project, project_id)
        project.partner_id, project.donor_id = other.id, world.pbf_donor_id
        work.record("project.prepared", project)

    world.do("system", give_away)
    for path in ("", "/money", "/agreement", "/handover"):
        assert as_role(role).get(f"/projects/{project_id}{path}").status_code == 404


def test_absent_and_huge_numbers_are_404(world: World, as_role: Any) -> None:
    browser = as_role("programme_manager")
    for number in ("999999", "99999999999999999999"):
        assert browser.get(f"/projects/{number}").status_code == 404
        assert browser.get(f"/projects/{number}/money").status_code == 404


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_it_stands_in_every_language(code: str, world: World, as_role: Any) -> None:
    project_id = a_closable_project(world)
    browser = as_role("programme_manager")
    browser.get(f"/language/{code}")
    for path in ("", "/money", "/agreement", "/handover", "/close", "/delivery", "/complete"):
        answer = browser.get(f"/projects/{project_id}{path}")
        assert answer.status_code == 200
        assert f'lang="{code}"' in answer.get_data(as_text=True)
