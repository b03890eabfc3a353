"""The dashboard shows what the reader may see, in a bounded number of statements, and no score of two projects."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from qip_tracker.models import Project
from qip_tracker.reports.facts.portfolio import PortfolioFacts, PortfolioScore, portfolio_scores
from qip_tracker.web.portfolio.dashboard import presenters
from tests.factories.projects import a_complete_draft
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
    assert len(many) == len(few) <= 8


NOTHING = PortfolioFacts(
    as_of=date(2026, 4, 1),
    allotment_usd_minor=None,
    asked_usd_minor=0,
    approved_usd_minor=0,
    paid_usd_minor=0,
    states=(),
    sectors=(),
    late=(),
    late_count=0,
    running=0,
    scores=(),
    projects_with_scores=0,
    projects=0,
)
ROW = re.compile(
    r'<a href="(/projects\?[^"]+)">[^<]*</a></span><svg(?:(?!</tr>).)*<td class="is-number"[^>]*><span>(\d+)<',
    re.S,
)
HEADING = re.compile(r"<h1>Projects \((\d+)\)</h1>")
SHOWN = '<th scope="row" class="is-text">'


def _behind(browser, url: str) -> tuple[int, str]:  # type: ignore[no-untyped-def]
    """How many projects stand behind a link, counted in its heading and in its rows."""
    html = browser.get(url).text
    heading = int(HEADING.search(html)[1])  # type: ignore[index]
    assert html.count(SHOWN) == heading
    return heading, html


@pytest.mark.parametrize("narrowed", ["", "?office={office}", "?year={year}&office={office}"])
def test_behind_every_figure_stand_exactly_the_projects_it_counts(
    as_role, world: World, narrowed: str
) -> None:  # type: ignore[no-untyped-def]
    late = a_running_project(world)
    a_running_project(world)
    a_closed_project(world)
    a_complete_draft(world)

    def is_late(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, late)
        project.planned_end_on = date(2020, 1, 1)
        work.record("project.planned", project)

    world.do("system", is_late)
    browser = as_role("programme_manager")
    html = browser.get("/dashboard" + narrowed.format(office=world.office_id, year=world.year_id)).text
    rows = [(unescape(url), int(count)) for url, count in ROW.findall(html)]
    assert {url.partition("=")[0] for url, _count in rows} >= {
        "/projects?state",
        "/projects?sector",
    } or narrowed
    assert len(rows) == 4
    for url, count in rows:
        found, _html = _behind(browser, url)
        assert found == count
        for part in narrowed.format(office=world.office_id, year=world.year_id).strip("?").split("&"):
            assert part in url
    by_state = sum(count for url, count in rows if "state=" in url)
    assert by_state == sum(count for url, count in rows if "sector=" in url) == 4
    late_url, late_count = re.search(r'<a href="(/projects\?[^"]*late=1)">[^<]*?(\d+) late', html).groups()  # type: ignore[union-attr]
    assert _behind(browser, unescape(late_url))[0] == int(late_count) >= 1


def test_the_money_of_a_figure_is_the_total_of_the_list_behind_it(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    a_running_project(world)
    a_closed_project(world)
    a_complete_draft(world)
    browser = as_role("programme_manager")
    tiles = re.findall(
        r'<dt>([^<]+)</dt><dd><a href="([^"]+)"><bdi class="figure">(?:USD )?([^<]+)</bdi>',
        browser.get("/dashboard").text,
    )
    assert [words for words, _url, _figure in tiles] == ["Approved", "Paid", "Running"]
    for words, url, figure in tiles:
        count, html = _behind(browser, unescape(url))
        assert figure == str(count) if words == "Running" else figure in html.partition("<tfoot>")[2]


def test_scores_are_places_on_the_scale_and_lead_to_no_project(as_role, app) -> None:  # type: ignore[no-untyped-def]
    scores = (
        PortfolioScore(dimension="SAF", median_tenths=20, projects=5),
        PortfolioScore(dimension="INC", median_tenths=None, projects=2),
    )
    rows = presenters._scores(replace(NOTHING, scores=scores))
    assert rows == [("Safety", None, {"median": 20}, ["2", "5"])]


def test_a_score_of_two_projects_is_withheld_and_each_project_weighs_the_same() -> None:
    two = portfolio_scores({1: {"SAF": 30}, 2: {"SAF": 50}}, ("SAF",))
    assert two[0].median_tenths is None
    three = portfolio_scores({1: {"SAF": 30}, 2: {"SAF": 50}, 3: {"SAF": 20}}, ("SAF",))
    assert (three[0].median_tenths, three[0].projects) == (30, 3)
