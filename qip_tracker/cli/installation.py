"""What the commands need to know of this installation: its settings and the state of its schema."""

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from qip_tracker.extensions import db
from qip_tracker.settings import Settings


class SchemaBehind(click.ClickException):
    """The database has not the schema this version was written for; exit code 3."""

    exit_code = 3


def current_settings() -> Settings:
    """The settings the application was created with."""
    settings: Settings = current_app.extensions["qip_settings"]
    return settings


def schema_revisions() -> tuple[frozenset[str], frozenset[str]]:
    """The revisions the database has and those this version wants; the first is empty for a new database."""
    path = current_settings().sqlite_path
    config = current_app.extensions["migrate"].migrate.get_config()
    wanted = ScriptDirectory.from_config(config).get_heads()
    if path is not None and not path.exists():
        # Asking would make an empty file.
        return frozenset(), frozenset(wanted)
    with db.engine.connect() as connection:
        stored = MigrationContext.configure(connection).get_current_heads()
    return frozenset(stored), frozenset(wanted)


def refuse_unless_at_head() -> None:
    """Raise SchemaBehind unless the schema is the newest: an older or newer one loses or refuses what people enter."""
    stored, wanted = schema_revisions()
    if stored != wanted:
        revisions = ", ".join(sorted(stored)) or "no schema at all"
        raise SchemaBehind(
            f"The database has {revisions}; this version needs {', '.join(sorted(wanted))}.\n"
            "Make a backup, then: flask --app wsgi qip migrate"
        )


def release_database(*, close: bool) -> None:
    """Let go of every connection: closed before a fork, only forgotten after it (the parent's are not ours).

    SQLite drops all locks of a process when any copy of a connection is closed, so none may cross a fork. The session
    of the running command ends too: left open in the parent, it would read for ever, and SQLite's log, in which every
    ballot lies, could never be emptied.
    """
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose(close=close)
