"""What the guards look at, read in two statements, equals what is stored."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.models import (
    BudgetLine,
    Condition,
    Consent,
    CoOwner,
    Decision,
    Milestone,
    Project,
    ScreeningOpinion,
    Visit,
)
from qip_tracker.queries.project.facts import facts_by_number, facts_of
from qip_tracker.services.kernel.work import Work
from tests.factories.running import a_running_project, an_approved_project
from tests.factories.world import World
from tests.statements import statements_of


def _add(world: World, rows: Callable[[Session], list[Any]], project_id: int) -> None:
    def write(work: Work) -> None:
        work.session.add_all(rows(work.session))
        work.record("project.prepared", work.session.get_one(Project, project_id))

    world.do("system", write)


def test_an_approved_project_is_read_whole(world: World) -> None:
    project_id = an_approved_project(world)
    with world.reading() as session:
        facts = facts_by_number(session, project_id)
    assert (facts.state, facts.funding_kind, facts.has_works) == ("approved", "assessed_qip_budget", True)
    assert (facts.need_is_stated, facts.groups_heard, facts.has_objective) == (True, 2, True)
    assert (facts.partner_status, facts.partner_assessment) == ("recommended", "passed")
    assert (facts.qip_lines, facts.overhead_pct, facts.harm_rows) == (2, 0, 1)
    assert facts.milestone_weights == (40, 40, 20)
    assert facts.milestones_open == 3
    assert facts.co_owner_sides == {"state", "society"}
    assert (facts.consents, facts.refusals_of_consent) == ({"design": 1}, {})
    assert (facts.tranches, facts.paid_tranches, facts.has_handover) == (0, 0, False)


def test_what_is_missing_reads_as_missing(world: World) -> None:
    project_id = an_approved_project(world)

    def forget(work: Work) -> None:
        project = work.session.get_one(Project, project_id)
        project.partner_id, project.need_id, project.planned_start_on = None, None, None
        work.record("project.prepared", project)

    world.do("system", forget)
    with world.reading() as session:
        facts = facts_by_number(session, project_id)
    assert (facts.has_partner, facts.partner_assessment, facts.partner_status) == (
        False,
        "not_assessed",
        "candidate",
    )
    assert (facts.need_is_stated, facts.groups_heard, facts.has_start) == (False, 0, False)


def test_counts_do_not_leak_from_another_project(world: World) -> None:
    running, other = a_running_project(world), an_approved_project(world)
    today, officer = world.now.date(), world.person_id("programme_officer")
    _add(
        world,
        lambda session: [
            Visit(
                project_id=running,
                purpose=purpose,
                visited_on=today,
                observations="The well is dug.",
                recommendation="continue",
                recorded_by_id=officer,
                recorded_at=world.now,
            )
            for purpose in ("progress", "final")
        ],
        running,
    )
    with world.reading() as session:
        facts, others = facts_by_number(session, running), facts_by_number(session, other)
    assert (facts.visits, facts.final_visit_on, facts.tranches, facts.paid_tranches) == (2, today, 2, 1)
    assert (others.visits, others.final_visit_on, others.tranches, others.paid_tranches) == (0, None, 0, 0)


def test_opinions_consents_rounds_conditions_and_milestones_are_told_apart(world: World) -> None:
    project_id = an_approved_project(world)
    today, officer = world.now.date(), world.person_id("programme_officer")

    def rows(session: Session) -> list[Any]:
        state_side = session.scalars(
            select(CoOwner).where(CoOwner.project_id == project_id, CoOwner.side == "state")
        ).one()
        opinion = session.scalars(
            select(ScreeningOpinion).where(
                ScreeningOpinion.project_id == project_id, ScreeningOpinion.check_code == "gender"
            )
        ).one()
        opinion.outcome = "failed"
        first = session.scalars(select(Milestone).where(Milestone.project_id == project_id)).first()
        assert first is not None
        first.dropped_on, first.dropped_reason = today, "The rock is too hard."
        decision = session.scalars(select(Decision).where(Decision.project_id == project_id)).one()
        shared = {"project_id": project_id, "recorded_by_id": officer, "recorded_at": world.now}
        return [
            Consent(
                **shared,
                co_owner_id=state_side.id,
                stage="design",
                agreed=False,
                note="The place is ours.",
                given_on=today,
            ),
            Condition(decision_id=decision.id, text="Land title"),
            BudgetLine(
                project_id=project_id,
                position=3,
                category="admin_overhead",
                description="Office",
                local_minor=6_000,
                usd_minor=1_000,
            ),
        ]

    _add(world, rows, project_id)
    with world.reading() as session:
        facts = facts_of(session, session.get_one(Project, project_id))
    assert facts.opinions["gender"] == "failed"
    assert len(facts.opinions) == 9
    assert (facts.consents, facts.refusals_of_consent) == ({"design": 1}, {"design": 1})
    assert facts.open_conditions == 1
    # A thousandth is still more than nothing: the share is rounded up.
    assert facts.overhead_pct == 1
    assert facts.milestone_weights == (40, 20)
    assert facts.milestones_open == 2
    assert (facts.closed_rounds, facts.open_rounds) == (frozenset(), 0)


def test_two_statements_are_enough(app: Flask, world: World) -> None:
    project_id = an_approved_project(world)
    with world.reading() as session, statements_of(app) as seen:
        facts_by_number(session, project_id)
    assert len(seen) == 2
