"""`flask --app wsgi qip ...`: commands parse arguments and call services.

A new command is a `click.command` with `@with_appcontext` in a file of its own, and one line in COMMANDS.
"""

import logging
import os
from typing import Final

import click
from flask import Flask
from flask.cli import AppGroup

from qip_tracker.cli.audit import audit_command
from qip_tracker.cli.demonstration import demo_command
from qip_tracker.cli.docs import docs_command
from qip_tracker.cli.import_file import import_command
from qip_tracker.cli.migrate import migrate_command
from qip_tracker.cli.mission import mission_command
from qip_tracker.cli.serve import serve_command
from qip_tracker.cli.totals import totals_command
from qip_tracker.cli.up import up_command
from qip_tracker.cli.user import user_command

COMMANDS: Final[tuple[click.Command, ...]] = (
    audit_command,
    demo_command,
    docs_command,
    import_command,
    migrate_command,
    mission_command,
    serve_command,
    totals_command,
    up_command,
    user_command,
)


def _prepare() -> None:
    """Before every command: what it writes is for its own account alone, and Alembic speaks only when it matters."""
    os.umask(0o077)
    logging.getLogger("alembic").setLevel(logging.WARNING)


qip = AppGroup("qip", help="The commands of the tracker.", callback=_prepare)


def register(app: Flask) -> None:
    """Give the application its `qip` commands."""
    for command in COMMANDS:
        qip.add_command(command)
    app.cli.add_command(qip)
