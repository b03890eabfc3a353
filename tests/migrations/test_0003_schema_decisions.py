"""Panels move to places and back, histories begin with what stands, lists lose and regain their CHECKs: with data."""

from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from qip_tracker.extensions import db
from tests.databases import Stock

APPEND_ONLY = ("consent", "milestone_key", "payment", "tranche_signature")
HISTORIES = ("milestone_key", "payment", "tranche_signature")
WORDS = "SELECT co_owner_id, stage, agreed, note, given_on FROM consent ORDER BY co_owner_id, stage"
PANELS = "SELECT id, mission_id, name, code, chosen_how FROM panel ORDER BY id"
ROUNDS = "SELECT id, project_id, panel_id, stage, closed_at FROM round ORDER BY id"
PAID = "SELECT id, paid_usd_minor, paid_local_minor FROM project WHERE paid_usd_minor > 0 ORDER BY id"


def asked(connection: Connection, query: str) -> list[Any]:
    return [tuple(row) for row in connection.execute(text(query))]


def numbers(connection: Connection) -> dict[str, int]:
    return {table: asked(connection, f"SELECT count(*) FROM {table}")[0][0] for table in HISTORIES}


@pytest.fixture
def demonstration(demonstration_stock: Stock[None], app: Flask) -> Flask:
    """The application on a copy of the demonstration."""
    return app


def test_down_and_up_keeps_what_stands(demonstration: Flask) -> None:
    with demonstration.app_context():
        with db.engine.connect() as connection:
            before = [asked(connection, query) for query in (WORDS, PANELS, ROUNDS, PAID)]
            histories = numbers(connection)
            led = asked(connection, "SELECT panel_id, person_id FROM facilitation ORDER BY panel_id")
        assert min(map(len, before)) > 3
        assert min(histories.values()) > 10
        flask_migrate.downgrade(revision="0002")
        with db.engine.connect() as connection:
            assert [asked(connection, query) for query in (WORDS, PANELS, ROUNDS, PAID)] == before
            assert asked(connection, "SELECT id, facilitator_id FROM panel ORDER BY id") == led
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            assert [asked(connection, query) for query in (WORDS, PANELS, ROUNDS, PAID)] == before
            assert numbers(connection) == histories
            assert asked(connection, "SELECT panel_id, person_id FROM facilitation ORDER BY panel_id") == led
            assert asked(connection, "SELECT DISTINCT number FROM consent") == [(1,)]
            sums = (
                "SELECT project_id, sum(usd_minor), sum(local_minor) FROM payment GROUP BY project_id"
                " ORDER BY project_id"
            )
            assert [tuple(map(int, row)) for row in asked(connection, sums)] == before[3]


def test_two_panels_of_one_name_in_one_place_both_stay(demonstration: Flask) -> None:
    with demonstration.app_context():
        flask_migrate.downgrade(revision="0002")
        with db.engine.begin() as connection:
            (panel_id, project_id, name) = asked(
                connection, "SELECT id, project_id, name FROM panel ORDER BY id"
            )[0]
            (other,) = asked(
                connection,
                f"SELECT id, reference FROM project WHERE id <> {project_id} AND id NOT IN"
                " (SELECT project_id FROM panel) ORDER BY id LIMIT 1",
            )
            connection.execute(
                text(
                    f"UPDATE project SET place = (SELECT place FROM project WHERE id = {project_id}),"
                    f" country = (SELECT country FROM project WHERE id = {project_id}) WHERE id = {other[0]}"
                )
            )
            connection.execute(
                text(
                    "INSERT INTO panel (id, mission_id, project_id, code, name, chosen_how, formed_on,"
                    " facilitator_id, created_at, version)"
                    f" SELECT 9001, mission_id, {other[0]}, '000000', name, chosen_how, formed_on,"
                    f" facilitator_id, created_at, version FROM panel WHERE id = {panel_id}"
                )
            )
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            names = asked(
                connection, f"SELECT id, name FROM panel WHERE id IN ({panel_id}, 9001) ORDER BY id"
            )
        assert names == [(panel_id, name), (9001, f"{name} · {other[1]}")]


def test_only_the_last_word_goes_down(demonstration: Flask) -> None:
    with demonstration.app_context():
        with db.engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO consent (id, project_id, co_owner_id, stage, number, agreed, note, given_on,"
                    " recorded_by_id, recorded_at)"
                    " SELECT 9001, project_id, co_owner_id, stage, 2, false, 'They want the road first.',"
                    " given_on, recorded_by_id, recorded_at FROM consent ORDER BY id LIMIT 1"
                )
            )
        flask_migrate.downgrade(revision="0002")
        with db.engine.connect() as connection:
            first = asked(connection, "SELECT agreed, note FROM consent WHERE id = 9001")
            assert [(bool(agreed), note) for agreed, note in first] == [(False, "They want the road first.")]
            twice = "SELECT co_owner_id, stage FROM consent GROUP BY co_owner_id, stage HAVING count(*) > 1"
            assert asked(connection, twice) == []


def test_lists_that_grow_are_closed_lists_again_below(demonstration: Flask) -> None:
    change = text("UPDATE contribution SET kind = 'a_new_kind' WHERE id = (SELECT min(id) FROM contribution)")
    with demonstration.app_context():
        with db.engine.connect() as connection:
            assert connection.execute(change).rowcount == 1
        flask_migrate.downgrade(revision="0002")
        with (
            db.engine.connect() as connection,
            pytest.raises(IntegrityError, match="contribution_kind_known"),
        ):
            connection.execute(change)


@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_histories_refuse_to_be_rewritten(demonstration: Flask, table: str, verb: str) -> None:
    with demonstration.app_context(), db.engine.connect() as connection:
        assert asked(connection, f"SELECT count(*) FROM {table}")[0][0] > 0
        with pytest.raises(IntegrityError, match="append-only"):
            connection.execute(text(verb.format(table)))


@pytest.mark.sqlite_only
@pytest.mark.parametrize("table", [*APPEND_ONLY, "audit_event", "project_event"])
def test_a_history_is_not_rewritten_by_replacing_its_rows_either(demonstration: Flask, table: str) -> None:
    again = text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
    with (
        demonstration.app_context(),
        db.engine.connect() as connection,
        pytest.raises(IntegrityError, match="append-only"),
    ):
        connection.execute(again)
