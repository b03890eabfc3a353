"""The list as a reader gets it: address, chips, order, pages, files, empty states, and what an address cannot do."""

import csv
import io
import re
from html import unescape

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook

from qip_tracker.models import Project
from qip_tracker.web.portfolio.project_list import export
from tests.factories.running import a_closed_project, a_running_project, an_agreed_project
from tests.factories.world import World
from tests.statements import statements_of

LINK = re.compile(r'<a class="chip" href="([^"]+)"')
INSIDE = (
    "programme_officer",
    "programme_manager",
    "committee_member",
    "head_of_mission",
    "certifying_officer",
    "approving_officer",
    "facilitator",
    "auditor",
)


def _rename(world: World, project_id: int, title: str) -> None:
    def verb(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, project_id)
        project.title = title
        work.record("project.renamed", project)

    world.do("system", verb)


@pytest.mark.parametrize("role", [*INSIDE, "partner", "donor"])
def test_every_role_of_projects_opens_the_list_in_few_statements(
    as_role, app: Flask, world: World, role: str
) -> None:  # type: ignore[no-untyped-def]
    a_running_project(world)
    browser = as_role(role)
    for url in (
        "/projects",
        "/projects?filters=1&late=1&mine=1&sort=-paid&q=water+eau&state=active&sector=WAS&page=2",
    ):
        with statements_of(app) as seen:
            answer = browser.get(url)
        assert answer.status_code == 200
        assert len(seen) <= 4
    assert "Water point and washing place" in browser.get("/projects").text


def test_an_administrator_has_no_list(as_role) -> None:  # type: ignore[no-untyped-def]
    assert as_role("administrator").get("/projects").status_code == 403
    assert as_role("administrator").get("/projects/export.csv").status_code == 403


def test_a_donor_sees_nothing_that_is_still_being_weighed(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    from tests.factories.projects import a_submitted_project

    a_submitted_project(world)
    browser = as_role("donor")
    assert "No projects to show yet" in browser.get("/projects").text
    assert browser.get("/projects/export.csv").text.count("\n") == 1


def test_filters_stand_as_chips_that_take_themselves_away(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    a_running_project(world)
    browser = as_role("programme_officer")
    asked = f"q=water&state=active&office={world.office_id}&partner=national_ngo&mine=1&sort=title"
    html = browser.get(f"/projects?{asked}").text
    for words in (
        "Search: water",
        "State: Under way",
        "Field office: Kidal",
        "Partner: National NGO",
        "Mine",
    ):
        assert words in html
    addresses = [unescape(address) for address in LINK.findall(html)]
    assert len(addresses) == 5
    assert all("sort=title" in address for address in addresses)
    assert [sum("q=water" in address for address in addresses)] == [4]
    for address in addresses:
        assert "Water point" in browser.get(address).text


def test_headings_sort_and_say_how(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    for title in ("Beta", "alpha", "Gamma"):
        _rename(world, an_agreed_project(world), title)
    browser = as_role("auditor")
    html = browser.get("/projects?sort=title").text
    assert html.index(">alpha<") < html.index(">Beta<") < html.index(">Gamma<")
    assert html.count('aria-sort="ascending"') == 1
    assert "sort=-title" in html
    html = browser.get("/projects?sort=-title").text
    assert html.index(">Gamma<") < html.index(">Beta<") < html.index(">alpha<")
    assert 'aria-sort="descending"' in html


def test_pages_of_twenty_five(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    for _ in range(27):
        an_agreed_project(world)
    browser = as_role("auditor")
    first = browser.get("/projects").text
    assert first.count('<th scope="row" class="is-text">') == 25
    assert "1 to 25 of 27" in first
    assert 'rel="next"' in first and 'rel="prev"' not in first
    second = browser.get("/projects?page=2").text
    assert "26 to 27 of 27" in second
    assert "540,000.00" in second
    assert "This page of the list is empty" in browser.get("/projects?page=3").text


@pytest.mark.parametrize(
    "address",
    [
        "state=nonsense",
        "sort=passphrase_hash",
        "sort=title;drop",
        "sort=--title",
        "page=-1",
        "page=999999999999",
        "page=x",
        "office=1e9",
        "office=99999999999999999999",
        "fund=%00",
        "year=١",
        "sector='",
        "sector=%F0%9F%92%A7",
        "partner=<script>",
        "q=%00",
        "q=%FF%FE",
        "q=%27%20OR%201=1--",
        "q=%25%25%25",
        "late=2",
        "q=" + "x" * 5_000,
    ],
)
def test_an_address_that_means_nothing_is_a_list_all_the_same(as_role, world: World, address: str) -> None:  # type: ignore[no-untyped-def]
    a_running_project(world)
    browser = as_role("programme_officer")
    answer = browser.get(f"/projects?{address}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert browser.get(f"/projects/export.csv?{address}").status_code == 200


def test_words_of_an_address_are_printed_and_never_obeyed(as_role) -> None:  # type: ignore[no-untyped-def]
    html = as_role("auditor").get('/projects?q="><img src=x onerror=alert(1)>').text
    assert "<img" not in html
    assert "No project fits these filters" in html


def test_both_files_hold_exactly_what_is_shown(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    _rename(world, a_closed_project(world), "=HYPERLINK(1)")
    _rename(world, a_running_project(world), "Plain well")
    an_agreed_project(world)
    browser = as_role("programme_manager")
    asked = "state=closed&state=active&sort=-title"
    answer = browser.get(f"/projects/export.csv?{asked}")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="projects-')
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["Plain well", "'=HYPERLINK(1)"]
    assert rows[1][4] == "Under way"
    assert rows[1][-2:] == ["20000.00", "16000.00"]
    answer = browser.get(f"/projects/export.xlsx?{asked}")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet[1:]] == ["Plain well", "'=HYPERLINK(1)"]
    assert sheet[1][-2:] == [20000.0, 16000.0]
    assert browser.get("/projects/export.exe").status_code == 404


def test_a_file_never_holds_more_than_it_can(as_role, world: World, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(export, "MOST_EXPORTED", 1)
    an_agreed_project(world)
    an_agreed_project(world)
    answer = as_role("auditor").get("/projects/export.csv")
    assert answer.status_code == 422
    assert "Narrow the list" in answer.text


def test_a_late_project_says_how_late(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    project_id = a_running_project(world)

    def late(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, project_id)
        project.planned_end_on = date(2020, 1, 1)
        work.record("project.renamed", project)

    world.do("system", late)
    html = as_role("auditor").get("/projects?late=1").text
    assert "days late" in html
    assert "state-late" in html


def test_empty_lists_teach(as_role) -> None:  # type: ignore[no-untyped-def]
    officer = as_role("programme_officer").get("/projects").text
    assert "No projects yet" in officer
    assert "/projects/new" in officer
    assert "No project fits these filters" in as_role("programme_officer").get("/projects?late=1").text


def test_no_title_breaks_out_of_its_cell_and_references_stay_whole(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    project_id = a_running_project(world)
    _rename(world, project_id, "<script>alert(1)</script>\x1f&\"' 100% {0} %s")
    html = as_role("programme_officer").get("/projects").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "100% {0} %s</bdi>" in html
    assert re.search(r'<td class="is-code"><span><bdi>[^<]+/[^<]+</bdi>', html)


@pytest.mark.parametrize(
    "asked",
    [
        "page=-1",
        "page=99999999999999999999",
        "page=0&page=2",
        "sort=x",
        "sort=--title",
        "state=%00",
        "state=active&state=%00&state=active",
        "sector=%00&office=%00&fund=-1&year=1e9&partner='",
        "q=%00%ff",
        "q=" + "a%20" * 5_000,
        "late=1&late=2&mine=%E2%80%AE",
    ],
)
def test_no_address_breaks_the_list_or_its_files(as_role, world: World, asked: str) -> None:  # type: ignore[no-untyped-def]
    a_running_project(world)
    browser = as_role("programme_officer")
    for url in ("/projects", "/projects/export.csv", "/projects/export.xlsx"):
        assert browser.get(f"{url}?{asked}").status_code == 200
