"""Who went, what they saw, and what that changes on the project."""

from datetime import timedelta
from typing import Any

import pytest

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused
from qip_tracker.models import Milestone, Photo, Project, Visit
from qip_tracker.queries.portfolio.totals import differences
from qip_tracker.services.works import visits
from qip_tracker.services.works.visits import AddPhotos, NewPhoto
from tests.adapters import pictures
from tests.factories.fieldwork import milestone_ids, record_visit
from tests.factories.running import a_running_project, an_agreed_project, an_approved_project
from tests.factories.world import World


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(line.code, line.field) for line in refused.value.refusals]


def photo(number: int) -> NewPhoto:
    return NewPhoto(f"{number:064x}", f"{number + 1000:064x}", 640, 480, "The well")


def add(world: World, project_id: int, visit_id: int, *numbers: int) -> Any:
    command = AddPhotos(project_id, visit_id, tuple(photo(number) for number in numbers))
    return world.do("programme_officer", lambda work: visits.add_photos(work, command))


def test_a_visit_turns_the_missions_key_and_is_the_last_visit(world: World) -> None:
    project_id = a_running_project(world)
    first, second, _third = milestone_ids(world, project_id)
    visit_id = record_visit(world, project_id, seen=(first, second))
    with world.reading() as session:
        visit = session.get_one(Visit, visit_id)
        assert (visit.purpose, visit.women_met, visit.men_met, visit.with_engineer) == (
            "progress",
            7,
            4,
            True,
        )
        step = session.get_one(Milestone, first, populate_existing=True)
        assert (step.seen_on, step.seen_on_visit_id) == (world.now.date(), visit_id)
        assert step.seen_by_id == world.person_id("programme_officer")
        assert session.get_one(Project, project_id, populate_existing=True).last_visit_on == world.now.date()
        assert differences(session) == []


def test_an_older_visit_written_down_later_is_not_the_last(world: World) -> None:
    project_id = a_running_project(world)
    today = world.now.date()
    record_visit(world, project_id)
    record_visit(world, project_id, visited_on=today - timedelta(days=9))
    record_visit(
        world,
        project_id,
        purpose="remote",
        visited_on=today + timedelta(days=3),
        now=world.now + timedelta(days=3),
    )
    with world.reading() as session:
        assert session.get_one(Project, project_id, populate_existing=True).last_visit_on == today
        assert differences(session) == []


def test_nobody_visits_tomorrow_or_before_the_agreement(world: World) -> None:
    with pytest.raises(Refused) as refused:
        record_visit(world, an_approved_project(world), visited_on=world.now.date() + timedelta(days=1))
    assert codes(refused) == [("visit.project_not_running", None), ("visit.in_future", "visited_on")]
    assert record_visit(world, an_agreed_project(world), purpose="baseline")


def test_from_a_distance_nothing_is_seen_as_done(world: World) -> None:
    project_id = a_running_project(world)
    with pytest.raises(Refused) as refused:
        record_visit(world, project_id, purpose="remote", seen=tuple(milestone_ids(world, project_id)))
    assert codes(refused) == [("visit.nobody_was_there", "seen")]


def test_a_step_seen_before_is_not_seen_again(world: World) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    with pytest.raises(Refused) as refused:
        record_visit(world, project_id, seen=(first,))
    assert codes(refused) == [("milestone.not_open", "seen")]


def test_a_step_of_another_project_is_not_there(world: World) -> None:
    project_id, other = a_running_project(world), a_running_project(world)
    with pytest.raises(NotVisible):
        record_visit(world, project_id, seen=(milestone_ids(world, other)[0],))


@pytest.mark.parametrize("role", ["facilitator", "auditor", "certifying_officer", "partner", "donor"])
def test_only_officers_record_visits(role: str, world: World) -> None:
    project_id = a_running_project(world)
    with pytest.raises((NotAllowed, NotVisible)):
        record_visit(world, project_id, by=role)


def test_photos_are_rows_with_the_hash_of_what_was_sent_and_the_file_is_there(world: World) -> None:
    project_id = a_running_project(world)
    visit_id = record_visit(world, project_id, pictures=(pictures.jpeg(), pictures.png()))
    with world.reading() as session:
        rows = session.query(Photo).filter_by(visit_id=visit_id).order_by(Photo.id).all()
    assert [(row.caption, row.width, row.height) for row in rows] == [
        ("The well, picture 1", 640, 480),
        ("The well, picture 2", 640, 480),
    ]
    folder = world.app.extensions["qip_settings"].data_directory / "photos"
    stored = sorted(path.stem for path in folder.rglob("*.jpg"))
    assert stored == sorted(row.media_key for row in rows)
    assert all(pictures.MARKER not in path.read_bytes() for path in folder.rglob("*.jpg"))


def test_the_same_picture_is_added_once_to_a_project_and_its_file_does_not_stay(world: World) -> None:
    project_id = a_running_project(world)
    record_visit(world, project_id, pictures=(pictures.jpeg(),))
    with pytest.raises(Refused) as refused:
        record_visit(world, project_id, pictures=(pictures.jpeg(),))
    assert codes(refused) == [("photo.already_there", "photos")]
    folder = world.app.extensions["qip_settings"].data_directory / "photos"
    assert len(list(folder.rglob("*.*"))) == 1
    assert record_visit(world, a_running_project(world), pictures=(pictures.jpeg(),))


def test_a_visit_has_at_most_six_photos_also_when_they_come_later(world: World) -> None:
    project_id = a_running_project(world)
    visit_id = record_visit(world, project_id)
    add(world, project_id, visit_id, 1, 2, 3, 4)
    with pytest.raises(Refused) as refused:
        add(world, project_id, visit_id, 5, 6, 7)
    assert codes(refused) == [("photo.too_many", "photos")]
    add(world, project_id, visit_id, 5, 6)
    with pytest.raises(Refused) as refused:
        add(world, project_id, visit_id, 6)
    assert codes(refused) == [("photo.too_many", "photos"), ("photo.already_there", "photos")]


def test_photos_of_another_projects_visit_are_not_there(world: World) -> None:
    visit_id = record_visit(world, a_running_project(world))
    with pytest.raises(NotVisible):
        add(world, a_running_project(world), visit_id, 1)
