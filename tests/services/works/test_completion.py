"""Counting what was delivered, completing, handing over, closing and terminating; each guard blocks by its name."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.models import (
    AuditEvent,
    ExpectedResult,
    Handover,
    Photo,
    Project,
    ProjectEvent,
    Round,
)
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.works import completion, handovers
from qip_tracker.services.works.completion import CompleteWorks, RecordDelivery
from qip_tracker.services.works.handovers import RecordHandover
from tests.factories.fieldwork import complete_all_milestones, consent, record_visit
from tests.factories.panels import a_closed_round, a_panel, an_open_round
from tests.factories.running import (
    a_closable_project,
    a_closed_project,
    a_completed_project,
    a_finished_site,
    a_running_project,
    an_agreed_project,
    hand_over,
    pay_tranche,
)
from tests.factories.world import World

MANAGER, OFFICER = "programme_manager", "programme_officer"


def project_of(world: World, project_id: int) -> Project:
    with world.reading() as session:
        return session.get_one(Project, project_id, populate_existing=True)


def refused(world: World, role: str, verb: Any) -> list[str]:
    with pytest.raises(Refused) as found:
        world.do(role, verb)
    return [one.code for one in found.value.refusals]


def result_ids(world: World, project_id: int) -> list[int]:
    with world.reading() as session:
        return list(
            session.scalars(
                select(ExpectedResult.id)
                .where(ExpectedResult.project_id == project_id)
                .order_by(ExpectedResult.position)
            )
        )


def certificate(world: World, project_id: int, **changed: Any) -> RecordHandover:
    command = RecordHandover(
        project_id=project_id,
        handed_over_on=world.now.date(),
        owner_body="Town hall of Aguelhok",
        signatory_title="Mayor",
        assets="One borehole",
        maintenance_commitment="A line in the yearly budget",
    )
    return replace(command, **changed)


def test_what_was_delivered_is_counted_and_can_be_taken_back(world: World) -> None:
    project_id = a_running_project(world)
    first, second = result_ids(world, project_id)
    before = project_of(world, project_id).version
    for counted in ({first: 1, second: 0}, {second: None}):
        world.do(
            OFFICER, lambda work, c=counted: completion.record_delivery(work, RecordDelivery(project_id, c))
        )
    with world.reading() as session:
        found = session.scalars(select(ExpectedResult.delivered).order_by(ExpectedResult.position)).all()
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence)).all()
    assert list(found) == [1, None]
    assert actions[-1] == "project.delivery_counted"
    assert project_of(world, project_id).version == before + 2


def test_whoever_counts_at_the_same_time_is_told(world: World) -> None:
    project_id = a_running_project(world)
    (first, _second) = result_ids(world, project_id)
    version = project_of(world, project_id).version
    command = RecordDelivery(project_id, {first: 1}, version)
    world.do(OFFICER, lambda work: completion.record_delivery(work, command))
    with pytest.raises(StaleEdit):
        world.do("programme_officer.second", lambda work: completion.record_delivery(work, command))


def test_a_result_of_another_project_is_not_there(world: World) -> None:
    mine, other = a_running_project(world), a_running_project(world)
    command = RecordDelivery(mine, {result_ids(world, other)[0]: 1})
    with pytest.raises(NotVisible):
        world.do(OFFICER, lambda work: completion.record_delivery(work, command))


def test_nothing_is_counted_before_money_moved(world: World) -> None:
    project_id = an_agreed_project(world)
    command = RecordDelivery(project_id, {})
    assert refused(world, OFFICER, lambda work: completion.record_delivery(work, command)) == [
        "result.not_countable"
    ]


def test_completion_needs_milestones_a_final_visit_and_enough_visits(world: World) -> None:
    project_id = a_running_project(world)
    command = CompleteWorks(project_id, world.now.date())

    def complete(work: Work) -> Project:
        return completion.complete(work, command)

    assert refused(world, MANAGER, complete) == ["milestones.open", "visits.no_final", "visits.too_few"]
    complete_all_milestones(world, project_id)
    assert refused(world, MANAGER, complete) == ["visits.no_final", "visits.too_few"]
    record_visit(world, project_id, purpose="final")
    world.do(MANAGER, complete)
    project = project_of(world, project_id)
    assert (project.state, project.completed_on) == ("completed", world.now.date())


def test_the_works_ended_between_the_first_payment_and_the_final_visit(world: World) -> None:
    project_id = a_running_project(world)
    a_finished_site(world, project_id)
    later, today = world.now + timedelta(days=3), world.now.date()
    for day, code in (
        (today - timedelta(1), "completion.before_start"),
        (today + timedelta(1), "completion.visit_too_early"),
        (today + timedelta(4), "date.in_future"),
    ):
        with pytest.raises(Refused) as found:
            world.do(
                MANAGER, lambda work, d=day: completion.complete(work, CompleteWorks(project_id, d)), later
            )
        assert [(one.code, one.field) for one in found.value.refusals] == [(code, "completed_on")]
    assert project_of(world, project_id).state == "active"


def test_a_handover_is_recorded_once_and_corrected_until_the_end(world: World) -> None:
    project_id = a_completed_project(world)
    command = certificate(world, project_id, community_told_how="On the market")
    world.do(OFFICER, lambda work: handovers.record(work, command))
    assert project_of(world, project_id).handed_over_on == world.now.date()
    later = world.now + timedelta(days=2)
    better = replace(command, owner_body="Water committee", handed_over_on=later.date(), version=1)
    world.do(OFFICER, lambda work: handovers.record(work, better), later)
    with world.reading() as session:
        (row,) = session.scalars(select(Handover)).all()
        actions = session.scalars(
            select(AuditEvent.action)
            .where(AuditEvent.action.startswith("handover"))
            .order_by(AuditEvent.sequence)
        ).all()
    assert (row.owner_body, row.community_told_how, row.version) == ("Water committee", "On the market", 2)
    assert project_of(world, project_id).handed_over_on == later.date()
    assert actions == ["handover.recorded", "handover.corrected"]


@pytest.mark.parametrize("version", [None, 2, -1])
def test_a_handover_recorded_meanwhile_is_not_overwritten(version: int | None, world: World) -> None:
    project_id = a_completed_project(world)
    world.do(OFFICER, lambda work: handovers.record(work, certificate(world, project_id)))
    with pytest.raises(StaleEdit):
        world.do(
            "programme_officer.second",
            lambda work: handovers.record(work, certificate(world, project_id, version=version)),
        )


def test_a_handover_has_its_time_and_day(world: World) -> None:
    running, completed = a_running_project(world), a_completed_project(world)
    for project_id, day, code in (
        (running, world.now.date(), "handover.not_now"),
        (completed, world.now.date() + timedelta(1), "date.in_future"),
        (completed, world.now.date() - timedelta(1), "handover.too_early"),
    ):
        command = certificate(world, project_id, handed_over_on=day)
        assert refused(world, OFFICER, lambda work, c=command: handovers.record(work, c)) == [code]


def test_a_handover_may_come_before_the_last_payment(world: World) -> None:
    project_id = a_completed_project(world)
    hand_over(world, project_id)
    pay_tranche(world, project_id, 2)
    assert project_of(world, project_id).paid_usd_minor == 2_000_000


def test_closing_needs_every_line(world: World) -> None:
    project_id = a_completed_project(world)

    def close(work: Work) -> Project:
        return completion.close(work, project_id)

    left = ["tranches.unpaid", "handover.missing", "coowners.no_consent_handover", "rounds.no_completion"]
    assert refused(world, MANAGER, close) == left
    pay_tranche(world, project_id, 2)
    assert refused(world, MANAGER, close) == left[1:]
    world.do(OFFICER, lambda work: handovers.record(work, certificate(world, project_id)))
    assert refused(world, MANAGER, close) == left[2:]
    consent(world, project_id, "handover")
    assert refused(world, MANAGER, close) == left[3:]
    a_closed_round(world, project_id, "completion")
    world.do(MANAGER, close)
    project = project_of(world, project_id)
    assert (project.state, project.closed_on) == ("closed", world.now.date())
    with world.reading() as session:
        event = session.scalars(select(ProjectEvent).order_by(ProjectEvent.id.desc()).limit(1)).one()
    assert (event.action, event.by_id) == ("close", world.person_id(MANAGER))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda world, pid: _remove(world, pid, Photo), "photos.missing"),
        (lambda world, pid: _remove(world, pid, Handover), "handover.missing"),
        (
            lambda world, pid: consent(world, pid, "handover", agreed=False, side="state"),
            "coowners.no_consent_handover",
        ),
        (lambda world, pid: _reopen(world, pid), "rounds.no_completion"),
    ],
)
def test_each_line_alone_keeps_the_file_open(spoil: Any, code: str, world: World) -> None:
    project_id = a_closable_project(world)
    spoil(world, project_id)
    assert code in refused(world, MANAGER, lambda work: completion.close(work, project_id))
    assert project_of(world, project_id).state == "completed"


def test_a_handover_nobody_was_asked_about_keeps_the_file_open(world: World) -> None:
    project_id = a_closable_project(world, asked=False)
    assert "coowners.no_consent_handover" in refused(
        world, MANAGER, lambda work: completion.close(work, project_id)
    )


def _remove(world: World, project_id: int, model: Any) -> None:
    def remove(work: Work) -> None:
        work.session.execute(delete(model).where(model.project_id == project_id))
        work.record("project.prepared", work.session.get_one(Project, project_id))

    world.do("system", remove)


def _somebody_disagrees(world: World, project_id: int) -> None:
    consent(world, project_id, "handover", agreed=False, side="state")


def _reopen(world: World, project_id: int) -> None:
    def reopen(work: Work) -> None:
        held = work.session.scalars(select(Round).where(Round.project_id == project_id)).one()
        held.closed_at = held.ballots_sha256 = None
        work.record("project.prepared", work.session.get_one(Project, project_id))

    world.do("system", reopen)


def test_an_open_round_keeps_the_file_open(world: World) -> None:
    project_id = a_completed_project(world)
    panel = a_panel(world, project_id)
    an_open_round(world, panel, "completion")
    said = refused(world, MANAGER, lambda work: completion.close(work, project_id))
    assert said[-2:] == ["rounds.no_completion", "rounds.open"]


def test_nothing_changes_after_closing(world: World) -> None:
    project_id = a_closed_project(world)
    command = certificate(world, project_id, version=1)
    assert refused(world, OFFICER, lambda work: handovers.record(work, command)) == ["handover.not_now"]
    counted = RecordDelivery(project_id, {})
    assert refused(world, OFFICER, lambda work: completion.record_delivery(work, counted)) == [
        "result.not_countable"
    ]
    for role, verb in (
        (MANAGER, lambda work: completion.close(work, project_id)),
        ("head_of_mission", lambda work: completion.terminate(work, project_id, "Too late")),
    ):
        assert refused(world, role, verb) == ["project.not_from_here"]


def test_terminating_takes_the_head_of_mission_and_a_cause(world: World) -> None:
    project_id = a_running_project(world)
    for role in (MANAGER, OFFICER, "certifying_officer", "donor"):
        with pytest.raises((NotAllowed, NotVisible)):
            world.do(role, lambda work: completion.terminate(work, project_id, "The partner has gone."))
    for cause in (None, "   "):
        said = refused(
            world, "head_of_mission", lambda work, c=cause: completion.terminate(work, project_id, c)
        )
        assert said == ["project.reason_missing"]
    world.do("head_of_mission", lambda work: completion.terminate(work, project_id, "The partner has gone."))
    with world.reading() as session:
        event = session.scalars(select(ProjectEvent).order_by(ProjectEvent.id.desc()).limit(1)).one()
    assert (event.action, event.reason) == ("terminate", "The partner has gone.")


@pytest.mark.parametrize(
    "verb",
    [
        lambda work, pid: completion.complete(work, CompleteWorks(pid, work.today)),
        lambda work, pid: completion.close(work, pid),
        lambda work, pid: completion.record_delivery(work, RecordDelivery(pid, {})),
        lambda work, pid: handovers.record(
            work, RecordHandover(pid, work.today, "Owner", "Mayor", "Well", "Yearly budget")
        ),
    ],
)
@pytest.mark.parametrize(
    "role", ["head_of_mission", "certifying_officer", "facilitator", "partner", "auditor"]
)
def test_others_may_not_end_it(role: str, verb: Any, world: World) -> None:
    project_id = a_running_project(world)
    with pytest.raises(NotAllowed):
        world.do(role, lambda work: verb(work, project_id))
