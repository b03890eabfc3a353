"""An invitation from the administrator's page to the first sign-in; used once, whoever is faster."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.adapters import clock
from qip_tracker.models import AuditEvent, Grant, Invitation, Person
from tests.factories.world import World
from tests.page_client import PageClient

PHRASE = "the well behind our school"
CHOSEN = {"name": "Amina.Diallo", "passphrase": PHRASE, "again": PHRASE, "language": "fr"}


def link_on(answer: Any) -> str:
    """The path of the link shown on a page."""
    found = re.search(r'<code dir="ltr">https?://[^/]+(/join/[^<]+)</code>', answer.get_data(as_text=True))
    assert found, answer.get_data(as_text=True)
    return found.group(1)


def invited(as_role: Any, **fields: str) -> str:
    """The path of a link made on the administrator's page."""
    administrator: PageClient = as_role("administrator")
    wanted = {"display_name": "Amina Diallo", "role": "programme_officer", **fields}
    answer = administrator.submit("/people/invite", wanted)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return link_on(administrator.get(answer.location))


def test_a_link_leads_to_an_account_with_the_role_and_a_first_page(
    as_role: Any, client: PageClient, world: World
) -> None:
    path = invited(as_role, role="committee_member", seat="finance", partner="", donor="")
    answer = client.submit(path, CHOSEN)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").status_code == 200
    with world.reading() as session:
        person = session.scalars(select(Person).where(Person.name == "amina.diallo")).one()
        grant = session.scalars(select(Grant).where(Grant.person_id == person.id)).one()
        assert (grant.role, grant.seat, grant.mission_id) == ("committee_member", "finance", world.mission_id)
        assert grant.granted_by_id == world.person_id("administrator")
        assert (person.display_name, person.language) == ("Amina Diallo", "fr")
        joined = session.scalars(select(AuditEvent).where(AuditEvent.action == "person.joined")).one()
        assert joined.actor_key == person.key
        trail = " ".join(session.scalars(select(AuditEvent.change)))
        assert "Amina" not in trail and "amina" not in trail


def test_the_link_is_shown_once_and_only_its_hash_is_stored(as_role: Any, world: World) -> None:
    administrator: PageClient = as_role("administrator")
    answer = administrator.submit("/people/invite", {"display_name": "Amina", "role": "auditor"})
    token = link_on(administrator.get(answer.location)).rpartition("/")[2]
    assert token not in administrator.get(answer.location).get_data(as_text=True)
    with world.reading() as session:
        stored = session.scalars(select(Invitation)).one()
        assert token not in stored.token_hash
        assert token not in " ".join(session.scalars(select(AuditEvent.change)))


def test_a_link_works_once_and_for_seven_days(
    as_role: Any, client: PageClient, world: World, app: Flask
) -> None:
    path = invited(as_role)
    assert client.submit(path, CHOSEN).status_code == 303
    other: PageClient = app.test_client()  # type: ignore[assignment]
    assert other.get(path).status_code == 410
    late = invited(as_role)
    with world.work_as("system") as work:
        row = work.session.scalars(select(Invitation).order_by(Invitation.id.desc())).first()
        assert row is not None
        assert timedelta(days=6, hours=23) < row.expires_at - clock.now() <= timedelta(days=7)
        row.expires_at = clock.now() - timedelta(seconds=1)
        work.record("invitation.withdrawn", row)
    assert other.get(late).status_code == 410


def test_used_withdrawn_and_never_made_look_the_same(as_role: Any, client: PageClient, app: Flask) -> None:
    used = invited(as_role)
    client.submit(used, CHOSEN)
    withdrawn = invited(as_role)
    administrator: PageClient = as_role("administrator")
    page = administrator.get("/people").get_data(as_text=True)
    administrator.press(re.findall(r'action="(/people/invitations/\d+/withdraw)"', page)[0])
    stranger = app.test_client()
    pages = [stranger.get(path) for path in (used, withdrawn, "/join/nothing", "/join/" + "x" * 900)]
    assert [page.status_code for page in pages] == [410] * 4
    bodies = {
        re.sub(r'(href="/language/[^"]*")|(value="[^"]*")', "", page.get_data(as_text=True)) for page in pages
    }
    assert len(bodies) == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "two words"}, "Use 3 to 60 letters"),
        ({"name": ""}, "Choose a name to sign in with."),
        ({"name": "programme_officer"}, "Somebody already signs in with this name."),
        ({"name": "a\x00bcd"}, "characters that cannot be stored"),
        ({"passphrase": "too short", "again": "too short"}, "Use at least 15 characters"),
        ({"passphrase": "passwordpassword", "again": "passwordpassword"}, "Use at least 15 characters"),
        ({"passphrase": "x" * 129, "again": "x" * 129}, "at most 128 characters"),
        ({"again": "the well behind your school"}, "The two passphrases differ."),
        ({"language": "xx"}, "Choose one of the answers offered."),
    ],
)
def test_each_mistake_is_named_and_nothing_is_stored(
    as_role: Any, client: PageClient, world: World, changed: dict[str, str], said: str
) -> None:
    path = invited(as_role)
    answer = client.submit(path, {**CHOSEN, **changed})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    with world.reading() as session:
        assert session.scalars(select(Person).where(Person.display_name == "Amina Diallo")).first() is None
        assert session.scalars(select(Invitation)).one().used_at is None
    assert client.submit(path, CHOSEN).status_code == 303


def test_of_ten_who_use_a_link_at_once_one_joins(as_role: Any, app: Flask, world: World) -> None:
    path = invited(as_role)
    browsers: list[PageClient] = [app.test_client() for _ in range(10)]  # type: ignore[misc]
    forms = [{**browser.tokens(path), **CHOSEN, "name": f"amina{n}"} for n, browser in enumerate(browsers)]
    together = threading.Barrier(10)
    answers: list[int] = []

    def send(browser: PageClient, form: dict[str, str]) -> None:
        together.wait()
        answers.append(browser.post(path, data=form).status_code)

    threads = [threading.Thread(target=send, args=pair) for pair in zip(browsers, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303] + [410] * 9
    with world.reading() as session:
        assert len(session.scalars(select(Person).where(Person.display_name == "Amina Diallo")).all()) == 1


def test_two_who_choose_the_same_name_at_once_are_told(as_role: Any, app: Flask) -> None:
    paths = [invited(as_role) for _ in range(6)]
    browsers: list[PageClient] = [app.test_client() for _ in paths]  # type: ignore[misc]
    forms = [{**b.tokens(path), **CHOSEN} for b, path in zip(browsers, paths, strict=True)]
    together = threading.Barrier(len(paths))
    answers: list[tuple[int, bool]] = []

    def send(number: int) -> None:
        together.wait()
        answer = browsers[number].post(paths[number], data=forms[number])
        answers.append((answer.status_code, "Somebody already signs in" in answer.get_data(as_text=True)))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(len(paths))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [(303, False)] + [(422, True)] * 5


def test_the_same_form_sent_twice_signs_the_same_person_in(
    as_role: Any, app: Flask, client: PageClient
) -> None:
    path = invited(as_role)
    form = {**client.tokens(path), **CHOSEN}
    assert client.post(path, data=form).status_code == 303
    second: PageClient = app.test_client()  # type: ignore[assignment]
    tokens = second.tokens("/sign-in")
    assert second.post(path, data={**form, **tokens}).status_code == 303
    assert second.get("/").status_code == 200
    third: PageClient = app.test_client()  # type: ignore[assignment]
    assert (
        third.post(
            path, data={**form, **third.tokens("/sign-in"), "passphrase": "a wrong guess here"}
        ).status_code
        == 410
    )


def test_a_role_can_be_taken_up_with_the_account_one_has(as_role: Any, world: World) -> None:
    path = invited(as_role, role="auditor")
    officer: PageClient = as_role("programme_officer")
    assert officer.press(path + "/role", page=path).status_code == 303
    with world.reading() as session:
        roles = session.scalars(
            select(Grant.role).where(Grant.person_id == world.person_id("programme_officer"))
        )
        assert set(roles) == {"programme_officer", "auditor"}
    assert officer.press(path + "/role", page="/account").status_code == 422


def test_a_renewal_sets_a_new_passphrase_ends_sessions_and_is_shown_to_the_person(
    as_role: Any, app: Flask, world: World
) -> None:
    officer: PageClient = as_role("programme_officer")
    administrator: PageClient = as_role("administrator")
    number = world.person_id("programme_officer")
    answer = administrator.press(f"/people/{number}/renew", page=f"/people/{number}")
    path = link_on(administrator.get(answer.location))
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    assert "programme_officer" in browser.get(path).get_data(as_text=True)
    assert browser.submit(path, {"passphrase": PHRASE, "again": PHRASE}).status_code == 303
    assert officer.get("/").status_code == 303
    account = browser.get("/account").get_data(as_text=True)
    assert "Links that renewed your passphrase" in account and "Administrator" in account
    again: PageClient = app.test_client()  # type: ignore[assignment]
    assert again.submit("/sign-in", {"name": "programme_officer", "passphrase": PHRASE}).status_code == 303
    assert again.get(path).status_code == 410
