"""Two keys in two hands, and the counts of the plan that follow from them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.models import AuditEvent, Milestone, Project
from qip_tracker.queries.portfolio.totals import differences
from qip_tracker.services.works import milestones
from qip_tracker.services.works.milestones import (
    ConfirmMilestone,
    DropMilestone,
    ExplainDelay,
    WithdrawConfirmation,
)
from tests.factories.fieldwork import (
    co_owner_id,
    complete_all_milestones,
    confirm_milestone,
    milestone_ids,
    record_visit,
)
from tests.factories.running import a_completed_project, a_running_project, an_approved_project, sign_tranche
from tests.factories.world import World


def rollup(world: World, project_id: int) -> tuple[int, int, int]:
    with world.reading() as session:
        project = session.get_one(Project, project_id, populate_existing=True)
        assert differences(session) == []
        return project.milestones_done, project.milestones_total, project.done_weight_pct


def confirmation(world: World, project_id: int, **changed: Any) -> ConfirmMilestone:
    command = ConfirmMilestone(
        project_id,
        milestone_ids(world, project_id)[0],
        co_owner_id(world, project_id),
        world.now.date(),
        "signed_paper",
    )
    return replace(command, **changed)


def refusals(world: World, role: str, verb: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        world.do(role, verb)
    return [(line.code, line.field) for line in refused.value.refusals]


def test_one_key_is_not_done_and_two_are(world: World) -> None:
    project_id = a_running_project(world)
    first, second, _third = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    assert rollup(world, project_id) == (0, 3, 0)
    confirm_milestone(world, project_id, second)
    assert rollup(world, project_id) == (0, 3, 0)
    confirm_milestone(world, project_id, first)
    assert rollup(world, project_id) == (1, 3, 40)
    complete_all_milestones(world, project_id)
    assert rollup(world, project_id) == (3, 3, 100)


def test_whoever_saw_it_does_not_record_the_co_owners_word(world: World) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,), by="programme_officer")
    command = confirmation(world, project_id)
    found = refusals(world, "programme_officer", lambda work: milestones.confirm(work, command))
    assert found == [("milestone.same_person", None)]


def test_whoever_recorded_the_co_owners_word_does_not_see_it(world: World) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    confirm_milestone(world, project_id, first, by="programme_officer")
    with pytest.raises(Refused) as refused:
        record_visit(world, project_id, seen=(first,), by="programme_officer")
    assert [(line.code, line.field) for line in refused.value.refusals] == [("milestone.same_person", "seen")]


def test_the_database_refuses_two_keys_in_one_hand(world: World) -> None:
    """What the service lets through, the table does not."""
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    with world.reading() as session, pytest.raises(IntegrityError, match="two_keys_two_hands"):
        session.execute(
            text(
                "UPDATE milestone SET confirmed_on = '2026-03-16', confirmation_method = 'meeting',"
                " confirmed_by_co_owner_id = :owner, confirmation_recorded_by_id = seen_by_id WHERE id = :id"
            ),
            {"owner": co_owner_id(world, project_id), "id": first},
        )


def test_a_key_is_turned_once(world: World) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    confirm_milestone(world, project_id, first)
    command = confirmation(world, project_id)
    again = refusals(world, "programme_manager", lambda work: milestones.confirm(work, command))
    assert again == [("milestone.not_open", None)]


def test_a_confirmation_needs_its_own_co_owner_a_day_that_has_come_and_a_running_project(
    world: World,
) -> None:
    project_id, other = a_running_project(world), an_approved_project(world)
    wrong = confirmation(
        world,
        project_id,
        co_owner_id=co_owner_id(world, other),
        confirmed_on=world.now.date() + timedelta(days=1),
    )
    assert refusals(world, "facilitator", lambda work: milestones.confirm(work, wrong)) == [
        ("date.in_future", "confirmed_on"),
        ("coowners.unknown", "co_owner_id"),
    ]
    early = confirmation(world, other)
    assert refusals(world, "facilitator", lambda work: milestones.confirm(work, early)) == [
        ("milestone.project_not_running", None)
    ]


def test_a_milestone_of_another_project_is_not_there(world: World) -> None:
    project_id, other = a_running_project(world), a_running_project(world)
    mixed = confirmation(world, project_id, milestone_id=milestone_ids(world, other)[0])
    with pytest.raises(NotVisible):
        world.do("programme_officer", lambda work: milestones.confirm(work, mixed))


def test_a_stale_confirmation_is_refused(world: World) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    stale = confirmation(world, project_id, version=1)
    with pytest.raises(StaleEdit):
        world.do("programme_officer.second", lambda work: milestones.confirm(work, stale))


@pytest.mark.parametrize("role", ["auditor", "certifying_officer", "committee_member", "partner", "donor"])
def test_only_officers_and_facilitators_confirm(role: str, world: World) -> None:
    command = confirmation(world, a_running_project(world))
    with pytest.raises((NotAllowed, NotVisible)):
        world.do(role, lambda work: milestones.confirm(work, command))


def drop(
    world: World, project_id: int, milestone_id: int, reason: str = "The road is closed for good."
) -> Any:
    command = DropMilestone(project_id, milestone_id, reason)
    return lambda work: milestones.drop(work, command)


def test_a_dropped_step_leaves_the_count_with_its_reason(world: World) -> None:
    project_id = a_running_project(world)
    first, second, third = milestone_ids(world, project_id)
    world.do("programme_manager", drop(world, project_id, third))
    assert rollup(world, project_id) == (0, 2, 0)
    for step in (first, second):
        record_visit(world, project_id, seen=(step,))
        confirm_milestone(world, project_id, step)
    assert rollup(world, project_id) == (2, 2, 80)
    with world.reading() as session:
        row = session.get_one(Milestone, third, populate_existing=True)
        assert (row.dropped_on, row.dropped_reason) == (world.now.date(), "The road is closed for good.")


def test_done_or_dropped_steps_are_not_dropped_and_never_without_a_reason(world: World) -> None:
    project_id = a_running_project(world)
    first, second, _third = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    confirm_milestone(world, project_id, first)
    world.do("programme_officer", drop(world, project_id, second))
    for step in (first, second):
        assert refusals(world, "programme_officer", drop(world, project_id, step)) == [
            ("milestone.not_open", None)
        ]
    assert refusals(world, "programme_officer", drop(world, project_id, _third, " ")) == [
        ("project.reason_missing", "reason")
    ]
    with pytest.raises(NotAllowed):
        world.do("facilitator", drop(world, project_id, _third))


def test_a_dropped_step_takes_no_key(world: World) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    world.do("programme_officer", drop(world, project_id, first))
    with pytest.raises(Refused) as refused:
        record_visit(world, project_id, seen=(first,))
    assert refused.value.refusals[0].code == "milestone.not_open"
    command = confirmation(world, project_id, milestone_id=first)
    assert refusals(world, "facilitator", lambda work: milestones.confirm(work, command)) == [
        ("milestone.not_open", None)
    ]


def test_a_delay_is_explained_only_where_there_is_one(world: World) -> None:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    command = ExplainDelay(project_id, first, "weather_access")

    def explain(work: Any) -> Milestone:
        return milestones.explain_delay(work, command)

    assert refusals(world, "programme_officer", explain) == [("milestone.not_late", None)]
    world.do("programme_officer", explain, world.now + timedelta(weeks=9))
    with world.reading() as session:
        assert session.get_one(Milestone, first, populate_existing=True).delay_reason == "weather_access"


def test_each_step_is_in_the_audit_trail(world: World) -> None:
    project_id = a_running_project(world)
    first, second, _third = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    confirm_milestone(world, project_id, first)
    world.do("programme_officer", drop(world, project_id, second))
    with world.reading() as session:
        actions = [row.action for row in session.query(AuditEvent).order_by(AuditEvent.sequence)][-4:]
    assert actions == ["visit.recorded", "milestone.seen", "milestone.confirmed", "milestone.dropped"]


def test_a_count_that_is_wrong_is_found(world: World) -> None:
    """The proof of the rollups must be able to fail."""
    project_id = a_running_project(world)
    with world.reading() as session:
        session.execute(
            text("UPDATE project SET done_weight_pct = 7, last_visit_on = :day WHERE id = :id"),
            {"day": date(2026, 1, 2), "id": project_id},
        )
        found = {(line.project_id, line.column, line.stored, line.counted) for line in differences(session)}
        session.rollback()
    assert found == {
        (project_id, "done_weight_pct", 7, 0),
        (project_id, "last_visit_on", date(2026, 1, 2), None),
    }


def withdraw(world: World, project_id: int, milestone_id: int, role: str = "facilitator") -> Milestone:
    command = WithdrawConfirmation(project_id, milestone_id, "The paper was about the other well.")
    return world.do(role, lambda work: milestones.withdraw_confirmation(work, command))


def test_a_confirmation_given_by_mistake_is_taken_back_and_the_trail_keeps_why(world: World) -> None:
    project_id = a_running_project(world)
    first, *_others = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(first,))
    confirm_milestone(world, project_id, first)
    assert rollup(world, project_id) == (1, 3, 40)
    withdraw(world, project_id, first)
    assert rollup(world, project_id) == (0, 3, 0)
    with world.reading() as session:
        step = session.get_one(Milestone, first)
        assert (step.confirmed_on, step.confirmed_by_co_owner_id, step.seen_on) == (
            None,
            None,
            world.now.date(),
        )
        event = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "milestone.confirmation_withdrawn")
        ).one()
        assert "The paper was about the other well." in event.change
        assert '"confirmed_on":["2026-03-16",null]' in event.change
    # The key is free again.
    confirm_milestone(world, project_id, first)
    assert rollup(world, project_id) == (1, 3, 40)


def test_nothing_is_taken_back_once_the_last_tranche_is_asked_for_or_the_works_are_completed(
    world: World,
) -> None:
    project_id = a_running_project(world)
    complete_all_milestones(world, project_id)
    first, *_others = milestone_ids(world, project_id)
    sign_tranche(world, project_id, 2, "request")
    assert refusals(world, "facilitator", lambda work: withdraw_in(work, project_id, first)) == [
        ("milestone.rested_on", None)
    ]
    completed = a_completed_project(world)
    (step, *_rest) = milestone_ids(world, completed)
    assert refusals(world, "facilitator", lambda work: withdraw_in(work, completed, step)) == [
        ("milestone.rested_on", None)
    ]
    assert rollup(world, project_id) == (3, 3, 100)


def withdraw_in(work: Any, project_id: int, milestone_id: int) -> Milestone:
    return milestones.withdraw_confirmation(
        work, WithdrawConfirmation(project_id, milestone_id, "A mistake.")
    )


@pytest.mark.parametrize("role", ["auditor", "certifying_officer", "partner", "donor"])
def test_only_who_may_confirm_takes_back(role: str, world: World) -> None:
    project_id = a_running_project(world)
    first, *_others = milestone_ids(world, project_id)
    confirm_milestone(world, project_id, first)
    with pytest.raises((NotAllowed, NotVisible)):
        withdraw(world, project_id, first, role)
