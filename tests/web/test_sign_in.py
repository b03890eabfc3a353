"""Signing in, out, and the frame around it."""

import pytest
from flask.testing import FlaskClient

from qip_tracker.adapters import passwords
from tests.factories.world import PASSPHRASE, World


def _with_passphrase(world: World) -> None:
    def set_hash(work):  # type: ignore[no-untyped-def]
        person = world.person(work.session, "programme_officer")
        person.passphrase_hash = passwords.hash_secret(PASSPHRASE)
        work.record("person.changed_passphrase", person)

    world.do("system", set_hash)


def test_a_stranger_is_sent_to_the_sign_in_page(client: FlaskClient, world: World) -> None:
    answer = client.get("/")
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")


def test_the_right_passphrase_opens_my_work(client: FlaskClient, world: World) -> None:
    _with_passphrase(world)
    answer = client.submit("/sign-in", {"name": "Programme_Officer", "passphrase": PASSPHRASE})
    assert answer.status_code == 303
    assert client.get("/").status_code == 200


def test_a_wrong_name_and_a_wrong_passphrase_say_the_same(client: FlaskClient, world: World) -> None:
    _with_passphrase(world)
    said = []
    for name in ("programme_officer", "nobody_of_that_name"):
        answer = client.submit("/sign-in", {"name": name, "passphrase": "wrong words here"})
        assert answer.status_code == 422
        said.append("The name or the passphrase is not right." in answer.get_data(as_text=True))
    assert said == [True, True]


def test_the_sixth_try_waits_even_with_the_right_passphrase(client: FlaskClient, world: World) -> None:
    _with_passphrase(world)
    for _ in range(5):
        client.submit("/sign-in", {"name": "programme_officer", "passphrase": "wrong words here"})
    answer = client.submit("/sign-in", {"name": "programme_officer", "passphrase": PASSPHRASE})
    assert answer.status_code == 422
    assert "Too many tries" in answer.get_data(as_text=True)


def test_signing_out_ends_the_row_so_that_a_copied_cookie_is_worth_nothing(as_role, app) -> None:  # type: ignore[no-untyped-def]
    browser = as_role("programme_officer")
    copy = browser.get_cookie("session").value
    assert browser.get("/").status_code == 200
    browser.press("/sign-out")
    thief = app.test_client()
    thief.set_cookie("session", copy)
    assert thief.get("/").status_code == 303


@pytest.mark.parametrize("name", ["   ", " \t\n ", "\u2028\u2029"], ids=ascii)
def test_a_name_of_blanks_is_no_name(client: FlaskClient, world: World, name: str) -> None:
    answer = client.submit("/sign-in", {"name": name, "passphrase": PASSPHRASE})
    assert answer.status_code == 422
    assert "Enter the name you sign in with." in answer.get_data(as_text=True)
