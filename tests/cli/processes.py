"""What tests of real processes share: waiting with an end, and a browser that talks to one over its socket."""

import threading
import time
from collections.abc import Callable, Mapping
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from tests.page_client import hidden_inputs

PATIENCE = 120.0


def wait_until(holds: Callable[[], bool]) -> None:
    """Ask again and again until it holds, at most PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        pause.wait(0.02)


class WireClient:
    """A browser without JavaScript on a server of its own process; it keeps cookies and follows redirects."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        # What a browser that speaks no language in particular sends.
        self.opener.addheaders = [("Accept-Language", "en")]

    def get(self, path: str) -> str:
        """The page."""
        return self._ask(path, None)[1]

    def submit(self, path: str, fields: Mapping[str, str], *, page: str | None = None) -> tuple[str, str]:
        """Open `page` (or the path itself), send its hidden inputs and the fields; where that led, and the page."""
        return self._ask(path, {**hidden_inputs(self.get(page or path)), **fields})

    def _ask(self, path: str, fields: Mapping[str, str] | None) -> tuple[str, str]:
        sent = urlencode(fields).encode() if fields is not None else None
        answer: HTTPResponse
        with self.opener.open(self.base + path, sent, timeout=PATIENCE) as answer:
            return answer.geturl().removeprefix(self.base), answer.read().decode()
