"""Roles and invitations below the pages: who may call them, and what happens at the same moment."""

import threading

import pytest
from sqlalchemy import func, select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused
from qip_tracker.models import AuditEvent, Grant, Invitation, SignInSession
from qip_tracker.services.people import accounts, grants, invitations
from qip_tracker.services.people.grants import GiveRole, RoleGiven
from qip_tracker.services.people.invitations import Invite, Join
from qip_tracker.services.programme import partners, programme
from tests.factories.world import World

TOKEN = "a" * 64


def invite(world: World, role: str = "administrator", token: str = TOKEN) -> Invitation:
    return world.do(
        role,
        lambda work: invitations.invite(work, Invite(world.mission_id, "Awa", RoleGiven("auditor"), token)),
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize("role", ["programme_manager", "auditor", "donor", "head_of_mission"])
def test_only_administrators_and_the_command_line_invite(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        invite(world, role)
    assert invite(world).created_by_id == world.person_id("administrator")
    assert invite(world, "system", "b" * 64).created_by_id is None


@pytest.mark.parametrize("role", ["programme_manager", "auditor", "partner"])
def test_nobody_else_sees_a_person_at_all(world: World, role: str) -> None:
    number = world.person_id("programme_officer")
    for verb in (
        lambda work: grants.disable(work, number),
        lambda work: grants.sign_out(work, number),
        lambda work: invitations.renew(work, number, TOKEN),
        lambda work: grants.give(work, GiveRole(number, RoleGiven("auditor"))),
    ):
        with pytest.raises(NotVisible):
            world.do(role, verb)


def test_a_disabled_person_cannot_come_back_by_an_older_link(world: World) -> None:
    number = world.person_id("programme_officer")
    world.do("administrator", lambda work: invitations.renew(work, number, TOKEN))
    world.do("administrator", lambda work: grants.disable(work, number))
    with pytest.raises(Refused) as refused:
        world.do("system", lambda work: invitations.join(work, Join(TOKEN, None, "hash", "en")))
    assert codes(refused) == ["account.invitation_over"]
    with pytest.raises(Refused) as refused:
        world.do("administrator", lambda work: invitations.renew(work, number, "c" * 64))
    assert codes(refused) == ["account.no_role_here"]
    with world.reading() as session:
        assert session.scalars(select(SignInSession)).all() == []


def test_a_link_for_a_new_passphrase_gives_no_role(world: World) -> None:
    number = world.person_id("programme_officer")
    world.do("administrator", lambda work: invitations.renew(work, number, TOKEN))
    with pytest.raises(Refused):
        world.do("auditor", lambda work: invitations.take_role(work, TOKEN))
    with world.reading() as session:
        before = session.scalars(select(func.count()).select_from(Grant)).one()
    person = world.do("system", lambda work: invitations.join(work, Join(TOKEN, "ignored", "new hash", "fr")))
    assert person.id == number and person.name == "programme_officer" and person.language == "en"
    with world.reading() as session:
        assert session.scalars(select(func.count()).select_from(Grant)).one() == before
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence.desc())).first()
        assert last is not None and last.actor_key == person.key


def test_two_administrators_who_end_each_others_role_leave_one(world: World) -> None:
    other = world.person_id("programme_manager")
    given = world.do(
        "administrator", lambda work: grants.give(work, GiveRole(other, RoleGiven("administrator")))
    )
    first = world.person_id("administrator")
    with world.reading() as session:
        mine = session.scalars(select(Grant.id).where(Grant.person_id == first)).one()
    actors = {"administrator": (other, given.id), "programme_manager": (first, mine)}
    together, outcomes = threading.Barrier(2), []

    def end(role: str) -> None:
        person_id, grant_id = actors[role]
        with world.app.app_context():
            world.actor(role)
        together.wait()
        try:
            world.do(role, lambda work: grants.end(work, person_id, grant_id))
            outcomes.append("ended")
        except (Refused, NotAllowed, NotVisible) as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=end, args=(role,)) for role in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[-1] == "ended" and outcomes.count("ended") == 1
    with world.reading() as session:
        held = (
            select(func.count())
            .select_from(Grant)
            .where(Grant.role == "administrator", Grant.ended_at.is_(None))
        )
        assert session.scalars(held).one() == 1


def test_a_mission_is_founded_by_the_command_line_alone(world: World) -> None:
    command = programme.FoundMission("NEW", "A new mission", "XAF")
    for role in ("administrator", "programme_manager"):
        with pytest.raises(NotVisible):
            world.do(role, lambda work: programme.found_mission(work, command))
    assert world.do("system", lambda work: programme.found_mission(work, command)).code == "NEW"


def test_the_roster_and_the_programme_ask_for_the_right_themselves(world: World) -> None:
    saved = partners.SavePartner(None, "Someone", "cbo")
    office = programme.SaveOffice(None, "X", "Nowhere")
    for role in ("auditor", "donor", "head_of_mission"):
        with pytest.raises(NotAllowed):
            world.do(role, lambda work: partners.save(work, saved))
        with pytest.raises(NotAllowed):
            world.do(role, lambda work: programme.save_office(work, office))


@pytest.mark.parametrize("step", [0, 1])
def test_one_works_only_in_a_mission_and_a_session_of_ones_own(world: World, step: int) -> None:
    with pytest.raises(NotVisible):
        world.do("auditor", lambda work: accounts.work_in(work, "nobody's", world.mission_id + step))
