"""A project stands still and goes on; the clock runs, every hold stays on record."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotAllowed, Refused, StaleEdit
from qip_tracker.models import Hold, Project, ProjectEvent
from qip_tracker.services.project import holds
from qip_tracker.services.project.holds import HoldProject
from qip_tracker.services.works import completion
from tests.factories.running import a_running_project, an_agreed_project
from tests.factories.world import World

MANAGER = "programme_manager"


def order(world: World, project_id: int, days_ago: int = 0, version: int | None = None) -> HoldProject:
    since = world.now.date() - timedelta(days_ago)
    return HoldProject(project_id, "weather_access", "The road is under water.", since, version)


def stored(world: World, project_id: int) -> tuple[Project, list[Hold]]:
    with world.reading() as session:
        project = session.get_one(Project, project_id, populate_existing=True)
        rows = session.scalars(select(Hold).where(Hold.project_id == project_id).order_by(Hold.id)).all()
    return project, list(rows)


def test_hold_and_resume_leave_their_days(world: World) -> None:
    project_id = a_running_project(world)
    world.now += timedelta(days=10)
    world.do(MANAGER, lambda work: holds.hold(work, order(world, project_id, 2)))
    project, (row,) = stored(world, project_id)
    since = world.now.date() - timedelta(2)
    assert (project.state, project.held_since, row.since_on, row.until_on) == ("on_hold", since, since, None)
    world.now += timedelta(days=5)
    world.do(MANAGER, lambda work: holds.resume(work, project_id))
    project, (row,) = stored(world, project_id)
    assert (project.state, project.held_since, row.until_on) == ("active", None, world.now.date())
    with world.reading() as session:
        events = session.execute(
            select(ProjectEvent.action, ProjectEvent.reason).order_by(ProjectEvent.id.desc()).limit(2)
        ).all()
    assert [tuple(event) for event in events] == [("resume", None), ("hold", "The road is under water.")]


def test_a_second_hold_is_a_second_row(world: World) -> None:
    project_id = a_running_project(world)
    for _time in range(2):
        world.do(MANAGER, lambda work: holds.hold(work, order(world, project_id)))
        world.do(MANAGER, lambda work: holds.resume(work, project_id))
    _project, rows = stored(world, project_id)
    assert [row.until_on for row in rows] == [world.now.date()] * 2


def test_terminating_ends_the_hold(world: World) -> None:
    project_id = a_running_project(world)
    world.do(MANAGER, lambda work: holds.hold(work, order(world, project_id)))
    world.do("head_of_mission", lambda work: completion.terminate(work, project_id, "Nobody is left."))
    project, (row,) = stored(world, project_id)
    assert (project.state, project.held_since, row.until_on) == ("terminated", None, world.now.date())


@pytest.mark.parametrize(("days_ago", "code"), [(-1, "date.in_future"), (1, "hold.before_start")])
def test_a_hold_has_a_possible_day_and_a_refused_one_changes_nothing(
    days_ago: int, code: str, world: World
) -> None:
    project_id = a_running_project(world)
    with pytest.raises(Refused) as refused:
        world.do(MANAGER, lambda work: holds.hold(work, order(world, project_id, days_ago)))
    assert [(one.code, one.field) for one in refused.value.refusals] == [(code, "since_on")]
    project, rows = stored(world, project_id)
    assert (project.state, rows) == ("active", [])


def test_only_a_running_project_is_held_and_only_a_held_one_resumes(world: World) -> None:
    agreed, running = an_agreed_project(world), a_running_project(world)
    for call in (
        lambda work: holds.hold(work, order(world, agreed)),
        lambda work: holds.resume(work, running),
    ):
        with pytest.raises(Refused) as refused:
            world.do(MANAGER, call)
        assert refused.value.refusals[0].code == "project.not_from_here"


def test_a_stale_hold_is_told(world: World) -> None:
    project_id = a_running_project(world)
    with pytest.raises(StaleEdit):
        world.do(MANAGER, lambda work: holds.hold(work, order(world, project_id, version=1)))


@pytest.mark.parametrize(
    "role", ["programme_officer", "head_of_mission", "certifying_officer", "auditor", "partner"]
)
def test_only_the_manager_holds_and_resumes(role: str, world: World) -> None:
    project_id = a_running_project(world)
    with pytest.raises(NotAllowed):
        world.do(role, lambda work: holds.hold(work, order(world, project_id)))
    world.do(MANAGER, lambda work: holds.hold(work, order(world, project_id)))
    with pytest.raises(NotAllowed):
        world.do(role, lambda work: holds.resume(work, project_id))
