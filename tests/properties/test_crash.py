"""The server is killed in the middle of saving: every 303 a client has seen is there afterwards, exactly once.

The real server, `qip serve`, in its own processes over a real socket; kill -9 proves the commit, not the disk's fsync.
"""

import http.client
import os
import signal
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, text

from qip_tracker.adapters import clock, passwords
from qip_tracker.app import create_app
from qip_tracker.cli.prefork import can_fork
from qip_tracker.extensions import db
from qip_tracker.services.kernel.audit import verify
from qip_tracker.settings import Settings
from tests.factories.world import PASSPHRASE, World
from tests.page_client import hidden_inputs

ROOT = Path(__file__).resolve().parents[2]
ROUNDS, WRITERS, BEFORE_THE_KILL, PATIENCE = 3, 6, 15, 30.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork")


class Server:
    """`qip serve` on a free port."""

    def __init__(self, settings: Settings) -> None:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("QIP_")}
        environ |= {
            "QIP_SECRET_KEY": settings.secret_key,
            "DATABASE_URL": settings.database_url,
            "QIP_DATA_DIRECTORY": str(settings.data_directory),
            "QIP_LOG_LEVEL": "ERROR",
        }
        self.port = _free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "qip", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        assert "answers on" in self.process.stdout.readline()

    def kill(self) -> None:
        """Parent and workers at once, as a power cut takes them."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate(timeout=PATIENCE)


def _free_port() -> int:
    from qip_tracker.cli.serve import listen

    with listen("127.0.0.1", 0) as listener:
        port: int = listener.getsockname()[1]
        return port


class Writer(threading.Thread):
    """Signs in and adds partners until the line breaks; `seen` are the names whose 303 arrived, `sent` all names."""

    def __init__(self, port: int, enough: threading.Semaphore) -> None:
        super().__init__()
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.enough, self.cookie = enough, ""
        self.sent: list[str] = []
        self.seen: list[str] = []
        self.strange: list[object] = []

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        head = {**FORM, **({"Cookie": self.cookie} if self.cookie else {})}
        self.line.request(method, path, urlencode(fields) if fields else None, head)
        answer = self.line.getresponse()
        page = answer.read().decode()
        given = answer.getheader("Set-Cookie")
        if given:
            self.cookie = given.partition(";")[0]
        return answer.status, page

    def sign_in(self) -> None:
        hidden = hidden_inputs(self.ask("GET", "/sign-in")[1])
        status, _page = self.ask(
            "POST", "/sign-in", {**hidden, "name": "programme_officer", "passphrase": PASSPHRASE}
        )
        assert status == 303

    def run(self) -> None:
        try:
            while True:
                hidden = hidden_inputs(self.ask("GET", "/partners/new")[1])
                name = f"Partner {uuid.uuid4().hex}"
                self.sent.append(name)
                status, _page = self.ask("POST", "/partners/new", {**hidden, "name": name, "type": "cbo"})
                if status != 303:
                    self.strange.append(status)
                    return
                self.seen.append(name)
                self.enough.release()
        except (OSError, http.client.HTTPException):
            return
        finally:
            self.line.close()


def _prepared(settings: Settings) -> None:
    app = create_app(settings)
    world = World(app, clock.now())

    def passphrase(work):  # type: ignore[no-untyped-def]
        person = world.person(work.session, "programme_officer")
        person.passphrase_hash = passwords.hash_secret(PASSPHRASE)
        work.record("person.changed_passphrase", person)

    world.do("system", passphrase)
    _let_go(app)


def _let_go(app) -> None:  # type: ignore[no-untyped-def]
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _stored(settings: Settings) -> list[str]:
    """Names in the table; the file and the chain are proved on the way."""
    app = create_app(settings)
    with app.app_context():
        session = db.session()
        names = list(session.scalars(text("SELECT name FROM partner WHERE name LIKE 'Partner %'")))
        verification = verify(session)
        assert verification.fault is None
        added = session.execute(
            text("SELECT count(*) FROM audit_event WHERE action = 'partner.added'")
        ).scalar_one()
        kept = session.execute(text("SELECT count(*) FROM form_token WHERE location IS NULL")).scalar_one()
    _let_go(app)
    assert added == len(names), "a partner without its line in the audit trail, or a line without its partner"
    assert kept == 0, "a form claimed and never answered"
    if settings.database_url.startswith("sqlite"):
        engine = create_engine(settings.database_url)
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        engine.dispose()
    return names


def _round(settings: Settings, stop: str) -> tuple[list[str], list[str]]:
    server = Server(settings)
    enough = threading.Semaphore(0)
    writers = [Writer(server.port, enough) for _ in range(WRITERS)]
    try:
        for writer in writers:
            writer.sign_in()
        for writer in writers:
            writer.start()
        for _answer in range(BEFORE_THE_KILL):
            assert enough.acquire(timeout=PATIENCE)
        if stop == "SIGTERM":
            server.process.send_signal(signal.SIGTERM)
            server.process.communicate(timeout=PATIENCE)
            assert server.process.returncode == 0
    finally:
        if server.process.poll() is None:
            server.kill()
        for writer in writers:
            if writer.ident:
                writer.join(PATIENCE)
    assert [writer.strange for writer in writers if writer.strange] == []
    return [n for w in writers for n in w.seen], [n for w in writers for n in w.sent]


@pytest.mark.parametrize(("stop", "rounds"), [("SIGKILL", ROUNDS), ("SIGTERM", 1)])
def test_every_confirmed_change_survives_exactly_once(settings: Settings, stop: str, rounds: int) -> None:
    _prepared(settings)
    seen: list[str] = []
    sent: list[str] = []
    for _turn in range(rounds):
        more_seen, more_sent = _round(settings, stop)
        seen += more_seen
        sent += more_sent
        names = _stored(settings)
        assert len(names) == len(set(names))
        assert set(seen) <= set(names) <= set(sent)
    unseen = len(names) - len(seen)
    print(
        f"{stop}: {rounds} rounds x {WRITERS} writers, {len(seen)} confirmed, 0 lost, 0 doubled; {unseen} stored unseen"
    )
    assert len(seen) >= rounds * BEFORE_THE_KILL
