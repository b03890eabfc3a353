"""The application that tests share: each test finds it as new, on its own database."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from qip_tracker.extensions import db
from qip_tracker.models import Mission
from qip_tracker.settings import Settings
from tests.conftest import NOW
from tests.databases import Databases
from tests.factories.world import World
from tests.one_app import bound, one_app


@pytest.fixture
def shared(settings: Settings) -> Iterator[Flask]:
    """An application as a worker shares it, for these tests alone."""
    made = one_app(settings)
    yield made
    with made.app_context():
        db.engine.dispose()


def missions(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Mission)) or 0


def test_each_database_has_its_own_rows(
    shared: Flask, settings: Settings, databases: Databases, template: str, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    elsewhere = replace(settings, database_url=databases.copy(template, folder), data_directory=folder)
    with bound(shared, settings) as app:
        World(app, NOW)
        assert missions(app) == 1
    with bound(shared, elsewhere) as app:
        assert missions(app) == 0
        assert app.extensions["qip_settings"].data_directory == folder
    with bound(shared, settings) as app:
        assert missions(app) == 1
    databases.drop(elsewhere.database_url)


def test_settings_are_put_back_and_other_changes_are_refused(shared: Flask, settings: Settings) -> None:
    with bound(shared, settings) as app:
        app.testing = False
        app.config["PROPAGATE_EXCEPTIONS"] = False
    assert shared.testing
    assert shared.config["PROPAGATE_EXCEPTIONS"] is None
    with pytest.raises(AssertionError, match=r"\['views'\].*own_app"), bound(shared, settings) as app:
        app.view_functions["home.index"] = lambda: "something else"


def test_another_secret_or_host_needs_an_application_of_its_own(shared: Flask, settings: Settings) -> None:
    other = replace(settings, secret_key="another key for tests, of more than thirty-two letters")
    with pytest.raises(AssertionError, match="own_app"), bound(shared, other):
        pass
