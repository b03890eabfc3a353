"""Logging, changing, sending, withdrawing and discarding a proposal: every guard and every refusal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.models import (
    AuditEvent,
    BudgetLine,
    FieldOffice,
    Mission,
    Need,
    NeedGroup,
    PolicyNumber,
    Project,
    ProjectEvent,
    Proposal,
    ScreeningOpinion,
)
from qip_tracker.services.project import moves
from qip_tracker.services.selection import plans, proposals, screening
from qip_tracker.services.selection.needs import GroupHeard, NeedHeard
from qip_tracker.services.selection.plans import (
    CoOwnerNamed,
    LinePlanned,
    MilestonePlanned,
    NamePeople,
    PlanProject,
)
from qip_tracker.services.selection.proposals import ChangeNeed, DiscardDraft, LogProject
from tests.factories import projects
from tests.factories.projects import change_first, change_second, change_third
from tests.factories.world import World

OFFICER = "programme_officer"


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    """Code and field of every reason."""
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


def submit(world: World, project_id: int, role: str = OFFICER) -> Project:
    """Send it as somebody."""
    return world.do(role, lambda work: proposals.submit(work, project_id))


def a_second_mission(world: World) -> int:
    """An office of a mission nobody of the world works in; returns the office."""

    def found(work: Any) -> int:
        mission = Mission(code="MINUY", name="Another mission", local_currency="USD")
        work.session.add(mission)
        work.session.flush()
        office = FieldOffice(mission_id=mission.id, code="ELS", name="Elsewhere")
        work.session.add(office)
        work.record("mission.founded", mission, mission_id=mission.id)
        work.session.flush()
        return office.id

    return world.do("system", found)


# --- logging ------------------------------------------------------------------------------------------------


def test_references_run_without_gaps_by_year_and_office_and_a_discarded_one_is_not_given_again(
    world: World,
) -> None:
    first, second = projects.a_draft(world), projects.a_draft(world)
    world.do(OFFICER, lambda work: proposals.discard(work, DiscardDraft(second)))
    third = projects.a_draft(world)
    later = world.now + timedelta(days=200)
    bare = LogProject(world.mission_id, replace(projects.placed(world), field_office_id=None))
    fourth = world.do(OFFICER, lambda work: proposals.log(work, bare).id, later)
    with world.reading() as session:
        found = [session.get_one(Project, number).reference for number in (first, second, third, fourth)]
    assert found == [
        "MINUX/2025-26/KID/001",
        "MINUX/2025-26/KID/002",
        "MINUX/2025-26/KID/003",
        "MINUX/2026-27/HQ/001",
    ]


def test_officers_who_log_at_the_same_moment_get_different_numbers(world: World) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _number: projects.a_draft(world), range(12)))
    with world.reading() as session:
        found = sorted(session.scalars(select(Project.reference)))
    assert found == [f"MINUX/2025-26/KID/{number:03d}" for number in range(1, 13)]


def test_a_logged_project_takes_what_need_not_be_typed_from_the_mission_and_the_officer(world: World) -> None:
    project_id = projects.a_draft(world)
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        assert (project.local_currency, project.budget_year_id) == ("XOF", world.year_id)
        assert project.focal_point_id == project.created_by_id == world.person_id(OFFICER)
        assert (project.state, project.donor_id) == ("draft", world.donor_id)
        assert session.scalars(select(Proposal.project_id)).all() == [project_id]
        actions = session.scalars(select(AuditEvent.action).where(AuditEvent.project_id == project_id)).all()
        assert actions == ["project.logged"]


@pytest.mark.parametrize("role", ["committee_member", "auditor", "partner", "donor", "administrator"])
def test_others_do_not_log(world: World, role: str) -> None:
    command = LogProject(world.mission_id, projects.placed(world))
    with pytest.raises(NotAllowed):
        world.do(role, lambda work: proposals.log(work, command))


def test_the_parts_of_another_mission_are_not_there(world: World) -> None:
    elsewhere = a_second_mission(world)
    for wrong in (
        {"field_office_id": elsewhere},
        {"fund_id": 999},
        {"plan_goal_id": 999},
        {"sector_code": "XXX"},
    ):
        command = LogProject(world.mission_id, replace(projects.placed(world), **wrong))
        with pytest.raises(NotVisible):
            world.do(OFFICER, lambda work, command=command: proposals.log(work, command))
    with world.reading() as session:
        assert session.scalars(select(Need)).all() == []


def test_nobody_was_heard_tomorrow_twice_or_not_at_all(world: World) -> None:
    tomorrow = world.now.date() + timedelta(days=1)
    heard = NeedHeard(
        "Water", None, None, tomorrow, True, (GroupHeard("women", 1, 0), GroupHeard("women", 0, 0))
    )
    command = LogProject(world.mission_id, replace(projects.placed(world), need=heard))
    with pytest.raises(Refused) as refused:
        world.do(OFFICER, lambda work: proposals.log(work, command))
    assert codes(refused) == [
        ("date.in_future", "heard_on"),
        ("need.group_twice", "groups"),
        ("need.group_empty", "groups"),
    ]


# --- the three screens --------------------------------------------------------------------------------------


def test_groups_and_lines_that_stay_keep_their_row(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    with world.reading() as session:
        before = {group.code: group.id for group in session.scalars(select(NeedGroup))}
        line = session.scalars(select(BudgetLine.id).where(BudgetLine.position == 1)).one()
    heard = replace(
        projects.placed(world).need, groups=(GroupHeard("youth_f", 5, 0), GroupHeard("women", 30, 0))
    )
    change_first(world, project_id, lambda placed: replace(placed, need=heard))
    change_second(world, project_id, lines=(LinePlanned("materials", "Pump alone", "qip", 6_000_000),))
    with world.reading() as session:
        after = {group.code: (group.id, group.women) for group in session.scalars(select(NeedGroup))}
        assert after["women"] == (before["women"], 30)
        assert set(after) == {"women", "youth_f"}
        assert [(row.id, row.local_minor, row.usd_minor) for row in session.scalars(select(BudgetLine))] == [
            (line, 6_000_000, 1_000_000)
        ]


def test_another_fund_brings_its_donor(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    change_first(world, project_id, lambda placed: replace(placed, fund_id=world.pbf_fund_id))
    with world.reading() as session:
        assert session.get_one(Project, project_id).donor_id == world.pbf_donor_id


@pytest.mark.parametrize("screen", ["need", "plan", "people"])
def test_each_screen_raises_the_version_once_and_refuses_an_older_one(world: World, screen: str) -> None:
    project_id = projects.a_complete_draft(world)
    with world.reading() as session:
        version = session.get_one(Project, project_id).version
    command: ChangeNeed | PlanProject | NamePeople = {
        "need": ChangeNeed(project_id, projects.placed(world), version),
        "plan": replace(projects.planned(world, project_id), version=version),
        "people": replace(projects.people_named(project_id), version=version),
    }[screen]
    verb: Any = {"need": proposals.change_need, "plan": plans.plan, "people": plans.name_people}[screen]
    world.do(OFFICER, lambda work: verb(work, command))
    with world.reading() as session:
        assert session.get_one(Project, project_id).version == version + 1
    with pytest.raises(StaleEdit):
        world.do(OFFICER, lambda work: verb(work, command))


def test_what_was_sent_is_out_of_its_authors_hands_until_it_comes_back(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    for change in (change_second, change_third):
        with pytest.raises(Refused) as refused:
            change(world, project_id)
        assert codes(refused) == [("project.not_editable", None)]
    world.do("programme_manager", lambda work: screening.return_to_author(work, project_id, "No land paper."))
    change_second(world, project_id)


# --- sending ------------------------------------------------------------------------------------------------

NOBODY_HEARD = NeedHeard("Water", None, None, None, False, ())
NOTHING_SAID = NeedHeard(None, None, None, None, False, (GroupHeard("women", 1, 0),))


def _milestones(world: World, *weights: int) -> tuple[MilestonePlanned, ...]:
    return tuple(MilestonePlanned(f"Step {n}", w, world.now.date()) for n, w in enumerate(weights))


GUARDS: dict[str, Callable[[World, int], None]] = {
    "need.not_stated": lambda w, p: change_first(w, p, lambda x: replace(x, need=NOTHING_SAID)),
    "need.nobody_heard": lambda w, p: change_first(w, p, lambda x: replace(x, need=NOBODY_HEARD)),
    "partner.missing": lambda w, p: change_second(w, p, partner_id=None),
    "project.objective_missing": lambda w, p: change_second(w, p, confidence_objective=None),
    "project.start_missing": lambda w, p: change_second(w, p, planned_start_on=None),
    "project.too_long": lambda w, p: change_second(w, p, planned_weeks=27),
    "budget.over_ceiling": lambda w, p: change_second(
        w, p, lines=(LinePlanned("materials", "Gold", "qip", 30_000_600),)
    ),
    "budget.overhead": lambda w, p: change_second(
        w,
        p,
        lines=(LinePlanned("materials", "M", "qip", 9_000), LinePlanned("admin_overhead", "Desk", "qip", 9)),
    ),
    "milestones.too_few": lambda w, p: change_second(w, p, milestones=_milestones(w, 50, 50)),
    "milestones.not_hundred": lambda w, p: change_second(w, p, milestones=_milestones(w, 40, 40, 19)),
    "coowners.side_missing": lambda w, p: change_third(
        w, p, co_owners=(CoOwnerNamed("state", "Town hall", None),)
    ),
    "harm.not_considered": lambda w, p: change_third(w, p, harms=()),
    "maintenance.nobody": lambda w, p: change_third(w, p, maintenance_owner=None),
}


@pytest.mark.parametrize("code", GUARDS)
def test_each_guard_stops_the_proposal_alone(world: World, code: str) -> None:
    project_id = projects.a_complete_draft(world)
    GUARDS[code](world, project_id)
    with pytest.raises(Refused) as refused:
        submit(world, project_id)
    assert [found for found, _field in codes(refused)] == [code]
    with world.reading() as session:
        assert session.get_one(Project, project_id).state == "draft"
        assert session.scalars(select(ProjectEvent)).all() == []


def test_an_empty_budget_is_named_beside_the_missing_amount(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    change_second(world, project_id, lines=(LinePlanned("materials", "Gift", "partner", 100),))
    with pytest.raises(Refused) as refused:
        submit(world, project_id)
    assert [code for code, _field in codes(refused)] == ["budget.empty", "budget.over_ceiling"]


def test_a_bare_draft_is_told_everything_at_once(world: World) -> None:
    with pytest.raises(Refused) as refused:
        submit(world, projects.a_draft(world))
    assert len(refused.value.refusals) == 14 - 1  # without overhead there is none too much


def test_over_the_ceiling_with_a_reason_up_to_the_second_ceiling(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    reason = "Only one firm can bridge the river."
    twice = LinePlanned("materials", "Bridge", "qip", 60_000_000)
    change_second(world, project_id, lines=(twice,), exception_reason=reason)
    submit(world, project_id)
    other = projects.a_complete_draft(world)
    change_second(world, other, lines=(replace(twice, local_minor=60_000_006),), exception_reason=reason)
    with pytest.raises(Refused):
        submit(world, other)


def test_the_ceiling_in_force_is_the_missions_own_and_binds_the_assessed_budget_alone(world: World) -> None:
    def lower(work: Any) -> None:
        row = PolicyNumber(
            mission_id=world.mission_id,
            key="ceiling_usd_minor",
            value="1999999",
            effective_from=work.today,
            reason="UNMIK pays 25,000",
            set_at=work.now,
        )
        work.session.add(row)
        work.record("policy.set", row, mission_id=world.mission_id)

    world.do("system", lower)
    with pytest.raises(Refused) as refused:
        submit(world, projects.a_complete_draft(world))
    assert codes(refused) == [("budget.over_ceiling", None)]
    submit(world, projects.a_complete_draft(world, fund_id=world.pbf_fund_id))


def test_only_officers_send_and_only_once(world: World) -> None:
    project_id = projects.a_complete_draft(world)
    with pytest.raises(NotAllowed):
        submit(world, project_id, "committee_member")
    submit(world, project_id)
    with pytest.raises(Refused) as refused:
        submit(world, project_id)
    assert codes(refused) == [("project.not_from_here", None)]


def test_opinions_on_an_earlier_text_do_not_outlive_it(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    world.do("programme_manager", lambda work: screening.give(work, projects.all_opinions(work, project_id)))
    world.do("programme_manager", lambda work: screening.return_to_author(work, project_id, "Say who digs."))
    with world.reading() as session:
        assert session.scalars(select(ScreeningOpinion)).all()
    submit(world, project_id)
    with world.reading() as session:
        assert session.scalars(select(ScreeningOpinion)).all() == []


# --- withdrawing and discarding -----------------------------------------------------------------------------


def test_withdrawn_with_a_reason_and_then_nothing_moves(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    with pytest.raises(Refused) as refused:
        world.do(OFFICER, lambda work: proposals.withdraw(work, project_id, "  "))
    assert codes(refused) == [("project.reason_missing", "reason")]
    world.do(OFFICER, lambda work: proposals.withdraw(work, project_id, "The road is closed."))
    with world.reading() as session:
        event = session.scalars(select(ProjectEvent).order_by(ProjectEvent.id.desc())).first()
        assert event is not None
        assert (event.action, event.to_state, event.reason) == (
            "withdraw",
            "withdrawn",
            "The road is closed.",
        )
    with pytest.raises(Refused):
        submit(world, project_id)


def test_a_draft_is_discarded_and_gone_what_was_sent_is_not(world: World) -> None:
    project_id = projects.a_draft(world)
    with pytest.raises(NotAllowed):
        world.do("auditor", lambda work: proposals.discard(work, DiscardDraft(project_id)))
    with pytest.raises(StaleEdit):
        world.do(OFFICER, lambda work: proposals.discard(work, DiscardDraft(project_id, 99)))
    world.do(OFFICER, lambda work: proposals.discard(work, DiscardDraft(project_id)))
    with pytest.raises(NotVisible):
        world.do(OFFICER, lambda work: moves.live_project(work, project_id))
    with pytest.raises(NotVisible):
        submit(world, project_id)
    with world.reading() as session:
        assert session.get_one(Project, project_id).deleted_at == world.now
    sent = projects.a_submitted_project(world)
    with pytest.raises(Refused) as refused:
        world.do(OFFICER, lambda work: proposals.discard(work, DiscardDraft(sent)))
    assert codes(refused) == [("project.not_a_draft", None)]
