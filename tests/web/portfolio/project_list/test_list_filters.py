"""Every role x every filter of the list, its CSV and its XLSX: never a fault, and exactly what was asked in scope."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from qip_tracker.access import can
from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import RUNNING_STATES, ProjectState
from qip_tracker.models import Partner, Project
from qip_tracker.queries.project.subjects import subject_of_project
from tests.factories.full import a_full_house
from tests.factories.running import a_closed_project, a_running_project, an_agreed_project
from tests.factories.world import World
from tests.page_client import PageClient

Row = Any
Holds = Callable[[Row, int], bool]
# An address, and whether it asks for a project (a row joined with its partner's type) as this person.
Case = tuple[str, Holds]
SHOWN = re.compile(r'<a href="/projects/(\d+)"')
STATES = tuple(ProjectState)
LONG_AGO = date(2020, 1, 1)


def _all(row: Row, person_id: int) -> bool:
    return True


def _in_states(*states: str) -> Holds:
    return lambda row, person_id: row.state in states


def _equals(column: str, value: object) -> Holds:
    return lambda row, person_id: getattr(row, column) == value


def _titled(*words: str) -> Holds:
    return lambda row, person_id: all(word in row.title for word in words)


def _late(row: Row, person_id: int) -> bool:
    return row.state in RUNNING_STATES and row.planned_end_on == LONG_AGO


def _mine(row: Row, person_id: int) -> bool:
    return person_id in (row.focal_point_id, row.created_by_id)


def _both(first: Holds, second: Holds) -> Holds:
    return lambda row, person_id: first(row, person_id) and second(row, person_id)


def _cases(world: World) -> Iterator[Case]:
    """Each filter with none, one, two and an unknown value (of filters of one value the first counts), and pairs."""
    yield "", _all
    yield "q=alpha", _titled("alpha")
    yield "q=alpha+1", _titled("alpha", "1")
    yield "q=unheard", _titled("unheard")
    yield "state=active", _in_states("active")
    yield from (
        (f"state={one}&state={other}", _in_states(one, other))
        for one, other in pairwise((*ProjectState, ProjectState.DRAFT))
    )
    yield "state=active&state=closed", _in_states("active", "closed")
    yield "&".join(f"state={state}" for state in ProjectState), _all
    yield "state=unheard", _all
    yield "state=unheard&state=active", _in_states("active")
    yield from _cases_of_one_value(world)
    yield "late=1", _late
    yield "late=1&late=1", _late
    yield "late=unheard", _all
    yield "mine=1", _mine
    yield "mine=1&mine=1", _mine
    yield "mine=unheard", _all
    yield "late=1&state=active&state=closed", _both(_late, _in_states("active", "closed"))
    yield "mine=1&state=active&state=closed", _both(_mine, _in_states("active", "closed"))
    yield "q=alpha+1&late=1&mine=1", _both(_titled("alpha", "1"), _both(_late, _mine))


def _cases_of_one_value(world: World) -> Iterator[Case]:
    values: dict[str, tuple[str, object, object, object]] = {
        "sector": ("sector_code", "WAS", "EDU", "ZZZ"),
        "office": ("field_office_id", world.office_id, 1_000_001, 2_000_000),
        "fund": ("fund_id", world.fund_id, world.pbf_fund_id, 2_000_000),
        "year": ("budget_year_id", world.year_id, 1_000_001, 2_000_000),
        "partner": ("type", "national_ngo", "local_authority", None),
    }
    for name, (column, one, other, unknown) in values.items():
        yield f"{name}={one}", _equals(column, one)
        yield f"{name}={other}&{name}={one}", _equals(column, other)
        yield (
            f"{name}={one}&state=active&state=closed",
            _both(_equals(column, one), _in_states("active", "closed")),
        )
        # A type that no partner can have is left out; a number nobody has is asked for and finds nothing.
        yield f"{name}={unknown or 'unheard'}", _equals(column, unknown) if unknown else _all
    yield "sort=-state&page=1", _all


@pytest.fixture
def projects(world: World) -> dict[int, Row]:
    """Projects of two missions, donors and partners in several states, one deleted; each has a title of its own."""
    a_full_house(world)
    a_closed_project(world)
    an_agreed_project(world)
    late = a_running_project(world)

    def name(work):  # type: ignore[no-untyped-def]
        for project in work.session.scalars(select(Project).order_by(Project.id)):
            project.title = f"{'alpha' if project.id % 2 else 'beta'} {project.id}"
            project.planned_end_on = LONG_AGO if project.id == late else date(2099, 1, 1)
            work.record("project.renamed", project)

    world.do("system", name)
    with world.reading() as session:
        rows = session.execute(
            select(Project.__table__, Partner.type).outerjoin(Partner, Partner.id == Project.partner_id)
        ).all()
    return {row.id: row for row in rows}


def _in_scope(app: Flask, world: World, role: str, projects: dict[int, Row]) -> list[Row]:
    with app.app_context():
        actor = world.actor(role)
        if not can(
            actor,
            PortfolioPermission.PROJECT_LIST,
            subject_of_project("project", next(iter(projects.values()))),
        ):
            return []
        return [
            row
            for row in projects.values()
            if row.deleted_at is None
            and row.mission_id == world.mission_id
            and can(actor, ProjectPermission.PROJECT_VIEW, subject_of_project("project", row))
        ]


def _titles(browser: PageClient, asked: str, projects: dict[int, Row]) -> Iterator[tuple[str, list[str]]]:
    """The titles that the page and both files hold."""
    page = browser.get(f"/projects?{asked}")
    assert page.status_code == 200, asked
    yield "page", [projects[int(number)].title for number in SHOWN.findall(page.text)]
    answer = browser.get(f"/projects/export.csv?{asked}")
    assert answer.status_code == 200, asked
    yield "csv", [line[1] for line in csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))][1:]
    answer = browser.get(f"/projects/export.xlsx?{asked}")
    assert answer.status_code == 200, asked
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    yield "xlsx", [str(line[1]) for line in sheet][1:]


def test_every_role_gets_of_every_filter_what_it_asks_for_in_scope(
    as_role: Callable[[str], PageClient], app: Flask, world: World, projects: dict[int, Row]
) -> None:
    asked_for, shown, rows_seen = list(_cases(world)), 0, 0
    for role in Role:
        browser, person_id = as_role(role), world.person_id(role)
        in_scope = _in_scope(app, world, role, projects)
        if not in_scope:
            assert role == "administrator"
            for address in ("", "/export.csv", "/export.xlsx"):
                assert browser.get(f"/projects{address}?state=active&state=closed").status_code == 403
            continue
        for asked, holds in asked_for:
            expected = sorted(row.title for row in in_scope if holds(row, person_id))
            for where, titles in _titles(browser, asked, projects):
                assert sorted(titles) == expected, (role, where, asked)
                shown, rows_seen = shown + 1, rows_seen + len(titles)
    print(f"{len(asked_for)} addresses, {shown} answers, {rows_seen} rows compared")
    assert rows_seen > 1_000
