"""Changing the secret key: with the old one kept, open sessions and half-filled forms go on; without it they end."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.adapters import clock
from qip_tracker.app import create_app
from qip_tracker.extensions import db
from qip_tracker.models import Ballot
from qip_tracker.settings import Settings
from tests.factories.panels import a_panel, a_project, an_open_round, give_secret
from tests.factories.world import World
from tests.page_client import PageClient, hidden_inputs

NEW = "another key for tests, of more than thirty-two letters"
Restarted = Callable[..., Flask]


@pytest.fixture
def restarted(settings: Settings) -> Iterator[Restarted]:
    """The same installation started again with other keys."""
    made: list[Flask] = []

    def start(key: str, *earlier: str) -> Flask:
        app = create_app(replace(settings, secret_key=key, secret_key_fallbacks=earlier))
        app.test_client_class = PageClient
        made.append(app)
        return app

    yield start
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def moved(browser: PageClient, to: Flask) -> PageClient:
    """The same browser, its cookie kept, before the restarted application."""
    cookie = browser.get_cookie("session")
    assert cookie is not None
    after: PageClient = to.test_client()  # type: ignore[assignment]
    after.set_cookie("session", cookie.value)
    return after


def test_a_session_and_an_open_form_outlive_the_change_and_then_the_old_key_dies(
    as_role: Callable[[str], PageClient], settings: Settings, restarted: Restarted
) -> None:
    before = as_role("programme_officer")
    form = {**before.tokens("/account"), "version": "1", "language": "en", "time_zone": "UTC"}
    kept = moved(before, restarted(NEW, "an old key before that one, of enough letters", settings.secret_key))
    answer = kept.post("/account", data={**form, "display_name": "Typed before the change"})
    assert (answer.status_code, answer.location) == (303, "/account")
    assert kept.get("/").status_code == 200
    # The answer was signed with the new key; whoever did not come back in between is out.
    assert moved(kept, restarted(NEW)).get("/").status_code == 200
    assert moved(before, restarted(NEW)).get("/").status_code == 303


def test_answers_on_a_phone_are_taken_after_the_change(app: Flask, restarted: Restarted) -> None:
    world = World(app, clock.now())
    panel = a_panel(world, a_project(world))
    an_open_round(world, panel)
    secret = give_secret(world, panel, 3)
    app.test_client_class = PageClient
    phone: PageClient = app.test_client()  # type: ignore[assignment]
    phone.submit("/b", {"panel": panel.code, "number": "3", "secret": secret})
    typed = {**hidden_inputs(phone.get("/b/ballot").get_data(as_text=True)), "SAF": "2"}
    lost = moved(phone, restarted(NEW)).post("/b/ballot", data=typed)
    assert (lost.status_code, lost.location) == (303, "/b")
    kept = moved(phone, restarted(NEW, app.config["SECRET_KEY"])).post("/b/ballot", data=typed)
    assert (kept.status_code, kept.location) == (303, "/b/sent")
    with world.reading() as session:
        assert session.scalars(select(Ballot.answers)).all() == ['{"SAF":2}']
