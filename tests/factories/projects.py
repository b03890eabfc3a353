"""Projects from draft to approval, reached through the services; each returns the project's number.

`a_draft` has a title and a place and nothing else; `a_complete_draft` passes the checklist of `submit`. The officer
on the file is `programme_officer`; `programme_manager` screens, the committee's chair records the decision.
Asked for and approved: 12 000 000 XOF at 600 for a dollar = USD 20,000.00. Every step happens at `world.now`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from qip_tracker.models import Project
from qip_tracker.queries.selection.screening import checks_needed
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.selection import decisions, plans, proposals, screening
from qip_tracker.services.selection.decisions import ConditionSet, MemberPresent, RecordDecision
from qip_tracker.services.selection.needs import GroupHeard, NeedHeard
from qip_tracker.services.selection.plans import (
    CoOwnerNamed,
    HarmConsidered,
    LinePlanned,
    MilestonePlanned,
    NamePeople,
    PlanProject,
    ResultPlanned,
)
from qip_tracker.services.selection.proposals import ChangeNeed, LogProject, ProjectPlaced
from qip_tracker.services.selection.screening import GiveOpinions, Opinion
from tests.factories.world import SEATS, World

LOCAL, USD = 12_000_000, 2_000_000


def placed(world: World) -> ProjectPlaced:
    """The first screen, complete."""
    return ProjectPlaced(
        title="Water point and washing place in Aguelhok",
        place="Aguelhok",
        admin_area="Kidal",
        country="ML",
        field_office_id=world.office_id,
        fund_id=world.fund_id,
        sector_code="WAS",
        plan_goal_id=None,
        sponsoring_section="Civil Affairs",
        need=NeedHeard(
            statement="Women walk two hours for water and are attacked on the way.",
            confidence_gap=None,
            method="community_meeting",
            heard_on=world.now.date() - timedelta(days=10),
            raised_locally=True,
            groups=(GroupHeard("women", 24, 0), GroupHeard("elders", 3, 9)),
        ),
    )


def planned(world: World, project_id: int) -> PlanProject:
    """The second screen, complete: 12 000 000 XOF in two lines, three milestones of 40, 40 and 20 percent."""
    today = world.now.date()
    return PlanProject(
        project_id=project_id,
        partner_id=world.partner_id,
        summary="A borehole with a hand pump and a washing place.",
        confidence_objective="mandate",
        mandate_pillar="protection_of_civilians",
        change_expected="Women of both quarters fetch water without fear.",
        beneficiaries_women=700,
        beneficiaries_men=500,
        beneficiaries_note=None,
        planned_start_on=today + timedelta(days=20),
        planned_weeks=20,
        local_currency="XOF",
        exchange_rate="600",
        exchange_rate_on=today,
        lines=(
            LinePlanned("materials", "Pump, pipes and cement", "qip", 9_000_000),
            LinePlanned("skilled_labour", "Masons", "qip", 3_000_000),
        ),
        results=(ResultPlanned("Water points", "points", 1), ResultPlanned("Washing slabs", "slabs", 4)),
        milestones=tuple(
            MilestonePlanned(title, weight, today + timedelta(weeks=weeks))
            for title, weight, weeks in (
                ("Well dug", 40, 8),
                ("Pump in place", 40, 14),
                ("Washing place built", 20, 20),
            )
        ),
        exception_reason=None,
    )


def people_named(project_id: int) -> NamePeople:
    """The third screen, complete."""
    return NamePeople(
        project_id=project_id,
        co_owners=(
            CoOwnerNamed("state", "Town hall of Aguelhok", "Owner of the land"),
            CoOwnerNamed("society", "Water committee of Aguelhok", None),
        ),
        harms=(HarmConsidered("excluded", "Herders", "A trough beside the well."),),
        maintenance_owner="Water committee of Aguelhok",
        maintenance_plan="Members pay 100 francs a month; two of them are trained to repair the pump.",
        maintenance_yearly_usd_minor=40_000,
        maintenance_funded=True,
        management_body="Water committee",
        management_women=4,
        management_men=3,
        gender_marker=2,
        benefits_security_forces=False,
    )


def a_draft(world: World, *, role: str = "programme_officer") -> int:
    """Just logged: a title, a place, a fund; the need is not written down yet."""
    bare = replace(placed(world), need=NeedHeard(None, None, None, None, False, ()), admin_area=None)
    return world.do(role, lambda work: proposals.log(work, LogProject(world.mission_id, bare)).id)


def a_complete_draft(world: World, *, fund_id: int | None = None, role: str = "programme_officer") -> int:
    """Ready to be sent to screening; `fund_id=world.pbf_fund_id` for a project of the Peacebuilding Fund."""
    project_id = a_draft(world, role=role)
    first = replace(placed(world), fund_id=fund_id or world.fund_id)
    world.do(role, lambda work: proposals.change_need(work, ChangeNeed(project_id, first)))
    world.do(role, lambda work: plans.plan(work, planned(world, project_id)))
    world.do(role, lambda work: plans.name_people(work, people_named(project_id)))
    return project_id


def a_submitted_project(world: World, *, fund_id: int | None = None) -> int:
    """Sent to screening by the officer on the file."""
    project_id = a_complete_draft(world, fund_id=fund_id)
    world.do("programme_officer", lambda work: proposals.submit(work, project_id))
    return project_id


def all_opinions(work: Work, project_id: int, outcome: str = "passed") -> GiveOpinions:
    """Every opinion the project needs, all alike."""
    project = work.session.get_one(Project, project_id)
    checks = checks_needed(work.session, project_id, work.rules_of(project.mission_id))
    note = None if outcome == "passed" else "As written in the minutes."
    return GiveOpinions(project_id, tuple(Opinion(check, outcome, note) for check in checks))


def a_screened_project(world: World, *, fund_id: int | None = None) -> int:
    """Every opinion is positive and the committee has it."""
    project_id = a_submitted_project(world, fund_id=fund_id)
    world.do("programme_manager", lambda work: screening.give(work, all_opinions(work, project_id)))
    world.do("programme_manager", lambda work: screening.finish(work, project_id))
    return project_id


def approval(world: World, project_id: int, *, conditions: tuple[str, ...] = ()) -> RecordDecision:
    """The whole committee present, nobody interested, everything asked for approved."""
    return RecordDecision(
        project_id=project_id,
        meeting_number="PRC-2026-03",
        decided_on=world.now.date(),
        outcome="approved_with_conditions" if conditions else "approved",
        present=tuple(MemberPresent(world.person_id(f"committee_member.{seat}")) for seat in SEATS),
        reason="A need the women themselves ranked first.",
        approved_local_minor=LOCAL,
        conditions=tuple(ConditionSet(text) for text in conditions),
    )


def an_approved_project(world: World, *, fund_id: int | None = None, conditions: tuple[str, ...] = ()) -> int:
    """Approved by the committee for all it asked; `conditions` are still open. No consent is recorded yet."""
    project_id = a_screened_project(world, fund_id=fund_id)
    command = approval(world, project_id, conditions=conditions)
    world.do("committee_member", lambda work: decisions.decide(work, command).id)
    return project_id


def change_first(world: World, project_id: int, change: Callable[[ProjectPlaced], ProjectPlaced]) -> None:
    """Change the first screen of `placed` and store it."""
    command = ChangeNeed(project_id, change(placed(world)))
    world.do("programme_officer", lambda work: proposals.change_need(work, command))


def change_second(world: World, project_id: int, **more: Any) -> None:
    """Change the second screen of `planned` and store it."""
    command = replace(planned(world, project_id), **more)
    world.do("programme_officer", lambda work: plans.plan(work, command))


def change_third(world: World, project_id: int, **more: Any) -> None:
    """Change the third screen of `people_named` and store it."""
    command = replace(people_named(project_id), **more)
    world.do("programme_officer", lambda work: plans.name_people(work, command))
