"""The demonstration behind a real server, and a Chromium that reads its pages."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import WSGIRequestHandler, make_server

from qip_tracker.app import create_app
from qip_tracker.extensions import db
from tests.browser.pages import Walk
from tests.browser.reading import Line, Reader
from tests.databases import Databases, Stock


class Quiet(WSGIRequestHandler):
    """Keeps connections open as the production server does, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *words: object) -> None:
        pass


@pytest.fixture(scope="session")
def demonstration(
    demonstration_stock: Stock[None], databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An application with the demonstration, for all of these tests: what they do is refused at its commit."""
    folder = tmp_path_factory.mktemp("demonstration")
    stored = demonstration_stock.settings
    shutil.copytree(stored.data_directory, folder / "data")
    app = create_app(
        replace(
            stored,
            # Not "test": a fault is the page everybody would see.
            environment="development",
            database_url=databases.copy(stored.database_url, folder),
            data_directory=folder / "data",
        )
    )
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
