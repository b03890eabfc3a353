"""The co-ownership page and its forms, as an officer and as a reader meets them."""

import re
from typing import Any

import pytest
from flask import Flask

from qip_tracker.models import Consent, Contribution, CoOwner, DesignChange
from tests.factories.fieldwork import co_owner_id, consent
from tests.factories.running import a_running_project
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.statements import statements_of

MOST_STATEMENTS = 15


def room(project_id: int, rest: str = "") -> str:
    return f"/projects/{project_id}/co-ownership{rest}"


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).replace("&#39;", "'")


def contribution(world: World, project_id: int, **changed: str) -> dict[str, str]:
    fields = {
        "co_owner_id": str(co_owner_id(world, project_id)),
        "kind": "labour",
        "description": "36,000 bricks <made> by hand",
        "value_usd_minor": "1,250.50",
        "promised_on": "2026-03-01",
        "delivered_on": "2026-03-10",
    }
    return {**fields, **changed}


def test_the_page_shows_owners_words_index_and_upkeep(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    consent(world, project_id, "agreement", agreed=False, side="state")
    html = as_role("auditor").get(room(project_id)).get_data(as_text=True)
    shown = words(html)
    assert "3 of 5" in shown
    assert "Done: Raised locally The community raised the need itself." in shown
    assert "Missing: Contribution made No contribution is on record." in shown
    assert "Town hall of Aguelhok did not agree at this stage: Agreement with the partner." in shown
    assert "The site belongs to another family." in shown
    assert "Who looks after it Water committee of Aguelhok" in shown
    assert "/co-ownership/" not in html


@pytest.mark.parametrize("role", ["programme_officer", "facilitator", "partner", "donor"])
def test_the_page_costs_few_statements(role: str, app: Flask, world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser = as_role(role)
    for stage in ("agreement", "handover"):
        for side in ("state", "society"):
            consent(world, project_id, stage, side=side)
    with statements_of(app) as sent:
        assert browser.get(room(project_id)).status_code == 200
    assert len(sent) <= MOST_STATEMENTS, sent


def test_a_contribution_is_added_shown_and_changed(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser = as_role("programme_officer")
    answer = browser.submit(
        room(project_id, "/contributions/new"), contribution(world, project_id, delivered_on="")
    )
    assert (answer.status_code, answer.location) == (303, room(project_id) + "#contributions")
    shown = browser.get(room(project_id)).get_data(as_text=True)
    assert "36,000 bricks &lt;made&gt; by hand" in shown
    assert "USD 1,250.50" in shown
    assert "not yet" in shown
    with world.reading() as session:
        row = session.query(Contribution).one()
        assert row.value_usd_minor == 125_050
    edit = room(project_id, f"/contributions/{row.id}")
    assert 'value="1250.50"' in browser.get(edit).get_data(as_text=True)
    assert browser.submit(edit, contribution(world, project_id, value_usd_minor="")).status_code == 303
    shown = words(browser.get(room(project_id)).get_data(as_text=True))
    assert "10 Mar 2026" in shown
    assert "not valued" in shown
    assert "Done: Contribution made" in shown


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("co_owner_id", "", "Choose a co-owner of this project."),
        ("co_owner_id", "8888", "Choose one of the answers offered."),
        ("kind", "", "Choose what is given."),
        ("description", "", "Say what is given and how much of it."),
        ("description", "x" * 301, "At most 300 characters fit here; shorten this by 1."),
        ("value_usd_minor", "-5", "An amount cannot be below zero."),
        ("value_usd_minor", "NaN", "Enter an amount such as"),
        ("promised_on", "", "Enter the day it was promised."),
        ("delivered_on", "2026-02-01", "It cannot have been delivered before it was promised."),
        ("delivered_on", "2199-01-01", "This date lies in the future."),
    ],
)
def test_a_contribution_says_what_is_wrong_and_keeps_what_was_typed(
    field: str, value: str, said: str, world: World, as_role: Any
) -> None:
    project_id = a_running_project(world)
    fields = contribution(world, project_id, **{field: value})
    answer = as_role("programme_officer").submit(room(project_id, "/contributions/new"), fields)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in html
    assert f'href="#{field}"' in html
    assert field == "promised_on" or 'value="2026-03-01"' in html
    with world.reading() as session:
        assert session.query(Contribution).count() == 0


def test_a_stale_contribution_shows_both_and_mine_can_still_be_saved(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    first, second = as_role("programme_officer"), as_role("programme_manager")
    first.submit(room(project_id, "/contributions/new"), contribution(world, project_id))
    with world.reading() as session:
        address = room(project_id, f"/contributions/{session.query(Contribution).one().id}")
    drawn = hidden_inputs(first.get(address).get_data(as_text=True))
    second.submit(address, contribution(world, project_id, description="Theirs"))
    answer = first.post(address, data={**drawn, **contribution(world, project_id, description="Mine")})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Mine" in html
    assert "Theirs" in html
    assert first.post(address, data=hidden_inputs(html)).status_code == 303
    with world.reading() as session:
        assert session.query(Contribution).one().description == "Mine"


def test_a_co_owner_is_added_once(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser = as_role("programme_officer")
    fields = {"side": "society", "body": "Women's union", "role": ""}
    assert browser.submit(room(project_id, "/owners/new"), fields).status_code == 303
    again = browser.submit(room(project_id, "/owners/new"), fields)
    assert again.status_code == 422
    assert "This co-owner is already listed." in again.get_data(as_text=True)
    empty = browser.submit(room(project_id, "/owners/new"), {"side": "", "body": " "})
    assert "Choose the state or society." in empty.get_data(as_text=True)
    with world.reading() as session:
        row = session.query(CoOwner).filter_by(body="Women's union").one()
    edit = room(project_id, f"/owners/{row.id}")
    assert browser.submit(edit, {**fields, "role": "users"}).status_code == 303
    stale = browser.post(edit, data={**browser.tokens(room(project_id)), **fields, "version": "1"})
    assert stale.status_code == 409


def test_a_no_needs_a_reason_and_stays_beside_a_later_yes(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    owner = co_owner_id(world, project_id, "state")
    browser = as_role("programme_officer")
    address = room(project_id, f"/owners/{owner}/consent/handover")
    fields = {"answer": "no", "note": "", "given_on": "2026-03-12"}
    silent = browser.submit(address, fields)
    assert silent.status_code == 422
    assert "Write down what was said against it." in silent.get_data(as_text=True)
    assert browser.submit(address, {**fields, "note": "The pump leaks."}).status_code == 303
    assert "The pump leaks." in browser.get(room(project_id)).get_data(as_text=True)
    drawn = browser.get(address).get_data(as_text=True)
    assert re.search(r'checked[^>]*value="no"', drawn)
    assert browser.submit(address, {**fields, "answer": "yes", "note": ""}).status_code == 303
    with world.reading() as session:
        words = session.query(Consent).filter_by(co_owner_id=owner).order_by(Consent.number).all()
        assert [(row.agreed, row.note) for row in words] == [(False, "The pump leaks."), (True, None)]
    both = browser.get(room(project_id)).get_data(as_text=True)
    assert "The pump leaks." in both
    assert "Before: Did not agree" in both


def test_two_officers_who_record_the_same_word_meet(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    owner = co_owner_id(world, project_id, "state")
    address = room(project_id, f"/owners/{owner}/consent/agreement")
    first, second = as_role("programme_officer"), as_role("programme_manager")
    drawn = hidden_inputs(first.get(address).get_data(as_text=True))
    fields = {"answer": "yes", "note": "", "given_on": "2026-03-12"}
    second.submit(address, {**fields, "answer": "no", "note": "Nobody asked the market women."})
    answer = first.post(address, data={**drawn, **fields})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Nobody asked the market women." in html
    assert first.post(address, data=hidden_inputs(html)).status_code == 303


def test_a_stage_there_is_none_of_is_a_404(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    owner = co_owner_id(world, project_id)
    address = room(project_id, f"/owners/{owner}/consent/wedding")
    assert as_role("programme_officer").get(address).status_code == 404


def test_a_change_of_design_is_written_down_once(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    browser = as_role("programme_officer")
    address = room(project_id, "/changes/new")
    fields = {
        "co_owner_id": str(co_owner_id(world, project_id)),
        "change": "The well moved to the side of the market.",
        "raised_on": "2026-03-02",
    }
    drawn = hidden_inputs(browser.get(address).get_data(as_text=True))
    answers = [browser.post(address, data={**drawn, **fields}) for _time in range(2)]
    assert [answer.location for answer in answers] == [room(project_id) + "#changes"] * 2
    with world.reading() as session:
        assert session.query(DesignChange).count() == 1
    shown = words(browser.get(room(project_id)).get_data(as_text=True))
    assert "The well moved to the side of the market." in shown
    assert "Done: Design changed by the community" in shown
    assert browser.submit(address, {**fields, "change": ""}).status_code == 422


PAGES = (
    "/owners/new",
    "/owners/{owner}",
    "/owners/{owner}/consent/design",
    "/contributions/new",
    "/changes/new",
)


@pytest.mark.parametrize("page", PAGES)
def test_who_may_and_who_does_not_even_see_it(page: str, world: World, as_role: Any) -> None:
    project_id, other = a_running_project(world), a_running_project(world)
    rest = page.format(owner=co_owner_id(world, project_id))
    answers = {
        role: as_role(role).get(room(project_id, rest)).status_code
        for role in (
            "programme_officer",
            "programme_manager",
            "facilitator",
            "auditor",
            "donor",
            "administrator",
        )
    }
    assert answers == {
        "programme_officer": 200,
        "programme_manager": 200,
        "facilitator": 403,
        "auditor": 403,
        "donor": 403,
        "administrator": 404,
    }
    if "{owner}" in page:
        assert as_role("programme_officer").get(room(other, rest)).status_code == 404


def test_once_the_project_has_ended_nothing_is_offered_or_stored(world: World, as_role: Any) -> None:
    from qip_tracker.services.project import moves

    project_id = a_running_project(world)
    owner = co_owner_id(world, project_id)
    world.do(
        "head_of_mission",
        lambda work: moves.move(work, project_id, "terminate", reason="Out of reach.").id,
    )
    browser = as_role("programme_officer")
    assert "/co-ownership/" not in browser.get(room(project_id)).get_data(as_text=True)
    fields = {"answer": "yes", "note": "", "given_on": "2026-03-12"}
    answer = browser.submit(room(project_id, f"/owners/{owner}/consent/design"), fields)
    assert answer.status_code == 422
    assert "what is on record about its owners stays as it is" in answer.get_data(as_text=True)
