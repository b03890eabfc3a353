"""`qip migrate`: bring the database to the newest schema."""

import click
import flask_migrate
from flask.cli import with_appcontext

from qip_tracker.cli.installation import current_settings, schema_revisions


@click.command("migrate")
@with_appcontext
def migrate_command() -> None:
    """Bring the database to the newest schema."""
    migrate()
    stored, _ = schema_revisions()
    click.echo(f"The database is at {', '.join(sorted(stored))}.")


def migrate() -> None:
    """Upgrade to head; the folder of a new SQLite file is made, for this account alone."""
    path = current_settings().sqlite_path
    if path is not None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    stored, wanted = schema_revisions()
    if stored != wanted:
        flask_migrate.upgrade()
