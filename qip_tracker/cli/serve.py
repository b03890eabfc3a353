"""`qip serve`: waitress in several forked processes over one socket.

waitress buffers slow phones in and out, so a dripping connection holds no thread; two processes of two threads beat one
of eight because SQLite and Python's lock make threads convoy (docs/decisions/0006-waitress-forked.md).
"""

import errno
import logging
import os
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from waitress import wasyncore
from waitress.server import create_server

from qip_tracker.cli.installation import current_settings, refuse_unless_at_head, release_database
from qip_tracker.cli.prefork import Supervisor, can_fork, on_stop
from qip_tracker.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FINISH_SECONDS: Final = 25
PHONE_SECONDS: Final = 120
BACKLOG: Final = 1024


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), help="Listen on this port instead of PORT.")
@with_appcontext
def serve_command(port: int | None) -> None:
    """Serve, if the database has the newest schema."""
    refuse_unless_at_head()
    settings = current_settings()
    raise SystemExit(serve(current_app._get_current_object(), settings, port or settings.port))  # type: ignore[attr-defined]


def serve(app: Flask, settings: Settings, port: int) -> int:
    """Serve until SIGTERM or SIGINT; the exit code. Database connections are not carried over a fork."""
    # waitress warns of every request that waits a moment for a thread; under load that is the ordinary state.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    release_database(close=True)
    with listen(settings.host, port) as listener:
        address = f"http://{settings.host}:{listener.getsockname()[1]}"
        count = settings.processes if can_fork() else 1
        click.echo(f"QIP Tracker answers on {address}  ({count} processes; Ctrl-C stops it)")
        return serve_socket(app, listener, settings, count, lambda: release_database(close=False))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address; words instead of a traceback when the port is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            problem = f"Port {port} is in use. Choose another: make run PORT={port % 65535 + 1}"
            raise click.ClickException(problem) from error
        raise click.ClickException(f"Cannot listen on {host} port {port}: {error.strerror}") from error


def serve_socket(
    app: "WSGIApplication",
    listener: socket.socket,
    settings: Settings,
    count: int,
    started: Callable[[], None],
) -> int:
    """Answer on `listener` from `count` processes, each calling `started` first; the exit code after the stop."""
    options = server_options(settings)
    if not can_fork():
        started()
        answer(app, listener, options, os.getppid())
        return 0
    parent = os.getpid()

    def work() -> None:
        started()
        answer(app, listener, options, parent)

    return Supervisor(count, work, before_stop=listener.close).run()


def server_options(settings: Settings) -> dict[str, Any]:
    """What waitress is told: limits for slow and large requests, and whose forwarding headers count (nobody's else)."""
    options: dict[str, Any] = {
        "threads": settings.threads,
        "ident": None,
        "channel_timeout": PHONE_SECONDS,
        "connection_limit": 1000,
        "asyncore_use_poll": True,
        # The application answers 413 with a page; twice its limit is where not even that page is worth the upload.
        "max_request_body_size": 2 * settings.max_request_bytes,
        "url_scheme": urlsplit(settings.external_url).scheme,
    }
    if settings.trusted_proxy:
        options["trusted_proxy"] = settings.trusted_proxy
        options["trusted_proxy_count"] = 1
        options["trusted_proxy_headers"] = {"x-forwarded-for", "x-forwarded-proto"}
    return options


def answer(app: "WSGIApplication", listener: socket.socket, options: dict[str, Any], parent: int) -> None:
    """Answer requests until asked to stop or until the parent is gone, then finish what was begun."""
    stop_asked = False

    def stop() -> None:
        nonlocal stop_asked
        stop_asked = True
        server.pull_trigger()

    channels: dict[int, Any] = {}
    server = create_server(app, map=channels, sockets=[listener], **options)
    on_stop(stop)
    while not stop_asked and os.getppid() == parent:
        wasyncore.loop(timeout=1, use_poll=True, map=channels, count=1)
    finish(server, channels)


def finish(server: Any, channels: dict[int, Any]) -> None:
    """Take no new connection, finish every request already begun, at most FINISH_SECONDS, and close."""
    deadline = time.monotonic() + FINISH_SECONDS
    # Two passes first, so that a request already in the buffers of the machine counts as begun.
    wasyncore.loop(timeout=0, use_poll=True, map=channels, count=2)
    # Only the listening socket: the server's own `close` would take away the trigger its threads still pull.
    wasyncore.dispatcher.close(server)
    while time.monotonic() < deadline and any(_begun(channel) for channel in server.active_channels.values()):
        wasyncore.loop(timeout=0.1, use_poll=True, map=channels, count=1)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(channels)


def _begun(channel: Any) -> bool:
    return bool(channel.requests or channel.request is not None or channel.total_outbufs_len)
