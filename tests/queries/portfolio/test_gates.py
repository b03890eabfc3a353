"""What the gates ask about, read in one statement, equals what is stored."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.portfolio.gates import GATES
from qip_tracker.models import (
    BudgetLine,
    Condition,
    Consent,
    CoOwner,
    Decision,
    Milestone,
    Need,
    Project,
    Proposal,
    ScreeningOpinion,
    Visit,
)
from qip_tracker.queries.portfolio.facts import FACTS
from qip_tracker.queries.portfolio.gates import checklist_of, read_facts
from qip_tracker.services.kernel.work import Work
from tests.factories.projects import a_draft
from tests.factories.running import a_closable_project, a_running_project, an_approved_project
from tests.factories.world import World
from tests.statements import statements_of


def _facts(world: World, project_id: int) -> dict[str, Any]:
    """Every fact of a project, by its name."""
    with world.reading() as session:
        return {fact.name: value for fact, value in read_facts(session, project_id, frozenset(FACTS)).items()}


def _add(world: World, rows: Callable[[Session], list[Any]], project_id: int) -> None:
    def write(work: Work) -> None:
        work.session.add_all(rows(work.session))
        work.record("project.prepared", work.session.get_one(Project, project_id))

    world.do("system", write)


def test_an_approved_project_is_read_whole(world: World) -> None:
    project_id = an_approved_project(world)
    assert _facts(world, project_id) == {
        "need_is_stated": True,
        "groups_heard": 2,
        "has_partner": True,
        "has_objective": True,
        "has_start": True,
        "planned_weeks": 20,
        "qip_lines": 2,
        "funding_kind": "assessed_qip_budget",
        "requested_usd_minor": 2_000_000,
        "has_exception": False,
        "overhead_pct": 0,
        "planned_milestones": 3,
        "planned_weight_pct": 100,
        "co_owner_sides": {"state", "society"},
        "harms_considered": 1,
        "has_maintenance_owner": True,
        "has_works": True,
        "benefits_security_forces": False,
        "opinions_given": {
            "eligibility",
            "partner_capacity",
            "cost_estimate",
            "duplication",
            "environment",
            "gender",
            "do_no_harm",
            "engineering",
            "land",
        },
        "opinion_outcomes": {"passed"},
        "partner_assessment": "passed",
        "partner_status": "recommended",
        "open_conditions": 0,
        "tranches": 0,
        "tranches_unpaid": 0,
        "milestones_open": 3,
        "has_final_visit": False,
        "visits": 0,
        "photos": 0,
        "has_handover": False,
        "stages_agreed_to": {"design"},
        "stages_refused": set(),
        "rounds_closed": set(),
        "rounds_open": 0,
    }


def test_a_project_ready_to_be_closed_has_its_late_facts(world: World) -> None:
    facts = _facts(world, a_closable_project(world))
    late = {
        "tranches": 2,
        "tranches_unpaid": 0,
        "milestones_open": 0,
        "has_final_visit": True,
        "visits": 2,
        "photos": 1,
        "has_handover": True,
        "stages_agreed_to": {"design", "handover"},
        "stages_refused": set(),
        "rounds_closed": {"completion"},
        "rounds_open": 0,
    }
    assert {name: facts[name] for name in late} == late


def test_what_is_missing_reads_as_missing(world: World) -> None:
    project_id = an_approved_project(world)

    def forget(work: Work) -> None:
        project = work.session.get_one(Project, project_id)
        project.partner_id, project.need_id, project.planned_start_on = None, None, None
        work.record("project.prepared", project)

    world.do("system", forget)
    facts = _facts(world, project_id)
    assert (facts["has_partner"], facts["partner_assessment"], facts["partner_status"]) == (False, None, None)
    assert (facts["need_is_stated"], facts["groups_heard"], facts["has_start"]) == (False, 0, False)


def test_a_bare_draft_has_nothing_of_which_there_could_be_a_share(world: World) -> None:
    facts = _facts(world, a_draft(world))
    assert (facts["qip_lines"], facts["overhead_pct"], facts["requested_usd_minor"]) == (0, 0, None)
    assert (facts["planned_weeks"], facts["planned_weight_pct"], facts["opinions_given"]) == (None, 0, set())


@pytest.mark.parametrize(("words", "is_said"), [("", False), (" \n\t\u00a0", False), (" A well. ", True)])
def test_blanks_say_nothing(world: World, words: str, is_said: bool) -> None:
    project_id = an_approved_project(world)

    def write(work: Work) -> None:
        project = work.session.get_one(Project, project_id)
        need = work.session.get_one(Need, project.need_id)
        proposal = work.session.scalars(select(Proposal).where(Proposal.project_id == project_id)).one()
        need.statement = proposal.maintenance_owner = proposal.exception_reason = words
        work.record("project.prepared", project)

    world.do("system", write)
    facts = _facts(world, project_id)
    asked = ("need_is_stated", "has_maintenance_owner", "has_exception")
    assert [facts[name] for name in asked] == [is_said] * 3


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
    facts, others = _facts(world, running), _facts(world, other)
    asked = ("visits", "has_final_visit", "tranches", "tranches_unpaid")
    assert [facts[name] for name in asked] == [2, True, 2, 1]
    assert [others[name] for name in asked] == [0, False, 0, 0]


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
                number=1,
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
    facts = _facts(world, project_id)
    assert facts["opinion_outcomes"] == {"passed", "failed"}
    assert len(facts["opinions_given"]) == 9
    assert (facts["stages_agreed_to"], facts["stages_refused"]) == ({"design"}, {"design"})
    assert facts["open_conditions"] == 1
    # A thousandth is still more than nothing: the share is rounded up.
    assert facts["overhead_pct"] == 1
    assert (facts["planned_milestones"], facts["planned_weight_pct"]) == (2, 60)
    assert facts["milestones_open"] == 2
    assert (facts["rounds_closed"], facts["rounds_open"]) == (frozenset(), 0)


@pytest.mark.parametrize("action", GATES)
def test_a_checklist_is_one_statement_and_none_where_nothing_is_asked(
    app: Flask, world: World, action: str
) -> None:
    project_id = an_approved_project(world)
    with world.reading() as session, statements_of(app) as seen:
        lines = checklist_of(session, project_id, action, Rules())
    assert [line.code for line in lines] == [gate.code for gate in GATES[action]]
    assert len(seen) == (1 if lines else 0)
