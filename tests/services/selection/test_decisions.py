"""The committee's decision: valid only with a quorum of the uninterested, a reason, and within the request."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.models import Attendance, AuditEvent, Condition, Decision, Grant, Project
from qip_tracker.services.selection import decisions, proposals, screening
from qip_tracker.services.selection.decisions import (
    ClearCondition,
    ConditionSet,
    MemberPresent,
    RecordDecision,
)
from tests.factories import projects
from tests.factories.world import SEATS, World

CHAIR = "committee_member"


def decide(world: World, project_id: int, role: str = CHAIR, **more: Any) -> int:
    """Record an approval of everything, changed by `more`."""
    command: RecordDecision = replace(projects.approval(world, project_id), **more)
    return world.do(role, lambda work: decisions.decide(work, command).id)


def refused_codes(world: World, project_id: int, **more: Any) -> list[tuple[str, str | None]]:
    """Code and field of every reason against the decision."""
    with pytest.raises(Refused) as refused:
        decide(world, project_id, **more)
    with world.reading() as session:
        assert session.scalars(select(Decision).where(Decision.project_id == project_id)).all() == []
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


def members(world: World, *seats: str, interested: str = "") -> tuple[MemberPresent, ...]:
    """Members by seat; one of them declares an interest."""
    return tuple(
        MemberPresent(
            world.person_id(f"committee_member.{seat}"), "Owns the field" if seat == interested else None
        )
        for seat in seats
    )


def test_an_approval_fixes_the_amounts_and_keeps_who_sat(world: World) -> None:
    project_id = projects.a_screened_project(world)
    decision_id = decide(world, project_id, present=members(world, *SEATS, interested="engineering"))
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        assert project.state == "approved"
        assert (project.approved_local_minor, project.approved_usd_minor) == (projects.LOCAL, projects.USD)
        decision = session.get_one(Decision, decision_id)
        assert (decision.present_count, decision.quorum_required) == (4, 4)
        rows = session.scalars(select(Attendance).order_by(Attendance.id)).all()
        assert [row.seat for row in rows] == list(SEATS)
        assert [row.interest for row in rows if row.has_interest] == ["Owns the field"]
        actions = list(session.scalars(select(AuditEvent.action).where(AuditEvent.project_id == project_id)))
        assert {"project.approved", "decision.recorded"} <= set(actions)


def test_less_than_asked_for_is_converted_at_the_projects_rate(world: World) -> None:
    project_id = projects.a_screened_project(world)
    decide(world, project_id, approved_local_minor=6_000_001)
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        assert (project.approved_local_minor, project.approved_usd_minor) == (6_000_001, 1_000_000)


@pytest.mark.parametrize(
    ("outcome", "state"), [("deferred", "screened"), ("returned", "returned"), ("rejected", "rejected")]
)
def test_other_outcomes_move_the_project_and_approve_nothing(world: World, outcome: str, state: str) -> None:
    project_id = projects.a_screened_project(world)
    decide(world, project_id, outcome=outcome)
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        assert (project.state, project.approved_usd_minor) == (state, None)
        assert session.scalars(select(Decision.approved_usd_minor)).one() is None


def test_a_deferred_project_is_decided_at_the_next_meeting(world: World) -> None:
    project_id = projects.a_screened_project(world)
    with world.reading() as session:
        version = session.get_one(Project, project_id).version
    decide(world, project_id, outcome="deferred", version=version)
    with pytest.raises(StaleEdit):
        decide(world, project_id, version=version)
    decide(world, project_id, meeting_number="PRC-2026-04")
    with world.reading() as session:
        assert len(session.scalars(select(Decision)).all()) == 2


@pytest.mark.parametrize("outcome", ["approved", "deferred", "returned", "rejected"])
def test_no_quorum_no_seat_and_no_reason_make_any_decision_void(world: World, outcome: str) -> None:
    project_id = projects.a_screened_project(world)
    three = members(world, "engineering", "field_office", "civil_affairs")
    found = refused_codes(world, project_id, outcome=outcome, present=three, reason="No.")
    assert found == [
        ("decision.no_quorum", "present"),
        ("decision.seat_missing", "present"),
        ("decision.reason_missing", "reason"),
    ]


def test_a_declared_interest_empties_the_seat(world: World) -> None:
    project_id = projects.a_screened_project(world)
    everybody = members(world, *SEATS, interested="finance")
    assert refused_codes(world, project_id, present=everybody) == [("decision.seat_missing", "present")]


def test_whoever_wrote_the_project_does_not_vote_on_it(world: World) -> None:
    def seat(work: Any) -> None:
        grant = Grant(
            person_id=world.person_id("programme_officer"),
            mission_id=world.mission_id,
            role="committee_member",
            seat="civil_affairs",
            granted_at=work.now,
        )
        work.session.add(grant)
        work.record("grant.given", grant, mission_id=world.mission_id)

    world.do("system", seat)
    project_id = projects.a_screened_project(world)
    author = MemberPresent(world.person_id("programme_officer"))
    voting = (*members(world, *SEATS), author)
    assert refused_codes(world, project_id, present=voting) == [("decision.author_votes", "present")]
    with pytest.raises(NotAllowed):
        decide(world, project_id, "programme_officer")
    decide(world, project_id, present=(*members(world, *SEATS), replace(author, interest="My project")))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"approved_local_minor": None}, ("decision.amount_missing", "approved_local")),
        ({"approved_local_minor": 0}, ("decision.amount_missing", "approved_local")),
        ({"approved_local_minor": 12_000_001}, ("decision.amount_over_request", "approved_local")),
        ({"outcome": "approved_with_conditions"}, ("decision.condition_missing", "conditions")),
        ({"conditions": (ConditionSet("Deed"),)}, ("decision.condition_unfitting", "conditions")),
    ],
)
def test_amount_and_conditions_fit_the_outcome(
    world: World, more: dict[str, Any], reason: tuple[str, str]
) -> None:
    assert refused_codes(world, projects.a_screened_project(world), **more) == [reason]


def test_the_meeting_was_not_tomorrow_and_not_before_the_project(world: World) -> None:
    project_id = projects.a_screened_project(world)
    for days, code in ((1, "date.in_future"), (-1, "decision.before_project")):
        day = world.now.date() + timedelta(days=days)
        assert refused_codes(world, project_id, decided_on=day) == [(code, "decided_on")]


def test_nothing_is_decided_that_is_not_before_the_committee(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    assert ("project.not_from_here", None) in refused_codes(world, project_id)


def test_only_members_of_the_committee_decide_and_sit(world: World) -> None:
    project_id = projects.a_screened_project(world)
    for role in ("programme_manager", "head_of_mission", "auditor"):
        with pytest.raises(NotAllowed):
            decide(world, project_id, role)
    stranger = MemberPresent(world.person_id("auditor"))
    with pytest.raises(NotVisible):
        decide(world, project_id, present=(*members(world, *SEATS), stranger))


def test_a_member_whose_seat_has_ended_does_not_sit(world: World) -> None:
    project_id = projects.a_screened_project(world)

    def end(work: Any) -> None:
        person_id = world.person_id("committee_member.engineering")
        grant = work.session.scalars(select(Grant).where(Grant.person_id == person_id)).one()
        grant.ended_at = work.now
        work.record("grant.ended", grant, mission_id=world.mission_id)

    world.do("system", end)
    with pytest.raises(NotVisible):
        decide(world, project_id)


def test_a_returned_project_can_come_back_and_be_approved(world: World) -> None:
    project_id = projects.a_screened_project(world)
    decide(world, project_id, outcome="returned")
    world.do("programme_officer", lambda work: proposals.submit(work, project_id))
    world.do("programme_manager", lambda work: screening.give(work, projects.all_opinions(work, project_id)))
    world.do("programme_manager", lambda work: screening.finish(work, project_id))
    decide(world, project_id, meeting_number="PRC-2026-05")
    with world.reading() as session:
        assert session.get_one(Project, project_id).state == "approved"


def test_a_condition_is_cleared_once_by_the_manager(world: World) -> None:
    project_id = projects.an_approved_project(world, conditions=("The deed is signed.", "A second pump."))
    with world.reading() as session:
        first = session.scalars(select(Condition.id).order_by(Condition.id)).first() or 0
    command = ClearCondition(project_id, first, "Deed seen.", 1)
    for role in ("programme_officer", CHAIR):
        with pytest.raises(NotAllowed):
            world.do(role, lambda work: decisions.clear_condition(work, command))
    world.do("programme_manager", lambda work: decisions.clear_condition(work, command))
    with world.reading() as session:
        row = session.get_one(Condition, first)
        assert (row.cleared_on, row.cleared_note) == (world.now.date(), "Deed seen.")
        assert row.cleared_by_id == world.person_id("programme_manager")
    with pytest.raises(StaleEdit):
        world.do("programme_manager", lambda work: decisions.clear_condition(work, command))
    with pytest.raises(Refused) as refused:
        again = replace(command, version=None)
        world.do("programme_manager", lambda work: decisions.clear_condition(work, again))
    assert [refusal.code for refusal in refused.value.refusals] == ["condition.cleared_before"]
    other = projects.an_approved_project(world)
    with pytest.raises(NotVisible):
        elsewhere = replace(command, project_id=other)
        world.do("programme_manager", lambda work: decisions.clear_condition(work, elsewhere))
