"""The pre-forked server: real processes over a real socket, every wait bounded."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qip_tracker.cli.prefork import can_fork
from qip_tracker.cli.serve import listen, server_options
from qip_tracker.settings import Settings
from tests.cli.processes import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork")

# A site of three pages: who answered, one that waits until the test lets it go, and one that dies.
SITE = textwrap.dedent(
    """
    import logging, os, sys
    from pathlib import Path
    from qip_tracker.cli.serve import listen, serve_socket
    from qip_tracker.settings import Settings

    logging.basicConfig()
    begun, gate = os.open(sys.argv[1], os.O_RDWR), os.open(sys.argv[2], os.O_RDWR)

    def site(environ, start_response):
        if environ["PATH_INFO"] == "/slow":
            os.write(begun, b"b")
            os.read(gate, 1)
        if environ["PATH_INFO"] == "/die":
            os._exit(9)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [str(os.getpid()).encode()]

    def started():
        if sys.argv[3] == "stillborn":
            raise RuntimeError("no database")

    settings = Settings(
        environment="test", secret_key="k", database_url="sqlite:///x", data_directory=Path("x"), threads=2
    )
    listener = listen("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)
    sys.exit(serve_socket(site, listener, settings, 2, started))
    """
)


class Site:
    """One running server process with its address and the two pipes of the slow page."""

    def __init__(self, folder: Path, kind: str = "alive") -> None:
        self.begun, self.gate = folder / "begun", folder / "gate"
        for pipe in (self.begun, self.gate):
            os.mkfifo(pipe)
        self.process = subprocess.Popen(
            [sys.executable, "-c", SITE, str(self.begun), str(self.gate), kind],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def get(self, path: str = "/") -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def workers(self) -> set[str]:
        """The processes that answer: asks until two have."""
        seen: set[str] = set()

        def two_answered() -> bool:
            seen.add(self.get())
            return len(seen) == 2

        wait_until(two_answered)
        return seen

    def end(self) -> None:
        """Kill the parent; workers end by themselves when it is gone, and none may outlive its test."""
        self.process.kill()
        self.process.communicate(timeout=PATIENCE)
        wait_until(self.is_gone)

    def is_gone(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) != 0


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    running = Site(tmp_path)
    yield running
    running.end()


def test_two_processes_answer_and_sigterm_stops_them_cleanly(site: Site) -> None:
    assert len(site.workers()) == 2
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(PATIENCE) == 0
    assert site.is_gone()


def test_ctrl_c_stops_it_too(site: Site) -> None:
    site.get()
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(PATIENCE) == 0


def test_a_process_that_dies_is_replaced(site: Site) -> None:
    before = site.workers()
    with pytest.raises((http.client.HTTPException, OSError)):
        site.get("/die")
    seen: set[str] = set()

    def both_answer_again() -> bool:
        seen.add(site.get())
        return len(seen - before) == 1 and len(seen & before) == 1

    wait_until(both_answer_again)


def test_a_request_that_was_begun_is_finished_before_the_stop(site: Site) -> None:
    answers: list[str] = []
    request = threading.Thread(target=lambda: answers.append(site.get("/slow")))
    request.start()
    with site.begun.open("rb") as begun:
        assert begun.read(1) == b"b"
    site.process.send_signal(signal.SIGTERM)
    # New connections are refused while the old request still runs: only then is it let go.
    wait_until(site.is_gone)
    assert site.process.poll() is None
    with site.gate.open("wb") as gate:
        gate.write(b"g")
    request.join(PATIENCE)
    assert answers and answers[0].isdigit()
    assert site.process.wait(PATIENCE) == 0


def test_workers_end_when_their_parent_is_killed(site: Site) -> None:
    site.workers()
    site.process.kill()
    wait_until(site.is_gone)


def test_processes_that_die_at_birth_end_the_server_with_words(tmp_path: Path) -> None:
    stillborn = Site(tmp_path, "stillborn")
    _, words = stillborn.process.communicate(timeout=PATIENCE)
    assert stillborn.process.returncode == 1
    assert "no database" in words
    assert "giving up" in words


def test_a_port_in_use_is_told_with_another_to_take() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"Port {port} is in use") as caught:
            listen("127.0.0.1", port)
    assert "make run PORT=" in caught.value.format_message()


@pytest.mark.parametrize("proxy", [None, "127.0.0.1"])
def test_forwarding_headers_count_only_from_the_named_proxy(proxy: str | None) -> None:
    settings = Settings(
        environment="test",
        secret_key="k",
        database_url="sqlite:///x",
        data_directory=ROOT,
        trusted_proxy=proxy,
    )
    options = server_options(settings)
    assert options.get("trusted_proxy") == proxy
    assert ("trusted_proxy_headers" in options) is (proxy is not None)
