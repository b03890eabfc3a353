"""The health page says ok and nothing else, to anybody; 503 when the database is away."""

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from qip_tracker.app import create_app
from qip_tracker.settings import Settings
from tests.factories.world import World
from tests.statements import statements_of


def test_anybody_is_told_ok_and_nothing_more(app: Flask, client: FlaskClient, world: World) -> None:
    with statements_of(app) as seen:
        answer = client.get("/health")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "ok\n")
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(seen) == 1


def test_a_database_that_is_away_is_503(settings: Settings) -> None:
    nowhere = (
        "sqlite:////nowhere/at/all.db"
        if settings.database_url.startswith("sqlite")
        else "postgresql+psycopg://nobody@127.0.0.1:9/nothing?connect_timeout=2"
    )
    answer = create_app(replace(settings, database_url=nowhere)).test_client().get("/health")
    assert (answer.status_code, answer.get_data(as_text=True)) == (503, "unavailable\n")
    assert answer.headers["Retry-After"] == "10"


def test_a_database_without_our_tables_is_503(settings: Settings) -> None:
    empty = replace(settings, database_url="sqlite://")
    assert create_app(empty).test_client().get("/health").status_code == 503
