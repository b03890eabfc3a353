"""The ownership index counts what the community gave and changed, and says what is missing."""

from datetime import timedelta
from typing import Any

import pytest

from qip_tracker.domain.community.ownership import ownership
from qip_tracker.models import Proposal
from qip_tracker.queries.community import coownership as owners
from qip_tracker.services.community import coownership
from qip_tracker.services.community.coownership import RecordDesignChange, SaveContribution
from tests.factories.fieldwork import co_owner_id
from tests.factories.running import a_running_project
from tests.factories.world import World

NOBODY_MANAGES = {"management_body": None, "management_women": None, "maintenance_funded": False}


def give(world: World, project_id: int, side: str, *, delivered: bool) -> None:
    today = world.now.date()
    command = SaveContribution(
        project_id,
        co_owner_id(world, project_id, side),
        "land",
        "The site, 400 square metres",
        today - timedelta(days=2),
        today if delivered else None,
    )
    world.do("programme_officer", lambda work: coownership.save_contribution(work, command))


def change(world: World, project_id: int, side: str) -> None:
    command = RecordDesignChange(
        project_id, co_owner_id(world, project_id, side), "A trough for the herds", world.now.date()
    )
    world.do("programme_officer", lambda work: coownership.record_design_change(work, command))


def manage(world: World, project_id: int, **values: Any) -> None:
    def write(work: Any) -> None:
        proposal = work.session.query(Proposal).filter_by(project_id=project_id).one()
        for name, value in values.items():
            setattr(proposal, name, value)
        work.record("proposal.changed", proposal, project_id=project_id)

    world.do("system", write)


def given(world: World, project_id: int) -> list[str]:
    with world.reading() as session:
        read = owners.read(session, project_id)
        # Reports take the short way; both must say the same.
        assert ownership(owners.ownership_facts(session, project_id)) == read.index
        return [point.reason for point in read.index.points]


def test_a_project_starts_with_what_was_raised_and_who_maintains(world: World) -> None:
    project_id = a_running_project(world)
    manage(world, project_id, **NOBODY_MANAGES)
    assert given(world, project_id) == [
        "raised_locally",
        "design_unchanged",
        "no_contribution",
        "no_management_body",
        "maintenance_not_funded",
    ]


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("society", ["design_changed", "contribution_delivered"]),
        ("state", ["design_unchanged", "no_contribution"]),
    ],
)
def test_what_the_state_gives_is_shown_and_not_counted(side: str, expected: list[str], world: World) -> None:
    project_id = a_running_project(world)
    change(world, project_id, side)
    give(world, project_id, side, delivered=True)
    assert given(world, project_id)[1:3] == expected
    with world.reading() as session:
        read = owners.read(session, project_id)
        assert (len(read.changes), len(read.contributions)) == (1, 1)


def test_a_promise_is_no_contribution(world: World) -> None:
    project_id = a_running_project(world)
    give(world, project_id, "society", delivered=False)
    assert given(world, project_id)[2] == "contribution_only_promised"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"management_body": "Water committee"}, "women_not_recorded"),
        ({"management_body": "Water committee", "management_women": 0}, "no_woman_manages"),
        ({"management_body": "Water committee", "management_women": 4}, "women_manage"),
    ],
)
def test_a_body_counts_when_women_sit_in_it(values: dict[str, Any], reason: str, world: World) -> None:
    project_id = a_running_project(world)
    manage(world, project_id, **{**NOBODY_MANAGES, **values})
    assert given(world, project_id)[3] == reason


def test_five_points_of_five(world: World) -> None:
    project_id = a_running_project(world)
    change(world, project_id, "society")
    give(world, project_id, "society", delivered=True)
    manage(world, project_id, management_body="Committee", management_women=3, maintenance_funded=True)
    given(world, project_id)
    with world.reading() as session:
        assert owners.read(session, project_id).index.index == 5
