"""What every test may ask for: the application on a database of its own, a mission, a browser."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from qip_tracker.app import create_app
from qip_tracker.cli.demo import load_demonstration
from qip_tracker.extensions import db
from qip_tracker.i18n import set_language
from qip_tracker.settings import Settings
from tests.databases import (
    Databases,
    PostgresqlServer,
    SqliteFiles,
    Stock,
    Stocks,
    a_server,
    migrate,
    settings_of,
)
from tests.effort import Effort, of
from tests.engines import COLLECTED, ENGINES, connections, engines_of, uses_database
from tests.factories.full import FullHouse, a_full_house
from tests.factories.world import World
from tests.one_app import bound, one_app
from tests.page_client import PageClient

pytest_plugins = ["tests.chromium"]
NOW = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)


EFFORT = pytest.StashKey[Effort]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=ENGINES, default=ENGINES[0], help="The database the suite runs on.")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[EFFORT] = Effort()


def pytest_report_header(config: pytest.Config) -> str:
    return f"database engine: {config.getoption('--engine')} (tests/engines.py: what runs on SQLite alone)"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what does not run on this engine."""
    config.stash[COLLECTED] = list(items)
    engine = config.getoption("--engine")
    config.hook.pytest_deselected(items=[item for item in items if engine not in engines_of(item)])
    items[:] = [item for item in items if engine in engines_of(item)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A test that runs on one engine for want of a database must not have one."""
    before = len(connections)
    result = yield
    assert uses_database(item) or len(connections) == before, "connects to a database without `engine_name`"
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A worker has ended."""
    for kind, seconds in getattr(node, "workeroutput", {}).get("effort", {}).items():
        node.config.stash[EFFORT][kind] += seconds


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Say what was used: a worker to the one who started it, that one in a file beside the results."""
    config = session.config
    effort = config.stash[EFFORT]
    if not config.pluginmanager.hasplugin("dsession"):
        effort.finish()
    if hasattr(config, "workeroutput"):
        config.workeroutput["effort"] = dict(effort)
    elif config.getoption("xmlpath"):
        Path(config.getoption("xmlpath")).with_suffix(".json").write_text(
            json.dumps(effort), encoding="utf-8"
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    terminalreporter.write_line(config.stash[EFFORT].words())


@pytest.fixture(scope="session")
def effort(request: pytest.FixtureRequest) -> Effort:
    """Where processor time is counted."""
    return request.config.stash[EFFORT]


@pytest.fixture(scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    """sqlite or postgresql."""
    name: str = request.config.getoption("--engine")
    return name


@pytest.fixture(scope="session")
def databases(engine_name: str, effort: Effort) -> Iterator[Databases]:
    """Where the databases of this worker are made: as files, or on a server."""
    if engine_name == "sqlite":
        yield SqliteFiles()
        return
    with a_server() as (address, process):
        server = PostgresqlServer(address)
        yield server
        server.close()
        if process is not None:
            effort["postgresql"] += of(process)


@pytest.fixture(scope="session")
def template(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database migrated to head, never used by a test itself."""
    folder = tmp_path_factory.mktemp("template")
    address = databases.copy(None, folder)
    migrate(settings_of(address, folder))
    yield address
    databases.drop(address)


@pytest.fixture(scope="session")
def worker_app(template: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application of this worker, to be bound to the database of each test in turn."""
    return one_app(settings_of(template, tmp_path_factory.mktemp("nothing")))


@pytest.fixture(scope="session")
def stocks(
    databases: Databases, template: str, worker_app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stocks]:
    """Installations that this worker has prepared, to be copied."""
    prepared = Stocks(databases, template, worker_app, lambda: tmp_path_factory.mktemp("stock"))
    yield prepared
    prepared.drop()


def a_world(app: Flask) -> World:
    """A mission with one person in every role, made through the services."""
    return World(app, NOW)


def a_demonstration(app: Flask) -> None:
    """The demonstration mission, as `qip demo` loads it."""
    with app.app_context():
        assert load_demonstration() is True


@pytest.fixture(scope="session")
def world_stock(stocks: Stocks) -> Stock[World]:
    """An installation with the world in it."""
    return stocks.prepare(a_world)


@pytest.fixture(scope="session")
def house_stock(stocks: Stocks) -> Stock[tuple[World, FullHouse]]:
    """An installation with the world and the full house in it."""

    def make(app: Flask) -> tuple[World, FullHouse]:
        world = a_world(app)
        return world, a_full_house(world)

    return stocks.prepare(make)


@pytest.fixture(scope="session")
def demonstration_stock(stocks: Stocks) -> Stock[None]:
    """An installation with the demonstration in it."""
    return stocks.prepare(a_demonstration)


@pytest.fixture
def prepared(request: pytest.FixtureRequest, template: str, tmp_path: Path) -> Settings:
    """The prepared installation that the test's own begins as: the fullest that it asks for, else an empty one."""
    stocks = [name for name in request.fixturenames if name.endswith("_stock")]
    fullest = [name for name in stocks if name != "world_stock"] or stocks
    assert len(fullest) <= 1, f"one installation cannot begin as several: {fullest}"
    if fullest:
        stock: Stock[object] = request.getfixturevalue(fullest[0])
        return stock.settings
    return settings_of(template, tmp_path / "none")


@pytest.fixture
def database_url(databases: Databases, prepared: Settings, tmp_path: Path) -> Iterator[str]:
    """A fresh copy of what is prepared."""
    address = databases.copy(prepared.database_url, tmp_path)
    yield address
    databases.drop(address)


@pytest.fixture
def settings(database_url: str, prepared: Settings, tmp_path: Path) -> Settings:
    """Settings of a test installation."""
    if prepared.data_directory.exists():
        shutil.copytree(prepared.data_directory, tmp_path / "data")
    return settings_of(database_url, tmp_path / "data")


@pytest.fixture
def app(worker_app: Flask, settings: Settings) -> Iterator[Flask]:
    """The whole application on its own database, CSRF on."""
    with bound(worker_app, settings) as app:
        yield app


@pytest.fixture
def own_app(settings: Settings) -> Iterator[Flask]:
    """An application made for this test alone, which may do with it as it likes."""
    made = create_app(settings)
    yield made
    set_language("en")
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(app: Flask, world_stock: Stock[World]) -> World:
    """A mission with one person in every role."""
    return world_stock.held.seen_by(app)


@pytest.fixture
def full_house(world: World, house_stock: Stock[tuple[World, FullHouse]]) -> FullHouse:
    """Everything there is, in the mission of `world` and in a second one (tests/factories/full.py)."""
    return house_stock.held[1].seen_by(world)


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
