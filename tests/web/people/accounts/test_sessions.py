"""What a session is worth: nothing that was there before signing in, and nothing once it has ended."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.adapters import clock, passwords
from qip_tracker.app import create_app
from qip_tracker.extensions import db
from qip_tracker.models import Person, SignInSession
from qip_tracker.settings import Settings
from tests.factories.world import PASSPHRASE, World
from tests.page_client import PageClient


@pytest.fixture
def named(world: World) -> str:
    """A name that signs in with the tests' passphrase."""
    with world.work_as("system") as work:
        person = world.person(work.session, "programme_officer")
        person.passphrase_hash = passwords.hash_secret(PASSPHRASE)
        work.record("person.changed_passphrase", person)
    return "programme_officer"


def cookie_of(browser: PageClient, name: str = "session") -> str:
    kept = browser.get_cookie(name)
    assert kept is not None
    return kept.value


def with_cookie(app: Flask, value: str) -> PageClient:
    app.test_client_class = PageClient
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    browser.set_cookie("session", value)
    return browser


def signed_in(browser: PageClient) -> bool:
    return browser.get("/account").status_code == 200


def test_a_cookie_planted_before_signing_in_is_worth_nothing_after(
    app: Flask, client: PageClient, named: str
) -> None:
    client.get("/sign-in")
    planted = cookie_of(client)
    assert client.submit("/sign-in", {"name": named, "passphrase": PASSPHRASE}).status_code == 303
    assert signed_in(client) and cookie_of(client) != planted
    assert not signed_in(with_cookie(app, planted))


def test_signing_in_over_somebody_elses_session_ends_it(app: Flask, as_role: Any, named: str) -> None:
    browser: PageClient = as_role("administrator")
    assert signed_in(browser)
    before = cookie_of(browser)
    assert browser.submit("/sign-in", {"name": named, "passphrase": PASSPHRASE}).status_code == 303
    assert browser.get("/people").status_code == 403
    assert not signed_in(with_cookie(app, before)), "the administrator's session went on in a copied cookie"


def test_each_sign_in_has_a_token_of_its_own_and_the_row_only_its_hash(
    app: Flask, world: World, named: str
) -> None:
    tokens = set()
    for _time in range(3):
        app.test_client_class = PageClient
        browser: PageClient = app.test_client()  # type: ignore[assignment]
        browser.submit("/sign-in", {"name": named, "passphrase": PASSPHRASE})
        with browser.session_transaction() as kept:
            tokens.add(kept["_user_id"])
    with world.reading() as session:
        rows = session.scalars(select(SignInSession.token_hash)).all()
    assert len(tokens) == len(set(rows)) == 3
    assert not tokens & set(rows)


def test_a_disabled_account_is_answered_as_if_it_did_not_exist(
    client: PageClient, world: World, named: str
) -> None:
    with world.work_as("system") as work:
        work.session.get_one(Person, world.person_id("programme_officer")).disabled_at = work.now
        work.record("person.disabled", work.session.get_one(Person, world.person_id("programme_officer")))
    answer = client.submit("/sign-in", {"name": named, "passphrase": PASSPHRASE})
    assert answer.status_code == 422
    assert "The name or the passphrase is not right." in answer.get_data(as_text=True)


def test_a_session_ends_after_twelve_hours_in_any_case(as_role: Any, world: World) -> None:
    browser: PageClient = as_role("programme_officer")
    assert signed_in(browser)
    for age, still in ((timedelta(hours=11, minutes=59), True), (timedelta(hours=12, seconds=1), False)):
        with world.work_as("system") as work:
            work.session.scalars(select(SignInSession)).one().started_at = clock.now() - age
        assert signed_in(browser) is still


def test_the_cookie_of_production(settings: Settings) -> None:
    """Only over HTTPS, only for this host, out of the reach of scripts, not sent along by other sites."""
    made = create_app(
        replace(
            settings,
            environment="production",
            external_url="https://qip.example.org",
            trusted_hosts=("qip.example.org",),
        )
    )
    answer = made.test_client().get("/sign-in", base_url="https://qip.example.org")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, *flags = [part.strip() for part in cookie.split(";")]
    assert name.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
    assert not any(flag.startswith("Domain") for flag in flags)
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"]
)
def test_signing_in_leads_nowhere_else(client: PageClient, named: str, elsewhere: str) -> None:
    sent = {"name": named, "passphrase": PASSPHRASE, "next": elsewhere}
    assert client.submit("/sign-in", sent).location == "/"
