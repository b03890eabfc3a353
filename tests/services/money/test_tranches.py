"""Five signatures through the services: order, people, dates, totals; and what the database itself refuses."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.extensions import db
from qip_tracker.models import AuditEvent, Grant, Project, ProjectEvent, Tranche
from qip_tracker.services.money import tranches
from qip_tracker.services.money.tranches import PayTranche, SignTranche
from qip_tracker.services.project import holds
from qip_tracker.services.project.holds import HoldProject
from qip_tracker.services.works import completion
from qip_tracker.services.works.completion import CompleteWorks
from tests.factories.fieldwork import complete_all_milestones, record_visit
from tests.factories.running import (
    SIGNERS,
    a_running_project,
    an_agreed_project,
    pay_tranche,
    sign_tranche,
    tranche_id,
)
from tests.factories.world import World

VERBS = ("request", "clear", "certify", "approve")


def sign(world: World, role: str, action: str, project_id: int, tranche: int) -> None:
    verb = getattr(tranches, action)
    world.do(role, lambda work: verb(work, SignTranche(project_id, tranche)))


def pay(world: World, project_id: int, tranche: int, **changed: object) -> Tranche:
    fields = {"paid_on": world.now.date(), "reference": "PV-1", **changed}
    role = str(fields.pop("role", SIGNERS["pay"]))
    command = PayTranche(project_id, tranche, **fields)  # type: ignore[arg-type]
    return world.do(role, lambda work: tranches.pay(work, command))


def refused(call: object, *args: object, **kwargs: object) -> list[str]:
    with pytest.raises(Refused) as found:
        call(*args, **kwargs)  # type: ignore[operator]
    return [one.code for one in found.value.refusals]


def everybody_may_sign_everything(world: World) -> None:
    """Give the five signers every money role: then only the rule of different people keeps them apart."""

    def grant(work):  # type: ignore[no-untyped-def]
        for name in set(SIGNERS.values()):
            for role in ("programme_officer", "programme_manager", "certifying_officer", "approving_officer"):
                work.session.add(
                    Grant(
                        person_id=world.person_id(name),
                        mission_id=world.mission_id,
                        role=role,
                        granted_at=work.now,
                    )
                )
        work.record("grants.given", world.person(work.session, "auditor"))

    world.do("system", grant)


def test_the_first_payment_starts_the_project_and_its_clock(world: World) -> None:
    project_id = an_agreed_project(world)
    later = world.now + timedelta(days=3)
    pay_tranche(world, project_id, 1, now=later)
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        tranche = session.scalars(select(Tranche).where(Tranche.number == 1)).one()
        event = session.scalars(select(ProjectEvent).order_by(ProjectEvent.id.desc()).limit(1)).one()
        actions = session.scalars(
            select(AuditEvent.action)
            .where(AuditEvent.action.startswith("tranche"))
            .order_by(AuditEvent.sequence)
        ).all()
    assert (project.state, project.first_paid_on) == ("active", later.date())
    assert (project.paid_local_minor, project.paid_usd_minor) == (9_600_000, 1_600_000)
    assert (event.action, event.from_state, event.to_state) == ("start", "agreed", "active")
    signers = [
        tranche.requested_by_id,
        tranche.cleared_by_id,
        tranche.certified_by_id,
        tranche.approved_by_id,
        tranche.paid_by_id,
    ]
    assert signers == [world.person_id(name) for name in SIGNERS.values()]
    assert len(set(signers)) == 5
    assert tranche.payment_reference == "PV-2026-0042/1"
    assert actions == [
        f"tranche.{word}" for word in ("requested", "cleared", "certified", "approved", "paid")
    ]


def test_the_second_payment_does_not_start_it_again(world: World) -> None:
    project_id = a_running_project(world)
    complete_all_milestones(world, project_id)
    pay_tranche(world, project_id, 2, now=world.now + timedelta(days=9))
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        starts = session.scalars(select(ProjectEvent).where(ProjectEvent.action == "start")).all()
    assert (project.first_paid_on, len(starts)) == (world.now.date(), 1)
    assert (project.paid_local_minor, project.paid_usd_minor) == (12_000_000, 2_000_000)


@pytest.mark.parametrize("skipped", ["clear", "certify", "approve"])
def test_no_step_is_skipped(skipped: str, world: World) -> None:
    project_id = an_agreed_project(world)
    found = tranche_id(world, project_id, 1)
    for action in VERBS:
        if action == skipped:
            break
        sign(world, SIGNERS[action], action, project_id, found)
    following = [*VERBS, "pay"][[*VERBS].index(skipped) + 1]
    if following == "pay":
        assert refused(pay, world, project_id, found) == ["tranche.not_from_here"]
    else:
        assert refused(sign, world, SIGNERS[following], following, project_id, found) == [
            "tranche.not_from_here"
        ]


@pytest.mark.parametrize("action", [*VERBS, "pay"])
@pytest.mark.parametrize("earlier", VERBS)
def test_nobody_signs_twice_whatever_the_roles(action: str, earlier: str, world: World) -> None:
    order = [*VERBS, "pay"]
    if order.index(earlier) >= order.index(action):
        earlier_name = SIGNERS[earlier]
        project_id = an_agreed_project(world)
        found = tranche_id(world, project_id, 1)
        everybody_may_sign_everything(world)
        # Out of turn, having every role is no help.
        if action != "request":
            call = pay if action == "pay" else sign
            args = (
                (world, project_id, found)
                if action == "pay"
                else (world, earlier_name, action, project_id, found)
            )
            assert refused(call, *args) == ["tranche.not_from_here"]
        return
    project_id = an_agreed_project(world)
    everybody_may_sign_everything(world)
    found = tranche_id(world, project_id, 1)
    for before in order[: order.index(action)]:
        sign(world, SIGNERS[before], before, project_id, found)
    person = SIGNERS[earlier]
    if action == "pay":
        if earlier == "certify":
            pay(world, project_id, found, role=person)
        else:
            assert refused(pay, world, project_id, found, role=person) == ["tranche.same_person"]
    else:
        assert refused(sign, world, person, action, project_id, found) == ["tranche.same_person"]


@pytest.mark.parametrize(
    ("action", "role"),
    [
        ("request", "programme_manager"),
        ("clear", "programme_officer"),
        ("certify", "approving_officer"),
        ("approve", "certifying_officer"),
        ("request", "partner"),
        ("approve", "head_of_mission"),
        ("clear", "auditor"),
    ],
)
def test_each_desk_has_its_role(action: str, role: str, world: World) -> None:
    project_id = an_agreed_project(world)
    with pytest.raises(NotAllowed):
        sign(world, role, action, project_id, tranche_id(world, project_id, 1))


def test_a_tranche_of_another_project_is_not_there(world: World) -> None:
    first, second = an_agreed_project(world), an_agreed_project(world)
    with pytest.raises(NotVisible):
        sign(world, "programme_officer", "request", first, tranche_id(world, second, 1))


def test_a_payment_has_a_possible_day(world: World) -> None:
    project_id = an_agreed_project(world)
    found = sign_tranche(world, project_id, 1)
    today = world.now.date()
    assert refused(pay, world, project_id, found, paid_on=today + timedelta(1)) == ["date.in_future"]
    assert refused(pay, world, project_id, found, paid_on=today - timedelta(1)) == ["tranche.paid_too_early"]
    assert refused(pay, world, project_id, found, reference=" ") == ["tranche.reference_missing"]
    with world.reading() as session:
        assert session.get_one(Project, project_id).paid_usd_minor == 0


def test_the_second_tranche_waits_for_a_visit_and_the_last_for_the_milestones(world: World) -> None:
    project_id = a_running_project(world, split=(50, 30, 20))
    second, third = tranche_id(world, project_id, 2), tranche_id(world, project_id, 3)
    ask = (world, "programme_officer", "request", project_id)
    assert refused(sign, *ask, second) == ["tranche.no_visit"]
    record_visit(world, project_id, purpose="baseline")
    assert refused(sign, *ask, second) == ["tranche.no_visit"]
    record_visit(world, project_id, purpose="progress")
    assert refused(sign, *ask, third) == ["tranche.earlier_unpaid", "tranche.milestones_open"]
    pay_tranche(world, project_id, 2, now=world.now + timedelta(days=7))
    assert refused(sign, *ask, third) == ["tranche.no_visit", "tranche.milestones_open"]
    later = world.now + timedelta(days=14)
    complete_all_milestones(world, project_id, now=later)
    pay_tranche(world, project_id, 3, now=later)
    with world.reading() as session:
        assert session.get_one(Project, project_id).paid_usd_minor == 2_000_000


def test_no_signature_while_on_hold_nor_after_the_end(world: World) -> None:
    project_id = a_running_project(world)
    complete_all_milestones(world, project_id)
    found = sign_tranche(world, project_id, 2, "certify")
    hold = HoldProject(project_id, "insecurity", "Fighting near the site.", world.now.date())
    world.do("programme_manager", lambda work: holds.hold(work, hold))
    assert refused(sign, world, "approving_officer", "approve", project_id, found) == [
        "tranche.project_not_running"
    ]
    world.do("head_of_mission", lambda work: completion.terminate(work, project_id, "The partner has gone."))
    assert refused(sign, world, "approving_officer", "approve", project_id, found) == [
        "tranche.project_ended"
    ]


def test_the_last_tranche_is_paid_after_completion_too(world: World) -> None:
    project_id = a_running_project(world)
    complete_all_milestones(world, project_id, purpose="final")
    record_visit(world, project_id)
    command = CompleteWorks(project_id, world.now.date())
    world.do("programme_manager", lambda work: completion.complete(work, command))
    pay_tranche(world, project_id, 2)
    with world.reading() as session:
        assert session.get_one(Project, project_id).state == "completed"


def test_a_stale_button_is_told(world: World) -> None:
    project_id = an_agreed_project(world)
    found = sign_tranche(world, project_id, 1, "request")
    with pytest.raises(StaleEdit):
        world.do(
            "programme_manager", lambda work: tranches.clear(work, SignTranche(project_id, found, None, 1))
        )


def refused_by_database(world: World, statement: str, **values: object) -> str:
    """What the database says to a statement that goes past the application."""
    with world.app.app_context(), pytest.raises(DBAPIError) as found:
        db.session.execute(text(statement), values)
        db.session.rollback()
    return str(found.value.orig)


def test_the_database_alone_refuses_more_paid_than_approved(world: World) -> None:
    project_id = a_running_project(world)
    assert "paid_within_approved" in refused_by_database(
        world, "UPDATE project SET paid_usd_minor = approved_usd_minor + 1 WHERE id = :id", id=project_id
    )
    assert "paid_local_within_approved" in refused_by_database(
        world, "UPDATE project SET paid_local_minor = approved_local_minor + 1 WHERE id = :id", id=project_id
    )
    # Approved may not sink under what has been paid either.
    assert "paid_within_approved" in refused_by_database(
        world, "UPDATE project SET approved_usd_minor = 1 WHERE id = :id", id=project_id
    )
    sign_and_enlarge = (
        "UPDATE tranche SET usd_minor = 500000, requested_by_id = 1, requested_at = :at, cleared_by_id = 2,"
        " cleared_at = :at, certified_by_id = 3, certified_at = :at, approved_by_id = 4, approved_at = :at,"
        " paid_on = :day, paid_by_id = 5, payment_reference = 'x' WHERE project_id = :id AND number = 2"
    )
    assert "tranche_within_approved" in refused_by_database(
        world, sign_and_enlarge, id=project_id, at=world.now.replace(tzinfo=None), day=world.now.date()
    )


PAIRS = [
    (first, second)
    for index, first in enumerate(("requested", "cleared", "certified", "approved"))
    for second in ("requested", "cleared", "certified", "approved")[index + 1 :]
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_database_alone_keeps_the_signers_apart(first: str, second: str, world: World) -> None:
    project_id = an_agreed_project(world)
    sign_tranche(world, project_id, 1)
    said = refused_by_database(
        world,
        f"UPDATE tranche SET {second}_by_id = {first}_by_id WHERE project_id = :id AND number = 1",
        id=project_id,
    )
    assert "signed_by_different_people" in said


@pytest.mark.parametrize("signer", ["requested", "cleared", "approved"])
def test_the_database_alone_keeps_the_payer_apart(signer: str, world: World) -> None:
    project_id = a_running_project(world)
    said = refused_by_database(
        world,
        f"UPDATE tranche SET paid_by_id = {signer}_by_id WHERE project_id = :id AND number = 1",
        id=project_id,
    )
    assert "payer_did_not_decide" in said


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ("paid_on = :day, paid_by_id = 5, payment_reference = 'x'", "paid_after_approval"),
        ("approved_at = :at, approved_by_id = 4", "approved_after_certification"),
        ("certified_at = :at, certified_by_id = 3", "certified_after_clearance"),
        ("cleared_at = :at, cleared_by_id = 2", "cleared_after_request"),
        ("requested_at = :at", "requested_by_somebody"),
    ],
)
def test_the_database_alone_keeps_the_order(columns: str, name: str, world: World) -> None:
    project_id = an_agreed_project(world)
    values: dict[str, object] = {"id": project_id}
    if ":at" in columns:
        values["at"] = world.now.replace(tzinfo=None)
    if ":day" in columns:
        values["day"] = date(2026, 3, 16)
    said = refused_by_database(
        world, f"UPDATE tranche SET {columns} WHERE project_id = :id AND number = 1", **values
    )
    assert name in said
