"""Alembic's environment: migrations run with foreign keys off on SQLite, and every foreign key is checked after."""

import logging

from alembic import context
from flask import current_app

from qip_tracker.models import Base

log = logging.getLogger("alembic.env")


def run_migrations() -> None:
    """Run online, in one transaction, on the application's engine."""
    engine = current_app.extensions["migrate"].db.engine
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            # A batch copies a table and drops the old one: with foreign keys on, that deletes the child rows.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_type=True,
            render_as_batch=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        if is_sqlite:
            raw = connection.connection.driver_connection
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            raw.execute("PRAGMA foreign_keys=ON")
            if broken:
                raise RuntimeError(f"{len(broken)} rows point to rows that are not there: {broken[:5]}")


run_migrations()
