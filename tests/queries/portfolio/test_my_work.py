"""Nobody is sent where they would be refused: the rights, the domain and the guards agree with every task listed."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.access import Actor, can
from qip_tracker.access.actor import GrantHeld
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.money.tranches import refusals_of
from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.extensions import db
from qip_tracker.models import Project, Tranche
from qip_tracker.queries import subjects
from qip_tracker.queries.money.tranches import facts_of_tranche, signers_of
from qip_tracker.queries.portfolio.gates import checklist_of
from qip_tracker.queries.portfolio.my_work import MOST_OF_A_KIND, Task, kinds_for, waiting_for
from qip_tracker.queries.portfolio.tasks import KINDS
from tests.factories import fieldwork, panels, projects, running
from tests.factories.world import World
from tests.statements import statements_of

SIGNATURE = {
    "request_tranche": "request",
    "clear_tranche": "clear",
    "certify_tranche": "certify",
    "approve_tranche": "approve",
    "pay_tranche": "pay",
}
MOVE = {"sign_agreement": "sign_agreement", "complete": "complete", "close": "close", "resume": "resume"}
PART = {
    "tranche": "tranche_id",
    "milestone": "milestone_id",
    "round": "round_id",
    "report": "report_id",
    "panel": "panel_id",
    "condition": "condition_id",
}
SUBJECT = {
    **dict.fromkeys(SIGNATURE, "tranche"),
    "see_milestone": "milestone",
    "confirm_milestone": "milestone",
    "close_round": "round",
    "release_summary": "round",
    "open_baseline": "panel",
    "open_completion": "panel",
    "open_six_months": "panel",
    "release_report": "report",
    "read_report": "report",
    "clear_condition": "condition",
}


def tasks_of(app: Flask, world: World, role: str, today: date | None = None) -> list[Task]:
    """What waits for the person in a role."""
    with app.app_context():
        actor = world.actor(role)
        return waiting_for(db.session(), actor, Rules(), today or world.now.date()).tasks


def codes(app: Flask, world: World, role: str, today: date | None = None) -> list[str]:
    """The kinds of what waits, in order."""
    return [task.kind for task in tasks_of(app, world, role, today)]


@pytest.fixture
def busy(world: World) -> World:
    """A mission with a project in nearly every state, and tranches at every signature."""
    projects.a_draft(world)
    projects.a_complete_draft(world)
    projects.a_submitted_project(world)
    projects.a_screened_project(world)
    projects.an_approved_project(world, conditions=("A letter of the mayor",))
    running.an_approved_project(world)
    running.an_agreed_project(world)
    for last in ("request", "clear", "certify", "approve"):
        running.sign_tranche(world, running.an_agreed_project(world), 1, last)
    running.a_running_project(world)
    running.a_completed_project(world)
    running.a_closable_project(world)
    running.a_closed_project(world)
    halfway = running.a_running_project(world)
    fieldwork.record_visit(world, halfway, seen=fieldwork.milestone_ids(world, halfway)[:1])
    return world


def _refused(session, actor: Actor, action: str, tranche_id: int) -> list[str]:  # type: ignore[no-untyped-def]
    """What the domain has against a signature by the actor, as codes."""
    tranche = session.get_one(Tranche, tranche_id)
    facts = facts_of_tranche(session, tranche.project_id, tranche_id)
    found = refusals_of(action, facts, signers_of(tranche), actor.person_id or 0, Rules())
    return [refusal.code for refusal in found]


def _checked(session, actor: Actor, task: Task) -> str | None:  # type: ignore[no-untyped-def]
    """Why the reader would be refused, or None."""
    kind = next(kind for kind in KINDS if kind.code == task.kind)
    path = {"project_id": task.project_id}
    if task.kind in SUBJECT:
        path[PART[SUBJECT[task.kind]]] = task.part_id or 0
    subject = subjects.load(session, actor, SUBJECT.get(task.kind, "project"), path)
    if not can(actor, kind.permission, subject):
        return f"{kind.permission} is not held"
    if task.kind in SIGNATURE:
        return ", ".join(_refused(session, actor, SIGNATURE[task.kind], task.part_id or 0)) or None
    if task.kind in MOVE:
        if session.get_one(Project, task.project_id).state not in MOVES[MOVE[task.kind]].sources:
            return "not from here"
        lines = checklist_of(session, task.project_id, MOVE[task.kind], Rules())
        return ", ".join(line.code for line in lines if not line.is_met) or None
    return None


def test_no_task_would_be_refused(app: Flask, busy: World) -> None:
    seen: set[str] = set()
    for day in (busy.now.date(), busy.now.date() + timedelta(days=400)):
        for role in busy.people:
            with app.app_context():
                session, actor = db.session(), busy.actor(role)
                for task in waiting_for(session, actor, Rules(), day).tasks:
                    refused = _checked(session, actor, task)
                    assert refused is None, (role, task, refused)
                    seen.add(task.kind)
    assert len(seen) >= 25, sorted(seen)


def test_every_signature_that_could_be_given_is_listed(app: Flask, busy: World) -> None:
    """The other way round: what the domain would accept from a role waits for that role."""
    for kind, action in SIGNATURE.items():
        for role in ("programme_officer", "programme_manager", "certifying_officer", "approving_officer"):
            with app.app_context():
                session, actor = db.session(), busy.actor(role)
                permission = next(k.permission for k in KINDS if k.code == kind)
                expected = set()
                for tranche in session.scalars(select(Tranche)):
                    subject = subjects.project_subject(session, actor, tranche.project_id)
                    if can(actor, permission, subject) and not _refused(session, actor, action, tranche.id):
                        expected.add(tranche.id)
                listed = {
                    t.part_id
                    for t in waiting_for(session, actor, Rules(), busy.now.date()).tasks
                    if t.kind == kind
                }
                assert listed == expected, (kind, role)


def test_each_role_gets_its_own_kinds(app: Flask, busy: World) -> None:
    assert {"finish_draft", "request_tranche"} <= set(codes(app, busy, "programme_officer"))
    assert {"screen", "clear_tranche", "clear_condition", "sign_agreement", "close"} <= set(
        codes(app, busy, "programme_manager")
    )
    assert set(codes(app, busy, "committee_member")) == {"decide"}
    assert set(codes(app, busy, "certifying_officer.second")) == {"certify_tranche", "pay_tranche"}
    assert "approve_tranche" in codes(app, busy, "approving_officer")
    assert "form_panel" in codes(app, busy, "facilitator")
    assert set(codes(app, busy, "partner")) == {"own_project"}
    assert codes(app, busy, "auditor") == []
    assert codes(app, busy, "administrator") == []


def test_another_officers_drafts_do_not_wait_for_me(app: Flask, busy: World) -> None:
    assert "finish_draft" not in codes(app, busy, "programme_officer.second")
    assert "confirm_milestone" in codes(app, busy, "programme_officer.second")
    assert "confirm_milestone" not in codes(app, busy, "programme_officer")
    assert "second_key" in codes(app, busy, "programme_officer")


def test_who_runs_the_file_is_not_asked_to_screen_or_to_decide_it(app: Flask, world: World) -> None:
    project_id = projects.a_submitted_project(world)
    assert codes(app, world, "programme_manager") == ["screen"]

    def take_over(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, project_id)
        project.focal_point_id = world.person_id("programme_manager")
        work.record("project.renamed", project)

    world.do("system", take_over)
    assert codes(app, world, "programme_manager") == ["with_screening"]


def test_ages_and_days_follow_the_policy_numbers(app: Flask, world: World) -> None:
    projects.a_submitted_project(world)
    today = world.now.date()
    later = today + timedelta(days=Rules().approval_due_days)
    (task,) = tasks_of(app, world, "programme_manager", later)
    assert (task.age(later), task.due_on, task.is_overdue(later)) == (30, later, True)
    assert not task.is_overdue(later - timedelta(days=1))


def test_a_visit_is_due_after_the_gap(app: Flask, world: World) -> None:
    running.a_running_project(world)
    gap = Rules().visit_gap_days
    assert "visit" not in codes(app, world, "programme_officer", world.now.date() + timedelta(days=gap - 1))
    assert "visit" in codes(app, world, "programme_officer", world.now.date() + timedelta(days=gap))


def test_an_open_round_tells_its_facilitator_no_count_and_can_be_closed_after_its_day(
    app: Flask, world: World
) -> None:
    project_id = panels.a_project(world)
    panel = panels.a_panel(world, project_id)
    round_id = panels.an_open_round(world, panel, "baseline")
    panels.cast(world, panel, round_id, 1, panels.some_answers(1))
    (task,) = [t for t in tasks_of(app, world, "facilitator") if t.part_id == round_id and "round" in t.kind]
    assert (task.kind, task.group, task.number) == ("round_running", "others", None)
    after = (task.due_on or world.now.date()) + timedelta(days=1)
    assert "close_round" in codes(app, world, "facilitator", after)


def test_only_the_oldest_of_a_kind_are_listed_and_the_rest_is_said(app: Flask, world: World) -> None:
    for _ in range(MOST_OF_A_KIND + 2):
        projects.a_draft(world)
    with app.app_context():
        waiting = waiting_for(db.session(), world.actor("programme_officer"), Rules(), world.now.date())
    assert len(waiting.tasks) == MOST_OF_A_KIND
    assert waiting.more == {"finish_draft"}


def test_all_roles_in_one_hand_are_still_one_statement(app: Flask, busy: World) -> None:
    grants = tuple(
        GrantHeld(
            role,
            busy.mission_id,
            partner_id=busy.partner_id if role == "partner" else None,
            donor_id=busy.donor_id if role == "donor" else None,
        )
        for role in Role
    )
    everybody = Actor(
        "staff", "k", busy.person_id("facilitator"), "x", mission_id=busy.mission_id, grants=grants
    )
    with app.app_context(), statements_of(app) as seen:
        waiting_for(db.session(), everybody, Rules(), busy.now.date())
    assert len(seen) == 1
    assert len(kinds_for(everybody)) == len(KINDS)


def test_a_role_in_another_mission_brings_nothing_here(app: Flask, busy: World) -> None:
    grants = (GrantHeld("programme_manager", busy.mission_id + 999), GrantHeld("auditor", busy.mission_id))
    actor = Actor("staff", "k", 10**6, "x", mission_id=busy.mission_id, grants=grants)
    with app.app_context():
        assert waiting_for(db.session(), actor, Rules(), busy.now.date()).tasks == []
