"""Nothing is served on a schema other than the newest: the exit code says so, and so do the words."""

from dataclasses import replace
from pathlib import Path

import flask_migrate
from flask import Flask

from qip_tracker.app import create_app
from qip_tracker.cli.installation import schema_revisions
from qip_tracker.extensions import db
from qip_tracker.settings import Settings


def test_serve_refuses_a_database_without_schema_and_makes_no_file(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "empty.sqlite"
    app = create_app(replace(settings, database_url=f"sqlite:///{path}"))
    result = app.test_cli_runner().invoke(args=["qip", "serve"])
    assert result.exit_code == 3
    assert "no schema at all" in result.output
    assert "qip migrate" in result.output
    assert not path.exists()


def test_serve_refuses_a_schema_that_is_behind(app: Flask) -> None:
    with app.app_context():
        flask_migrate.downgrade()
        stored, wanted = schema_revisions()
        assert stored != wanted
    result = app.test_cli_runner().invoke(args=["qip", "serve"])
    assert result.exit_code == 3
    assert f"this version needs {', '.join(wanted)}" in result.output


def test_migrate_brings_an_old_schema_to_the_newest_and_may_be_run_again(app: Flask) -> None:
    with app.app_context():
        flask_migrate.downgrade()
    for _ in range(2):
        result = app.test_cli_runner().invoke(args=["qip", "migrate"])
        assert result.exit_code == 0, result.output
    with app.app_context():
        stored, wanted = schema_revisions()
        db.session.remove()
    assert stored == wanted != frozenset()


def test_migrate_makes_the_file_for_its_own_account_alone(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "new" / "tracker.sqlite"
    app = create_app(replace(settings, database_url=f"sqlite:///{path}"))
    result = app.test_cli_runner().invoke(args=["qip", "migrate"])
    assert result.exit_code == 0, result.output
    assert path.stat().st_mode & 0o077 == 0
    with app.app_context():
        db.engine.dispose()
