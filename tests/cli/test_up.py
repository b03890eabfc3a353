"""`qip up` and `qip serve` as real processes on a real file: what a member answers leaves the log of the database."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from qip_tracker.cli.prefork import can_fork
from qip_tracker.cli.serve import listen
from qip_tracker.domain.community.disclosure import DIMENSIONS
from tests.cli.processes import PATIENCE, WireClient, wait_until

ROOT = Path(__file__).resolve().parents[2]
STARTS = ("up", "up", "serve")
MEMBERS = 12
FACILITATOR = re.compile(r"^  Panel facilitator +(\S+) +(.+)$", re.MULTILINE)
CARD = re.compile(r"panel (\d+), number (\d+) +(\d+)$", re.MULTILINE)
NEW_SECRET = re.compile(r'<dd class="whole"><bdi dir="ltr">([\d ]+)</bdi>')

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork")


class Installation:
    """A folder with a database and the server that works on it."""

    def __init__(self, folder: Path) -> None:
        self.database, self.printed, self.copies = (
            folder / "db" / "qip.sqlite",
            folder / "printed",
            folder / "copies",
        )
        with listen("127.0.0.1", 0) as free:
            self.port: int = free.getsockname()[1]
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("QIP_")},
            "DATABASE_URL": f"sqlite:///{self.database}",
            "QIP_DATA_DIRECTORY": str(folder / "files"),
            "QIP_SECRET_KEY": "a key for tests only, of more than thirty-two letters",
            "PYTHONUNBUFFERED": "1",
        }

    @contextmanager
    def served_by(self, command: str) -> Iterator[str]:
        """Start it as `make run` does, wait until it answers, and stop it; what it printed until then."""
        with self.printed.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "wsgi", "qip", command, "--port", str(self.port)],
                cwd=ROOT, env=self.environment, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            wait_until(lambda: process.poll() is not None or "answers on" in self.printed.read_text())
            assert process.poll() is None, self.printed.read_text()
            yield self.printed.read_text()
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0

    def stored(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of a copy of the files, so that looking touches no lock of the server."""
        shutil.rmtree(self.copies, ignore_errors=True)
        shutil.copytree(self.database.parent, self.copies)
        with closing(sqlite3.connect(self.copies / self.database.name)) as connection:
            return connection.execute(statement, values).fetchall()

    def copies_on_disk(self, found: str) -> dict[str, int]:
        """How often the bytes of `found` lie in each file of the database's folder that holds them."""
        counts = {
            file.name: file.read_bytes().count(found.encode()) for file in self.database.parent.iterdir()
        }
        return {name: count for name, count in counts.items() if count}

    def give_secrets(self, panel: str, facilitator: tuple[str, str], numbers: list[int]) -> dict[int, str]:
        """A new secret for each of these cards, as the facilitator's page gives it."""
        [(project_id, panel_id)] = self.stored(
            "SELECT project_id, id FROM panel JOIN project_panel ON panel_id = id WHERE code = ?", panel
        )
        page = f"/projects/{project_id}/community/panels/{panel_id}"
        browser = WireClient(self.port)
        browser.submit("/sign-in", {"name": facilitator[0], "passphrase": facilitator[1]})
        found = {}
        for number in numbers:
            _, shown = browser.submit(f"{page}/cards/{number}/reissue", {}, page=page)
            [found[number]] = NEW_SECRET.findall(shown)
        return found


def cast(port: int, panel: str, number: int, secret: str) -> None:
    """Answer as a member of the panel, from a telephone of one's own."""
    phone = WireClient(port)
    led_to, _ = phone.submit("/b", {"panel": panel, "number": str(number), "secret": secret})
    assert led_to == "/b/ballot"
    answers = {dimension: str(1 + number % 5) for dimension in DIMENSIONS}
    comment = f"words of number {number}."
    led_to, _ = phone.submit("/b/ballot", {**answers, "comment": comment})
    assert led_to == "/b/sent"


def test_no_ballot_stays_in_the_log_however_it_is_served(tmp_path: Path, engine_name: str) -> None:
    """The first start loads the demonstration, the second only looks for it, `serve` does neither."""
    if engine_name != "sqlite":
        pytest.skip("only SQLite's log is wiped by the application")
    installation, secrets, came = Installation(tmp_path), dict[int, str](), 0
    panel = ""
    for start, command in enumerate(STARTS):
        with installation.served_by(command) as printed:
            if not secrets:
                cards = CARD.findall(printed)
                panel, secrets = cards[0][0], {int(number): secret for _panel, number, secret in cards}
                without = [number for number in range(1, MEMBERS + 1) if number not in secrets]
                secrets |= installation.give_secrets(panel, FACILITATOR.findall(printed)[0], without)
            for number in range(start + 1, MEMBERS + 1, len(STARTS)):
                cast(installation.port, panel, number, secrets[number])
                came += 1
                rows = installation.stored(
                    "SELECT key FROM ballot JOIN round ON round.id = round_id WHERE closed_at IS NULL"
                    " UNION ALL SELECT key FROM open_comment JOIN round ON round.id = round_id"
                    " WHERE closed_at IS NULL"
                )
                assert len(rows) == 2 * came
                for (key,) in rows:
                    wait_until(lambda key=key: installation.copies_on_disk(str(key)) == {"qip.sqlite": 1})
                said = f"words of number {number}."
                assert installation.copies_on_disk(said) == {"qip.sqlite": 1}, (command, number)
    assert came == MEMBERS
