"""The money page and the agreement: five people press five buttons, each finds only their own; nothing counts twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from qip_tracker.models import Agreement, AuditEvent, Project, Tranche
from qip_tracker.services.money import tranches
from qip_tracker.services.money.tranches import SignTranche
from tests.factories import projects
from tests.factories.fieldwork import record_visit
from tests.factories.running import (
    SIGNERS,
    a_completed_project,
    a_running_project,
    an_agreed_project,
    an_approved_project,
    sign_tranche,
    tranche_id,
)
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.services.money.test_tranches import everybody_may_sign_everything
from tests.statements import statements_of
from tests.web.reading import buttons, words

MOST_STATEMENTS = 15
ACTIONS = ("request", "clear", "certify", "approve", "pay")


@pytest.fixture
def world(app: Flask) -> World:
    """The pages ask the real clock, so the world of this file lives today."""
    return World(app, datetime.now(UTC))


def page_of(as_role: Any, role: str, project_id: int) -> str:
    answer = as_role(role).get(f"/projects/{project_id}/money")
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def row(world: World, tranche: int) -> Tranche:
    with world.reading() as session:
        return session.get_one(Tranche, tranche, populate_existing=True)


def payment(world: World, **changed: str) -> dict[str, str]:
    return {"paid_on": world.now.date().isoformat(), "reference": "PV-2026-0042", **changed}


def test_five_people_walk_a_tranche_to_its_payment(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    tranche = tranche_id(world, project_id, 1)
    base, money = f"/projects/{project_id}/tranches/{tranche}", f"/projects/{project_id}/money"
    for action in ACTIONS:
        name = SIGNERS[action]
        browser = as_role(name)
        assert f"{base}/{action}" in buttons(browser.get(money).get_data(as_text=True))
        if action == "request":
            answer = browser.submit(f"{base}/request", {"note": "Agreement signed, bank verified."})
        elif action == "pay":
            answer = browser.submit(f"{base}/pay", payment(world))
        else:
            version = hidden_inputs(browser.get(money).get_data(as_text=True))["version"]
            answer = browser.press(f"{base}/{action}", {"version": version}, page=money)
        assert (answer.status_code, answer.location) == (303, money)
        for other in set(SIGNERS.values()):
            mine = [
                place
                for place in buttons(page_of(as_role, other, project_id))
                if place.endswith(f"/{action}")
            ]
            assert [place for place in mine if place.startswith(base)] == []
    said = words(page_of(as_role, "auditor", project_id))
    for expected in (
        "Programme Officer",
        "Programme Manager",
        "Certifying Officer",
        "Approving Officer",
        "Certifying Officer Second",
        "Payment reference PV-2026-0042",
        "Requested with: Agreement signed, bank verified.",
    ):
        assert expected in said
    with world.reading() as session:
        project = session.get_one(Project, project_id)
    assert (project.state, project.paid_local_minor) == ("active", 9_600_000)


def test_a_button_appears_only_for_the_desk_whose_turn_it_is(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    tranche = tranche_id(world, project_id, 1)
    for action in ACTIONS:
        for other in (
            "programme_officer",
            "programme_manager",
            "certifying_officer",
            "approving_officer",
            "auditor",
        ):
            found = [
                place.rpartition("/")[2]
                for place in buttons(page_of(as_role, other, project_id))
                if "/tranches/" in place
            ]
            may = {"pay": ("certifying_officer",)}.get(action, (SIGNERS[action],))
            assert found == ([action] if other in may else []), (action, other)
        if action != "pay":
            verb = getattr(tranches, action)
            world.do(SIGNERS[action], lambda work, v=verb: v(work, SignTranche(project_id, tranche)))


def test_somebody_else_has_to_sign_is_said_before_the_press(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    everybody_may_sign_everything(world)
    sign_tranche(world, project_id, 1, "clear")
    html = page_of(as_role, "programme_manager", project_id)
    assert "Somebody else has to sign here: each step takes another person." in words(html)
    assert [place for place in buttons(html) if "/tranches/" in place] == []
    other = page_of(as_role, "certifying_officer", project_id)
    assert "Somebody else has to sign" not in words(other)
    assert any(place.endswith("/certify") for place in buttons(other))


def test_what_blocks_the_second_tranche_is_said_to_everybody_inside(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    for role in ("programme_officer", "auditor", "approving_officer"):
        said = words(page_of(as_role, role, project_id))
        assert "What stands in the way Nobody has visited since the last payment." in said
        assert "The last tranche waits until every milestone is done." in said
    assert "stands in the way" not in words(page_of(as_role, "partner", project_id))


def test_days_at_each_desk_are_counted(world: World, as_role: Any) -> None:
    today = world.now
    project_id = an_agreed_project(world)
    # The agreement was recorded today; the desks then took 2 and 5 days, and the third holds it.
    tranche = tranche_id(world, project_id, 1)
    start = today - timedelta(days=20)

    def age(work: Any) -> None:
        agreement = work.session.scalars(select(Agreement)).one()
        agreement.recorded_at = start
        work.record("project.prepared", agreement)

    world.do("system", age)
    days = iter((start + timedelta(days=3), start + timedelta(days=5), start + timedelta(days=10)))
    for action in ACTIONS[:3]:
        verb = getattr(tranches, action)
        world.do(SIGNERS[action], lambda work, v=verb: v(work, SignTranche(project_id, tranche)), next(days))
    said = words(page_of(as_role, "auditor", project_id))
    assert "3 days after the agreement" in said
    assert "2 days at this desk" in said
    assert "5 days at this desk" in said
    assert "Approval waiting 10 days · Approving officer" in said


def test_local_money_comes_first_then_dollars_with_rate_and_day(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    said = words(page_of(as_role, "donor", project_id))
    day = f"{world.now.day} {world.now:%b %Y}"
    assert f"XOF 9,600,000 USD 16,000.00 at 600, {day}" in said
    assert "Materials Pump, pipes and cement QIP funds 9,000,000 15,000.00" in said
    assert "Paid by the project 12,000,000 20,000.00" in said


def test_readers_outside_see_days_and_sums_but_neither_names_nor_desks(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    sign_tranche(world, project_id, 1, "certify")
    for role in ("partner", "donor"):
        said = words(page_of(as_role, role, project_id))
        assert "Certified" in said
        assert "XOF 9,600,000" in said
        for inner in ("Certifying Officer", "Approving officer", "Waits for", "at this desk", "to come"):
            assert inner not in said
        signed = words(as_role(role).get(f"/projects/{project_id}/agreement").get_data(as_text=True))
        assert "Runs from" in signed
        assert "FC-2026-0117" not in signed


@pytest.mark.parametrize("state", ["draft", "approved", "agreed", "completed"])
def test_the_page_costs_few_statements(state: str, app: Flask, world: World, as_role: Any) -> None:
    makers = {
        "draft": projects.a_draft,
        "approved": an_approved_project,
        "agreed": an_agreed_project,
        "completed": a_completed_project,
    }
    project_id = makers[state](world)
    browser = as_role("programme_manager")
    for path in ("money", "agreement", "handover", "close", "complete", "delivery", "agreement/sign"):
        with statements_of(app) as seen:
            assert browser.get(f"/projects/{project_id}/{path}").status_code == 200
        assert len(seen) <= MOST_STATEMENTS, (path, seen)


def test_a_payment_says_what_is_wrong_beside_its_field_and_keeps_the_text(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    tranche = sign_tranche(world, project_id, 1)
    browser, url = as_role(SIGNERS["pay"]), f"/projects/{project_id}/tranches/{tranche}/pay"
    tomorrow = (world.now.date() + timedelta(1)).isoformat()
    for fields, said in (
        ({"paid_on": tomorrow}, "This date lies in the future."),
        ({"paid_on": "2026-02-30"}, None),
        ({"paid_on": ""}, "Give the day."),
        ({"reference": ""}, "Give the payment reference."),
        ({"reference": "x" * 81}, None),
        ({"reference": "a\x00b"}, None),
    ):
        answer = browser.submit(url, payment(world, **fields))
        html = answer.get_data(as_text=True)
        assert answer.status_code == 422, fields
        assert 'aria-invalid="true"' in html
        assert 'id="error-summary"' in html
        if said:
            assert said in html
        kept = fields.get("reference", "PV-2026-0042")
        if "\x00" not in kept and kept:
            assert f'value="{kept}"' in html
    assert row(world, tranche).paid_on is None


def test_a_resent_payment_makes_one(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    tranche = sign_tranche(world, project_id, 1)
    browser, url = as_role(SIGNERS["pay"]), f"/projects/{project_id}/tranches/{tranche}/pay"
    sent = {**hidden_inputs(browser.get(url).get_data(as_text=True)), **payment(world)}
    answers = [browser.post(url, data=sent) for _time in range(5)]
    assert [(answer.status_code, answer.location) for answer in answers] == [
        (303, f"/projects/{project_id}/money")
    ] * 5
    with world.reading() as session:
        paid = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "tranche.paid")
        assert session.scalars(paid).one() == 1
        assert session.get_one(Project, project_id).paid_usd_minor == 1_600_000
    # The same form with another reference is not the same payment: the first answer stands.
    assert browser.post(url, data={**sent, "reference": "OTHER"}).status_code == 409
    assert row(world, tranche).payment_reference == "PV-2026-0042"


def test_a_button_pressed_twice_signs_once(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    tranche = sign_tranche(world, project_id, 1, "request")
    browser = as_role("programme_manager")
    money = f"/projects/{project_id}/money"
    sent = hidden_inputs(browser.get(money).get_data(as_text=True))
    url = f"/projects/{project_id}/tranches/{tranche}/clear"
    assert [browser.post(url, data=sent).status_code for _time in range(2)] == [303, 303]
    # A fresh form drawn from the same old page is stale.
    fresh = {**browser.tokens(), "version": sent["version"]}
    assert browser.post(url, data=fresh).status_code == 409


def test_a_later_step_pressed_directly_is_refused_in_words(world: World, as_role: Any) -> None:
    project_id = an_agreed_project(world)
    tranche = tranche_id(world, project_id, 1)
    url = f"/projects/{project_id}/tranches/{tranche}/approve"
    answer = as_role("approving_officer").press(url, {"version": str(row(world, tranche).version)})
    assert answer.status_code == 422
    assert "This tranche is not at this step any more." in answer.get_data(as_text=True)


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_not_press_is_403_and_who_may_not_see_is_404(action: str, world: World, as_role: Any) -> None:
    project_id, other = an_agreed_project(world), an_agreed_project(world)
    tranche = tranche_id(world, project_id, 1)
    url = f"/projects/{project_id}/tranches/{tranche}/{action}"
    for role in ("head_of_mission", "facilitator", "auditor", "partner", "donor"):
        assert as_role(role).press(url).status_code == 403, role
    assert as_role("administrator").press(url).status_code == 404
    mixed = f"/projects/{other}/tranches/{tranche}/{action}"
    assert as_role(SIGNERS[action]).press(mixed).status_code == 404


def test_a_blocked_request_says_why_and_has_no_form(world: World, as_role: Any) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id)
    tranche = tranche_id(world, project_id, 2)
    # The last tranche waits for milestones: the page says so and has no form.
    page = as_role("programme_officer").get(f"/projects/{project_id}/tranches/{tranche}/request")
    assert "The last tranche waits until every milestone is done." in words(page.get_data(as_text=True))
    assert buttons(page.get_data(as_text=True)) == []
