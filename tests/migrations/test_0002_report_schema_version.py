"""Reports frozen before the column existed get the version that their facts name, and keep their text and hash."""

from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import Connection, inspect, text

from qip_tracker.domain.reporting.snapshots import is_as_frozen
from qip_tracker.extensions import db
from qip_tracker.reports import frozen
from qip_tracker.reports.facts.versions import VERSIONS
from tests.factories.running import a_running_project
from tests.factories.world import World

FIRST_VERSION = (
    Path(__file__).parents[1].joinpath("data/snapshots/donor_report-1.json").read_text(encoding="utf-8")
)
DAMAGED = '{"schema":"donor_report/one"}'


def rows(connection: Connection, *columns: str) -> list[tuple[object, ...]]:
    """Those columns of every report, in order."""
    return [
        tuple(row)
        for row in connection.execute(text(f"SELECT {', '.join(columns)} FROM report_snapshot ORDER BY id"))
    ]


def copied(connection: Connection, facts: str, sha256: str) -> None:
    """One more report like the first, as the program of the first revision would have stored it."""
    connection.execute(
        text(
            "INSERT INTO report_snapshot (id, project_id, kind, facts_json, sha256, as_of, audit_sequence,"
            " audit_hash, frozen_at, frozen_by_id) SELECT (SELECT max(id) + 1 FROM report_snapshot), project_id,"
            " kind, :facts, :sha256, as_of, audit_sequence, audit_hash, frozen_at, frozen_by_id"
            " FROM report_snapshot ORDER BY id LIMIT 1"
        ),
        {"facts": facts, "sha256": sha256},
    )


@pytest.fixture
def with_a_report(app: Flask, world: World) -> Flask:
    """The database at head with one report of today's version."""
    project_id = a_running_project(world)
    world.do("programme_officer", lambda work: frozen.freeze(work, project_id, "donor_report"))
    with app.app_context():
        db.session.remove()
    return app


def test_reports_of_every_version_keep_text_and_hash_down_and_up(with_a_report: Flask) -> None:
    newest = (VERSIONS["donor_report"],)
    with with_a_report.app_context():
        with db.engine.connect() as connection:
            today = rows(connection, "id", "facts_json", "sha256")
            assert rows(connection, "schema_version") == [newest]
        flask_migrate.downgrade(revision="0001")
        with db.engine.begin() as connection:
            names = {column["name"] for column in inspect(connection).get_columns("report_snapshot")}
            assert "schema_version" not in names
            assert rows(connection, "id", "facts_json", "sha256") == today
            copied(connection, FIRST_VERSION, sha256="a" * 64)
            copied(connection, DAMAGED, sha256="b" * 64)
            before = rows(connection, "id", "facts_json", "sha256", "kind", "frozen_at")
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            assert rows(connection, "id", "facts_json", "sha256", "kind", "frozen_at") == before
            assert rows(connection, "schema_version") == [newest, (1,), (1,)]
            assert is_as_frozen(*today[0][1:])  # type: ignore[arg-type]
