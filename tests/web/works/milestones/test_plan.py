"""The plan on its page, and the three things done to a step: confirmed, dropped, explained."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from qip_tracker.models import Milestone
from tests.adapters import pictures
from tests.factories.fieldwork import (
    co_owner_id,
    complete_all_milestones,
    confirm_milestone,
    milestone_ids,
    record_visit,
)
from tests.factories.running import a_running_project, an_approved_project, sign_tranche
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.statements import statements_of

MOST_STATEMENTS = 15


def plan_of(project_id: int) -> str:
    return f"/projects/{project_id}/milestones"


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def step(world: World, milestone_id: int) -> Milestone:
    with world.reading() as session:
        return session.get_one(Milestone, milestone_id, populate_existing=True)


def test_the_plan_shows_both_keys_with_role_and_day_and_never_a_name(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    first, second, _third = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first, second))
    confirm_milestone(world, project_id, first)
    html = as_role("auditor").get(plan_of(project_id)).get_data(as_text=True)
    shown = words(html)
    assert "1 of 3 milestones done, 40% of the plan" in shown
    assert "16 Mar 2026 Programme officer" in shown
    assert "Water committee of Aguelhok · Meeting · written down by: Programme officer" in shown
    assert "Seen by the mission" in shown
    assert "Programme Officer Second" not in shown
    assert '<svg class="picture"' in html
    assert "today" in html


def test_before_the_agreement_a_plan_is_neither_late_nor_on_track(world: World, as_role: Any) -> None:
    html = as_role("programme_officer").get(plan_of(an_approved_project(world))).get_data(as_text=True)
    assert html.count("Not started</span>") == 3
    assert "state-late" not in html.partition("<main")[2].partition("</main")[0]
    assert "Record a visit" not in html


@pytest.mark.parametrize("role", ["programme_officer", "facilitator", "auditor", "partner", "donor"])
def test_the_page_costs_few_statements_however_many_visits(
    role: str, app: Flask, world: World, as_role: Any
) -> None:
    project_id = a_running_project(world)
    browser = as_role(role)
    counts = []
    for round_number in range(2):
        for _visit in range(3):
            record_visit(
                world,
                project_id,
                pictures=(pictures.saved("PNG", pictures.scene(20 + _visit, 20 + round_number)),),
            )
        with statements_of(app) as sent:
            assert browser.get(plan_of(project_id)).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1] <= MOST_STATEMENTS, sent


def test_what_the_mission_thinks_is_not_shown_to_partner_and_donor(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id)
    seen = {
        role: "The masons were at work" in as_role(role).get(plan_of(project_id)).get_data(as_text=True)
        for role in ("programme_officer", "facilitator", "auditor", "partner", "donor")
    }
    assert seen == {
        "programme_officer": True,
        "facilitator": True,
        "auditor": True,
        "partner": False,
        "donor": False,
    }


def confirmation(world: World, project_id: int, **changed: str) -> dict[str, str]:
    fields = {
        "co_owner_id": str(co_owner_id(world, project_id)),
        "confirmed_on": "2026-03-20",
        "method": "meeting",
    }
    return {**fields, **changed}


def test_a_facilitator_records_the_second_key(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    browser = as_role("facilitator")
    address = f"{plan_of(project_id)}/{first}/confirm"
    assert address in browser.get(plan_of(project_id)).get_data(as_text=True)
    answer = browser.submit(address, confirmation(world, project_id))
    assert (answer.status_code, answer.location) == (303, f"{plan_of(project_id)}#plan")
    assert step(world, first).confirmation_recorded_by_id == world.person_id("facilitator")
    html = browser.get(plan_of(project_id)).get_data(as_text=True)
    assert "confirmation is recorded." in html
    assert address not in html


def test_whoever_saw_it_finds_no_form_and_the_post_is_refused(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    browser = as_role("programme_officer")
    address = f"{plan_of(project_id)}/{first}/confirm"
    shown = browser.get(plan_of(project_id)).get_data(as_text=True)
    assert address not in shown
    assert "You saw 1 milestone for the mission" in shown
    assert "Two keys, two hands" in browser.get(address).get_data(as_text=True)
    answer = browser.submit(address, confirmation(world, project_id, version="2"))
    assert answer.status_code == 422
    assert "must be recorded by different people" in words(answer.get_data(as_text=True)).replace(
        "&#39;", "'"
    )
    assert step(world, first).confirmed_on is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("co_owner_id", "", "Choose a co-owner of this project."),
        ("co_owner_id", "999999", "Choose one of the answers offered."),
        ("confirmed_on", "2026-02-30", "This date is not in the calendar."),
        ("confirmed_on", "2199-01-01", "This date lies in the future."),
        ("method", "pigeon", "Choose one of the answers offered."),
    ],
)
def test_a_confirmation_says_what_is_wrong_beside_the_field(
    field: str, value: str, said: str, world: World, as_role: Any
) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    address = f"{plan_of(project_id)}/{first}/confirm"
    answer = as_role("programme_officer").submit(address, confirmation(world, project_id, **{field: value}))
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in html
    assert re.search(rf'href="#{field}(-0)?"', html)
    assert step(world, first).confirmed_on is None


def test_a_stale_confirmation_gets_both_versions(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    browser = as_role("facilitator")
    address = f"{plan_of(project_id)}/{first}/confirm"
    drawn = hidden_inputs(browser.get(address).get_data(as_text=True))
    record_visit(world, project_id, seen=(first,))
    answer = browser.post(address, data={**drawn, **confirmation(world, project_id)})
    assert answer.status_code == 409
    again = hidden_inputs(answer.get_data(as_text=True))
    assert again["version"] == "2"
    assert browser.post(address, data={**again}).status_code == 303


def test_a_form_sent_twice_makes_one_confirmation(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    browser = as_role("facilitator")
    address = f"{plan_of(project_id)}/{first}/confirm"
    drawn = hidden_inputs(browser.get(address).get_data(as_text=True))
    fields = {**drawn, **confirmation(world, project_id)}
    answers = [browser.post(address, data=fields) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert step(world, first).version == 2


def test_a_step_is_dropped_with_its_reason(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    browser = as_role("programme_manager")
    address = f"{plan_of(project_id)}/{first}/drop"
    assert browser.submit(address, {"reason": "  "}).status_code == 422
    assert browser.submit(address, {"reason": "The <b>river</b> moved."}).status_code == 303
    html = browser.get(plan_of(project_id)).get_data(as_text=True)
    assert "The &lt;b&gt;river&lt;/b&gt; moved." in html
    assert "0 of 2 milestones done" in words(html)
    assert address not in html


def test_a_late_step_is_explained(world: World, as_role: Any) -> None:
    """These projects began in March 2026; the pages ask the machine's clock, which is later."""
    assert datetime.now(UTC) > datetime(2026, 7, 1, tzinfo=UTC)
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    browser = as_role("programme_officer")
    address = f"{plan_of(project_id)}/{first}/delay"
    assert browser.submit(address, {}).status_code == 422
    assert browser.submit(address, {"delay_reason": "weather_access"}).status_code == 303
    shown = browser.get(plan_of(project_id)).get_data(as_text=True)
    assert re.search(r"\d+ days late", words(shown))
    assert "Weather" in shown


@pytest.mark.parametrize("page", ["confirm", "drop", "delay"])
def test_who_may_and_who_does_not_even_see_it(page: str, world: World, as_role: Any) -> None:
    project_id, other = a_running_project(world), a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    address = f"{plan_of(project_id)}/{first}/{page}"
    assert as_role("auditor").get(address).status_code == 403
    assert as_role("administrator").get(address).status_code == 404
    assert as_role("programme_officer").get(f"{plan_of(other)}/{first}/{page}").status_code == 404
    assert as_role("facilitator").get(address).status_code == (200 if page == "confirm" else 403)


def test_a_plan_that_is_done_has_nothing_left_to_do(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    complete_all_milestones(world, project_id)
    html = as_role("programme_officer").get(plan_of(project_id)).get_data(as_text=True)
    assert "3 of 3 milestones done, 100% of the plan" in words(html)
    assert "/confirm" not in html
    assert "/drop" not in html


def test_a_confirmation_given_by_mistake_is_withdrawn_with_the_reason(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    first, second, _third = milestone_ids(world, project_id)
    confirm_milestone(world, project_id, first)
    browser = as_role("programme_officer")
    address = f"{plan_of(project_id)}/{first}/withdraw"
    plan = browser.get(plan_of(project_id)).get_data(as_text=True)
    assert address in plan and f"{plan_of(project_id)}/{second}/withdraw" not in plan
    silent = browser.submit(address, {"reason": " "})
    assert silent.status_code == 422
    assert "Give the reason." in silent.get_data(as_text=True)
    assert step(world, first).confirmed_on is not None
    assert browser.submit(address, {"reason": "The paper was about the other well."}).status_code == 303
    assert step(world, first).confirmed_on is None
    again = browser.get(address).get_data(as_text=True)
    assert "No co-owner has confirmed this milestone." in again
    assert address not in browser.get(plan_of(project_id)).get_data(as_text=True)


def test_what_was_typed_stays_when_the_confirmation_can_no_longer_be_withdrawn(
    world: World, as_role: Any
) -> None:
    project_id = a_running_project(world)
    complete_all_milestones(world, project_id)
    first, *_others = milestone_ids(world, project_id)
    browser = as_role("programme_officer")
    address = f"{plan_of(project_id)}/{first}/withdraw"
    drawn = hidden_inputs(browser.get(address).get_data(as_text=True))
    sign_tranche(world, project_id, 2, "request")
    answer = browser.post(address, data={**drawn, "reason": "The paper was about the other well."})
    html = words(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "the last tranche has been requested" in html
    assert "The paper was about the other well." in html
    assert step(world, first).confirmed_on is not None
