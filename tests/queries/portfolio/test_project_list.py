"""The list finds what was asked, in the order asked, in the reader's sight only, and counts no further than it says."""

from datetime import date

import pytest
from flask import Flask

from qip_tracker.access import can
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.extensions import db
from qip_tracker.models import Partner, Project
from qip_tracker.queries.portfolio import project_list
from qip_tracker.queries.portfolio.project_list import ProjectFilter, Sorting, page_of, totals_of
from tests.factories.full import a_full_house
from tests.factories.running import a_closed_project, a_running_project, an_agreed_project
from tests.factories.world import World

TODAY = date(2026, 4, 1)


def _named(world: World, project_id: int, **columns: object) -> None:
    def rename(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, project_id)
        for name, value in columns.items():
            setattr(project, name, value)
        work.record("project.renamed", project)

    world.do("system", rename)


def _titles(app: Flask, world: World, asked: ProjectFilter = ProjectFilter(), **more: object) -> list[str]:  # noqa: B008
    role = str(more.pop("role", "auditor"))
    with app.app_context():
        rows = page_of(
            db.session(),
            world.actor(role),
            asked,
            more.pop("sorting", Sorting()),
            TODAY,
            **more,  # type: ignore[arg-type]
        )
        return [row.title for row in rows]


@pytest.fixture
def three(world: World) -> tuple[int, int, int]:
    """A well with 100 % of its money in Kidal, a school_roof in Gao that is late, a closed market."""
    well, school, market = an_agreed_project(world), a_running_project(world), a_closed_project(world)
    _named(world, well, title="Well 100% ready", place="Kidal", reference="MINUX/W")
    _named(
        world, school, title="school_roof", place="Gao", reference="MINUX/S", planned_end_on=date(2026, 3, 1)
    )
    _named(world, market, title="Market hall", place="Gao", reference="MINUX/M")
    return well, school, market


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("well", {"Well 100% ready"}),
        ("WELL kidal", {"Well 100% ready"}),
        ("gao", {"school_roof", "Market hall"}),
        ("minux/m", {"Market hall"}),
        ("eau", {"Well 100% ready", "school_roof", "Market hall"}),
        ("100%", {"Well 100% ready"}),
        ("%", {"Well 100% ready"}),
        ("c_o", set()),
        ("school_", {"school_roof"}),
        ("\\", set()),
        ("'; DROP TABLE project; --", set()),
        ("gao kidal", set()),
    ],
)
def test_every_word_stands_somewhere_and_signs_mean_themselves(
    app: Flask, world: World, three: object, words: str, found: set[str]
) -> None:
    assert set(_titles(app, world, ProjectFilter(words=tuple(words.split())))) == found


def test_filters_narrow_alone_and_together(app: Flask, world: World, three: object) -> None:
    assert _titles(app, world, ProjectFilter(states=("closed",))) == ["Market hall"]
    assert set(_titles(app, world, ProjectFilter(states=("closed", "agreed")))) == {
        "Market hall",
        "Well 100% ready",
    }
    assert _titles(app, world, ProjectFilter(late=True)) == ["school_roof"]
    assert _titles(app, world, ProjectFilter(late=True, states=("closed",))) == []
    assert (
        len(
            _titles(app, world, ProjectFilter(office=world.office_id, fund=world.fund_id, year=world.year_id))
        )
        == 3
    )
    assert _titles(app, world, ProjectFilter(fund=world.pbf_fund_id)) == []
    assert len(_titles(app, world, ProjectFilter(partner_type="national_ngo", sector="WAS"))) == 3
    assert _titles(app, world, ProjectFilter(partner_type="ministry")) == []
    assert len(_titles(app, world, ProjectFilter(mine=True), role="programme_officer")) == 3
    assert _titles(app, world, ProjectFilter(mine=True), role="programme_officer.second") == []


def test_each_heading_orders_both_ways_and_the_unknown_stands_last(
    app: Flask, world: World, three: object
) -> None:
    def titles(column: str, descending: bool = False) -> list[str]:
        return _titles(app, world, sorting=Sorting(column, descending))

    assert titles("title") == ["Market hall", "school_roof", "Well 100% ready"]
    assert titles("title", True) == ["Well 100% ready", "school_roof", "Market hall"]
    assert titles("reference") == ["Market hall", "school_roof", "Well 100% ready"]
    assert titles("state") == ["Well 100% ready", "school_roof", "Market hall"]
    assert titles("paid", True)[0] == "Market hall"
    assert titles("end")[0] == "school_roof"
    _named(world, three[0], planned_end_on=None)  # type: ignore[index]
    for descending in (False, True):
        assert titles("end", descending)[-1] == "Well 100% ready"
    for column in project_list.SORTABLE:
        assert len(titles(column)) == 3


def test_pages_neither_repeat_nor_lose_a_project(app: Flask, world: World) -> None:
    for _ in range(5):
        an_agreed_project(world)
    with app.app_context():
        actor, session = world.actor("auditor"), db.session()
        seen = []
        for offset in (0, 2, 4):
            # All titles are equal, so only the number keeps the order steady.
            rows = page_of(session, actor, ProjectFilter(), Sorting("title"), TODAY, offset=offset, size=2)
            seen += [row.id for row in rows[:2]]
            assert len(rows) == (3 if offset < 4 else 1)
    assert len(set(seen)) == 5


def test_totals_are_exact_up_to_the_limit_and_say_when_there_is_more(
    app: Flask, world: World, three: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        actor, session = world.actor("auditor"), db.session()
        totals = totals_of(session, actor, ProjectFilter(), TODAY)
        assert (totals.count, totals.approved_usd_minor, totals.is_exact) == (3, 6_000_000, True)
        assert totals.paid_usd_minor == 1_600_000 + 2_000_000
        assert totals_of(session, actor, ProjectFilter(words=("nothing",)), TODAY).count == 0
        monkeypatch.setattr(project_list, "COUNTED_TO", 2)
        project_list._counted.cache_clear()
        bounded = totals_of(session, actor, ProjectFilter(), TODAY)
        assert (bounded.count, bounded.is_exact) == (2, False)
    project_list._counted.cache_clear()


def test_every_reader_sees_exactly_the_projects_they_may_view(app: Flask, world: World) -> None:
    from sqlalchemy import select

    from qip_tracker.queries.project.subjects import PROJECT_COLUMNS, subject_of_project

    a_full_house(world)
    compared = 0
    for role in world.people:
        with app.app_context():
            session, actor = db.session(), world.actor(role)
            listed = {row.id for row in page_of(session, actor, ProjectFilter(), Sorting(), TODAY, size=100)}
            for row in session.execute(select(*PROJECT_COLUMNS, Project.deleted_at)):
                may = can(actor, ProjectPermission.PROJECT_VIEW, subject_of_project("project", row))
                expected = may and row.deleted_at is None and row.mission_id == actor.mission_id
                assert (row.id in listed) == expected, (role, row.id)
                compared += 1
    assert compared > 50


def test_what_the_list_can_be_narrowed_by_is_the_missions_own(app: Flask, world: World) -> None:
    with app.app_context():
        found = project_list.choices_of(db.session(), world.mission_id, "fr")
        assert (str(world.office_id), "Kidal") in found.offices
        assert len(found.sectors) > 5
        assert project_list.choices_of(db.session(), 10**9, "en").offices == []
        assert db.session().get(Partner, world.partner_id) is not None
