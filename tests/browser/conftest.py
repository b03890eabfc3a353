"""The demonstration behind a real server, and a Chromium that reads its pages."""

import shutil
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import WSGIRequestHandler, make_server

from qip_tracker.app import create_app
from qip_tracker.cli.demo import load_demonstration
from qip_tracker.extensions import db
from qip_tracker.settings import Settings
from tests.browser.pages import Walk
from tests.browser.reading import Line, Reader


class Quiet(WSGIRequestHandler):
    """Keeps connections open as the production server does, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *words: object) -> None:
        pass


@pytest.fixture(scope="session")
def demonstration(
    engine_name: str, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The application with the demonstration, loaded once: what these tests do is refused at its commit."""
    if engine_name == "postgresql":
        pytest.skip("pages look the same on both engines: they are looked at on SQLite")
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copyfile(template.removeprefix("sqlite:///"), folder / "demonstration.db")
    app = create_app(
        Settings(
            # Not "test": a fault is the page everybody would see.
            environment="development",
            secret_key="a key for tests only, of more than thirty-two letters",
            database_url=f"sqlite:///{folder / 'demonstration.db'}",
            data_directory=folder / "data",
        )
    )
    with app.app_context():
        assert load_demonstration()
        db.session.remove()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def walk(demonstration: Flask) -> Walk:
    """The demonstration mission with everybody signed in."""
    found = Walk(demonstration)
    found.prepare()
    return found


@pytest.fixture
def reader(chromium: Browser, walk: Walk) -> Iterator[Reader]:
    """Somebody who opens pages of the walk in a browser."""
    line = Line(walk.app)
    server = make_server("127.0.0.1", 0, line, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    reading = Reader(chromium, walk, f"http://127.0.0.1:{server.server_port}", line)
    yield reading
    reading.close()
    server.shutdown()
    thread.join()
    server.server_close()
