"""The demonstration: loaded once, every state to be seen, people who can sign in, and a trail that verifies."""

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from qip_tracker.cli.demo import load_demonstration, sign_ins
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.extensions import db
from qip_tracker.models import AuditEvent, Mission, Person, Project, Round
from qip_tracker.services.kernel.audit import verify
from tests.databases import Stock
from tests.page_client import PageClient

PROJECTS = 22


@pytest.fixture
def loaded(app: Flask, demonstration_stock: Stock[None]) -> Flask:
    """The application with the demonstration in it."""
    return app


def test_the_demonstration_shows_every_state_and_is_loaded_once(loaded: Flask) -> None:
    with loaded.app_context():
        session = db.session()
        by_state = dict(session.execute(select(Project.state, func.count()).group_by(Project.state)).all())
        events = session.scalar(select(func.count()).select_from(AuditEvent))
        db.session.remove()
        assert load_demonstration() is False
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == events
        assert session.scalars(select(Mission.is_demonstration)).all() == [True]
        open_rounds = session.scalar(select(func.count()).select_from(Round).where(Round.closed_at.is_(None)))
        # It was let go above and has read again since: nobody else gives its connection back.
        session.close()
    print(f"demonstration: {by_state}, {events} events")
    assert set(by_state) == set(ProjectState)
    assert sum(by_state.values()) == PROJECTS
    assert open_rounds == 1


def test_its_trail_verifies_until_one_byte_is_changed(loaded: Flask, engine_name: str) -> None:
    with loaded.app_context():
        found = verify(db.session())
        assert found.fault is None and found.rows > 300
        db.session.remove()
    run = loaded.test_cli_runner()
    answer = run.invoke(args=["qip", "audit", "verify"])
    assert answer.exit_code == 0, answer.output
    with loaded.app_context(), db.engine.begin() as connection:
        if engine_name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_event_no_update"))
        else:
            connection.execute(text("DROP TRIGGER audit_event_append_only ON audit_event"))
        middle = found.rows // 2
        changed = text("UPDATE audit_event SET change = ' ' || substr(change, 2) WHERE sequence = :row")
        assert connection.execute(changed, {"row": middle}).rowcount == 1
    answer = run.invoke(args=["qip", "audit", "verify"])
    assert answer.exit_code == 1
    assert f"broken at row {middle}:" in answer.output


def test_the_people_it_names_are_there_and_one_signs_in_on_the_page(loaded: Flask) -> None:
    with loaded.app_context():
        named = sign_ins()
        stored = set(db.session().scalars(select(Person.name)))
        db.session.remove()
    people = [line for line in named if "/b" not in line[0]]
    cards = [line for line in named if "/b" in line[0]]
    assert {name for _role, name, _passphrase in people} <= stored
    assert len(people) == 17 and cards
    loaded.test_client_class = PageClient
    browser: PageClient = loaded.test_client()  # type: ignore[assignment]
    _role, name, passphrase = people[0]
    wrong = browser.submit("/sign-in", {"name": name, "passphrase": passphrase + " not"})
    assert wrong.status_code == 422
    answer = browser.submit("/sign-in", {"name": name, "passphrase": passphrase})
    assert answer.status_code == 303
    shown = browser.get("/projects")
    assert shown.status_code == 200
    assert "DEMO/" in shown.get_data(as_text=True)


def test_the_command_names_the_people_and_says_that_nothing_was_loaded_again(loaded: Flask) -> None:
    answer = loaded.test_cli_runner().invoke(args=["qip", "demo"])
    assert answer.exit_code == 0, answer.output
    assert "nothing was loaded" in answer.output
    assert "aminata" in answer.output
