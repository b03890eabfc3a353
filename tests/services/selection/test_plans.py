"""The plan of a proposal: money from its lines, dates from its weeks, co-owners who stay once they have spoken."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotVisible, Refused
from qip_tracker.models import Consent, CoOwner, Milestone, Partner, Project
from qip_tracker.services.selection import proposals
from qip_tracker.services.selection.plans import CoOwnerNamed, LinePlanned, MilestonePlanned
from tests.factories import projects
from tests.factories.projects import change_first, change_second, change_third
from tests.factories.world import World

OFFICER = "programme_officer"


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    """Code and field of every reason."""
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


def test_the_amount_asked_for_is_the_sum_of_the_lines_as_printed(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    lines = tuple(LinePlanned("materials", f"Part {n}", "qip", 1_000) for n in range(3))
    gift = LinePlanned("unskilled_labour", "Digging", "community", 500_000)
    change_second(world, project_id, exchange_rate="604.80", lines=(*lines, gift))
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        # 1000 / 604.80 = 1.653..., each line USD 1.65; converting the sum would give 4.96.
        assert (project.requested_local_minor, project.requested_usd_minor) == (3_000, 495)


def test_without_a_rate_the_dollars_are_not_known_and_it_cannot_be_sent(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    change_second(world, project_id, exchange_rate=None, exchange_rate_on=None)
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        assert (project.requested_local_minor, project.requested_usd_minor) == (projects.LOCAL, None)
    with pytest.raises(Refused) as refused:
        world.do(OFFICER, lambda work: proposals.submit(work, project_id))
    assert codes(refused) == [("budget.over_ceiling", None)]


def test_the_reference_and_the_planned_end_follow_their_rules(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    start = world.now.date() + timedelta(days=3)
    change_second(world, project_id, planned_start_on=start, planned_weeks=2)
    change_first(world, project_id, lambda placed: replace(placed, field_office_id=None, place="Tessalit"))
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        assert project.planned_end_on == start + timedelta(days=14)
        assert (project.reference, project.place) == ("MINUX/2025-26/KID/001", "Tessalit")


def test_a_rate_of_tomorrow_and_a_barred_or_foreign_partner_are_refused(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    with pytest.raises(Refused) as refused:
        change_second(world, project_id, exchange_rate_on=world.now.date() + timedelta(days=1))
    assert codes(refused) == [("date.in_future", "exchange_rate_on")]
    with pytest.raises(NotVisible):
        change_second(world, project_id, partner_id=999)

    def bar(work: Any) -> None:
        partner = work.session.get_one(Partner, world.partner_id)
        partner.status = "barred"
        work.record("partner.barred", partner, mission_id=world.mission_id)

    world.do("system", bar)
    with pytest.raises(Refused) as refused:
        change_second(world, project_id)
    assert codes(refused) == [("partner.suspended", "partner_id")]


def test_a_body_is_named_once_and_one_that_agreed_stays(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    owners = projects.people_named(project_id).co_owners
    twice = (*owners, CoOwnerNamed("society", "WATER COMMITTEE OF AGUELHOK", None))
    with pytest.raises(Refused) as refused:
        change_third(world, project_id, co_owners=twice)
    assert codes(refused) == [("coowners.body_taken", "co_owners")]
    with world.reading() as session:
        committee = session.scalars(select(CoOwner.id).where(CoOwner.side == "society")).one()

    def agree(work: Any) -> None:
        row = Consent(
            project_id=project_id,
            co_owner_id=committee,
            stage="design",
            number=1,
            agreed=True,
            given_on=work.today,
            recorded_by_id=world.person_id(OFFICER),
            recorded_at=work.now,
        )
        work.session.add(row)
        work.record("consent.given", row, mission_id=world.mission_id, project_id=project_id)

    world.do("system", agree)
    with pytest.raises(Refused) as refused:
        change_third(world, project_id, co_owners=owners[:1])
    assert codes(refused) == [("coowners.in_use", "co_owners")]
    change_third(world, project_id, co_owners=(replace(owners[1], role="Runs the pump"), *owners[:1]))
    with world.reading() as session:
        assert session.get_one(CoOwner, committee).role == "Runs the pump"


def test_milestones_are_counted_on_the_project(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    quarters = tuple(MilestonePlanned(f"Step {n}", 25, world.now.date()) for n in range(4))
    change_second(world, project_id, milestones=quarters)
    with world.reading() as session:
        assert session.get_one(Project, project_id).milestones_total == 4
        assert len(session.scalars(select(Milestone)).all()) == 4
