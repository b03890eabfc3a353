"""The dashboard shows what the reader may see, in a bounded number of statements, and no score of two projects."""

import pytest

from qip_tracker.reports.facts.portfolio import portfolio_scores
from tests.factories.running import a_closed_project, a_running_project
from tests.factories.world import World
from tests.statements import statements_of


def test_money_states_and_sectors_of_the_mission(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    a_running_project(world)
    a_closed_project(world)
    html = as_role("programme_manager").get("/dashboard").text
    assert "USD 3,000,000.00" in html
    assert "USD 40,000.00" in html
    assert "Under way" in html
    assert "Closed" in html


@pytest.mark.parametrize("role", ["facilitator", "partner", "donor", "administrator"])
def test_it_is_for_those_who_work_with_projects(as_role, world: World, role: str) -> None:  # type: ignore[no-untyped-def]
    assert as_role(role).get("/dashboard").status_code == 403


def test_filters_stand_in_the_address_and_nonsense_narrows_nothing(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    a_running_project(world)
    browser = as_role("auditor")
    html = browser.get(f"/dashboard?office={world.office_id}").text
    assert "Field office: Kidal" in html
    for nonsense in ("office=999999999999999999999", "office='", "year=%00", "year=-1", "office=１"):
        assert browser.get(f"/dashboard?{nonsense}").status_code == 200


def test_the_number_of_statements_does_not_grow_with_projects(as_role, world: World, app) -> None:  # type: ignore[no-untyped-def]
    browser = as_role("programme_manager")
    a_running_project(world)
    with statements_of(app) as few:
        browser.get("/dashboard")
    for _ in range(3):
        a_running_project(world)
    with statements_of(app) as many:
        browser.get("/dashboard")
    assert len(many) == len(few) <= 15


def test_a_score_of_two_projects_is_withheld_and_each_project_weighs_the_same() -> None:
    two = portfolio_scores({1: {"SAF": 30}, 2: {"SAF": 50}}, ("SAF",))
    assert two[0].median_tenths is None
    three = portfolio_scores({1: {"SAF": 30}, 2: {"SAF": 50}, 3: {"SAF": 20}}, ("SAF",))
    assert (three[0].median_tenths, three[0].projects) == (30, 3)
