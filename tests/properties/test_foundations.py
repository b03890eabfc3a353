"""Promises that hold for the whole application, whatever rooms it has."""

import pytest
from flask import Flask
from sqlalchemy import text

from qip_tracker.access import RULES
from qip_tracker.access.permissions import PERMISSIONS
from qip_tracker.app import create_app
from qip_tracker.domain.money.tranches import ENDED_GATE, SIGNATURES, TRANCHE_GATES
from qip_tracker.domain.portfolio.gates import GATES
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.extensions import db
from qip_tracker.i18n.refusals import REFUSALS
from qip_tracker.models import Base, FieldOffice
from qip_tracker.settings import Settings
from qip_tracker.weblib import guard
from tests.factories.world import World


def test_every_permission_has_a_rule_and_every_move_names_a_permission() -> None:
    assert set(RULES) == set(PERMISSIONS)
    for move in MOVES.values():
        assert move.permission in PERMISSIONS
    for signature in SIGNATURES.values():
        assert signature.permission in PERMISSIONS


def test_every_gate_has_words() -> None:
    gates = [*(gate for of_move in GATES.values() for gate in of_move), ENDED_GATE, *TRANCHE_GATES]
    assert {gate.code for gate in gates} - set(REFUSALS) == set()


def test_an_endpoint_without_a_declared_permission_stops_the_start_up(own_app: Flask) -> None:
    own_app.view_functions["forgotten"] = lambda: "open to all"
    with pytest.raises(guard.UndeclaredEndpoint, match="forgotten"):
        guard.check_all_declared(own_app)


def test_a_change_without_an_audit_line_is_a_programming_error_and_stores_nothing(world: World) -> None:
    with pytest.raises(RuntimeError, match="audit trail"):
        world.do(
            "administrator",
            lambda work: work.session.add(
                FieldOffice(mission_id=world.mission_id, code="X", name="Nobody named this")
            ),
        )
    with world.reading() as session:
        assert session.execute(text("SELECT count(*) FROM field_office WHERE code = 'X'")).scalar_one() == 0


def test_all_constraints_are_named() -> None:
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name} has a constraint without a name"


@pytest.mark.parametrize("table", ["audit_event", "project_event"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET action = 'x'", "DELETE FROM {}"])
def test_history_refuses_to_be_rewritten(world: World, table: str, verb: str, engine_name: str) -> None:
    if table == "project_event" and engine_name == "sqlite":
        with world.reading() as session:
            names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
        assert {"project_event_no_update", "project_event_no_delete"} <= set(names)
        return
    with world.reading() as session, pytest.raises(Exception, match="append-only"):
        session.execute(text(verb.format(table)))


def test_sqlite_is_durable_and_keeps_foreign_keys(app: Flask, engine_name: str) -> None:
    if engine_name != "sqlite":
        return
    with app.app_context(), db.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10000,
    }


HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
)


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nowhere", "/static/css/app.css"])
def test_headers_are_on_every_answer(client, world: World, path: str) -> None:  # type: ignore[no-untyped-def]
    answer = client.get(path)
    for name in HEADERS:
        assert name in answer.headers, f"{path} ({answer.status_code}) lacks {name}"
    policy = answer.headers["Content-Security-Policy"]
    answer.close()
    assert "unsafe" not in policy
    for directive in (
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "default-src 'none'",
    ):
        assert directive in policy


def test_cross_site_posts_and_posts_without_a_token_are_refused(client, world: World) -> None:  # type: ignore[no-untyped-def]
    assert client.post("/sign-in", data={"name": "a"}).status_code == 400
    hidden = client.tokens("/sign-in")
    answer = client.post("/sign-in", data={**hidden, "name": "a"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_production_cookies_are_host_bound(settings: Settings) -> None:
    from dataclasses import replace

    made = create_app(replace(settings, environment="production"))
    assert made.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert made.config["SESSION_COOKIE_SECURE"] is True
