"""What an administrator may do, and may not; every change holds at the next request."""

from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.models import Grant, Mission, Person
from tests.factories.world import World
from tests.page_client import PageClient


def grant_id(world: World, role: str) -> int:
    with world.reading() as session:
        return session.scalars(select(Grant.id).where(Grant.person_id == world.person_id(role))).one()


def second_mission(world: World, role: str) -> int:
    """Another mission in which the person of this role is a programme manager."""
    with world.work_as("system") as work:
        other = Mission(code="MINUY", name="UN Mission in Yonder", local_currency="XAF")
        work.session.add(other)
        work.session.flush()
        work.session.add(
            Grant(
                person_id=world.person_id(role),
                mission_id=other.id,
                role="programme_manager",
                granted_at=work.now,
            )
        )
        work.record("mission.founded", other)
        return other.id


@pytest.mark.parametrize("path", ["/people", "/people/invite", "/people/link", "/people/1"])
@pytest.mark.parametrize("role", ["programme_manager", "auditor", "head_of_mission", "partner", "donor"])
def test_only_administrators_see_people(as_role: Any, role: str, path: str) -> None:
    assert as_role(role).get(path).status_code in ({403, 404} if path == "/people/1" else {403})


def test_the_list_says_who_what_and_how_many_sessions(as_role: Any) -> None:
    for _ in range(3):
        as_role("programme_officer").get("/")
    page = as_role("administrator").get("/people").get_data(as_text=True)
    assert "Committee member (Finance)" in page
    assert "Implementing partner: <bdi>Association Eau et Vie</bdi>" in page
    assert page.count("<tr>") > 15


def test_disabling_ends_three_open_sessions_and_refuses_a_half_filled_form(
    as_role: Any, world: World
) -> None:
    officers: list[PageClient] = [as_role("programme_officer") for _ in range(3)]
    half_filled = officers[0].tokens("/account")
    number = world.person_id("programme_officer")
    administrator: PageClient = as_role("administrator")
    answer = administrator.press(f"/people/{number}/disable", page=f"/people/{number}")
    assert answer.status_code == 303
    assert [officer.get("/").status_code for officer in officers] == [303] * 3
    sent = {**half_filled, "version": "1", "display_name": "X", "language": "en", "time_zone": "UTC"}
    assert officers[1].post("/account", data=sent).status_code == 401
    with world.reading() as session:
        assert world.person(session, "programme_officer").display_name != "X"
    assert administrator.press(f"/people/{number}/enable", page=f"/people/{number}").status_code == 303
    assert as_role("programme_officer").get("/").status_code == 200


def test_ending_a_role_and_signing_out_hold_at_the_next_request(as_role: Any, world: World) -> None:
    manager: PageClient = as_role("programme_manager")
    administrator: PageClient = as_role("administrator")
    number = world.person_id("programme_manager")
    assert manager.get("/account").status_code == 200
    administrator.press(f"/people/{number}/sign-out", page=f"/people/{number}")
    assert manager.get("/account").status_code == 303
    auditor, auditor_id = as_role("auditor"), world.person_id("auditor")
    grant = grant_id(world, "auditor")
    administrator.press(f"/people/{auditor_id}/roles/{grant}/end", page=f"/people/{auditor_id}")
    page = auditor.get("/").get_data(as_text=True)
    assert "Audit trail" not in page
    assert "No role any more" in administrator.get("/people").get_data(as_text=True)


def test_a_role_is_given_once_and_with_what_it_needs(as_role: Any, world: World) -> None:
    administrator: PageClient = as_role("administrator")
    url = f"/people/{world.person_id('programme_officer')}/roles/new"
    for wanted, said in (
        ({"role": "committee_member"}, "Choose the seat"),
        ({"role": "partner"}, "Choose the partner"),
        ({"role": "donor", "donor": "999"}, "Choose one of the answers offered."),
        ({"role": ""}, "Choose a role."),
        ({"role": "emperor"}, "Choose one of the answers offered."),
        ({"role": "programme_officer"}, "already holds this role"),
    ):
        answer = administrator.submit(url, wanted)
        assert answer.status_code == 422
        assert said in answer.get_data(as_text=True), wanted
    assert (
        administrator.submit(
            url, {"role": "donor", "donor": str(world.donor_id), "seat": "chair"}
        ).status_code
        == 303
    )
    with world.reading() as session:
        held = session.scalars(select(Grant).where(Grant.role == "donor").order_by(Grant.id.desc())).first()
        assert (
            held is not None and held.person_id == world.person_id("programme_officer") and held.seat is None
        )


def test_the_last_administrator_stays_and_nobody_disables_or_renews_themselves(
    as_role: Any, world: World
) -> None:
    administrator: PageClient = as_role("administrator")
    number = world.person_id("administrator")
    grant = grant_id(world, "administrator")
    answer = administrator.press(f"/people/{number}/roles/{grant}/end", page=f"/people/{number}")
    assert answer.status_code == 422 and "at least one administrator" in answer.get_data(as_text=True)
    for verb in ("disable", "renew", "enable"):
        answer = administrator.press(f"/people/{number}/{verb}", page=f"/people/{number}")
        assert answer.status_code == 422 and "their own account" in answer.get_data(as_text=True)


def test_an_account_used_in_another_mission_cannot_be_taken_over_from_here(
    as_role: Any, world: World
) -> None:
    second_mission(world, "programme_officer")
    administrator: PageClient = as_role("administrator")
    number = world.person_id("programme_officer")
    for verb in ("disable", "renew"):
        answer = administrator.press(f"/people/{number}/{verb}", page=f"/people/{number}")
        assert answer.status_code == 422 and "also works in a mission" in answer.get_data(as_text=True)
    with world.reading() as session:
        assert world.person(session, "programme_officer").disabled_at is None


def test_a_person_of_another_mission_is_not_there(as_role: Any, world: World) -> None:
    other = second_mission(world, "programme_officer")
    with world.work_as("system") as work:
        stranger = Person(
            key="f" * 32, name="stranger", display_name="S", passphrase_hash="x", created_at=work.now
        )
        work.session.add(stranger)
        work.session.flush()
        grant = Grant(person_id=stranger.id, mission_id=other, role="auditor", granted_at=work.now)
        work.session.add(grant)
        work.record("person.joined", stranger)
        work.session.flush()
        number, foreign_grant = stranger.id, grant.id
    administrator: PageClient = as_role("administrator")
    assert administrator.get(f"/people/{number}").status_code == 404
    for path in (f"/people/{number}/disable", f"/people/{number}/renew", f"/people/{number}/sign-out"):
        assert administrator.press(path, page="/people").status_code == 404
    mine = world.person_id("programme_officer")
    assert administrator.press(f"/people/{mine}/roles/{foreign_grant}/end", page="/people").status_code == 404
    assert administrator.press("/people/invitations/999/withdraw", page="/people").status_code == 404


def test_links_of_an_administrator_lose_their_worth_with_the_role(
    as_role: Any, client: PageClient, world: World
) -> None:
    from tests.web.people.accounts.test_joining import invited

    administrator: PageClient = as_role("administrator")
    url = f"/people/{world.person_id('programme_manager')}/roles/new"
    assert administrator.submit(url, {"role": "administrator"}).status_code == 303
    path = invited(as_role)
    assert client.get(path).status_code == 200
    successor: PageClient = as_role("programme_manager")
    number = world.person_id("administrator")
    ended = successor.press(f"/people/{number}/roles/{grant_id(world, 'administrator')}/end", page="/people")
    assert ended.status_code == 303
    assert client.get(path).status_code == 410
