"""The application behind a real server, and people who sit down at a browser of their own in front of it."""

import io
import threading
from collections.abc import Callable, Iterator, Mapping

import pytest
from flask import Flask
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from werkzeug.serving import make_server

from qip_tracker.adapters import passwords
from qip_tracker.models import Person
from tests.factories.world import PASSPHRASE, World


class Visitor:
    """Somebody at a browser: goes to pages, fills in fields by their names, presses what has words on it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        # Every page of ours that was shown, in order.
        self.seen: list[str] = []
        page.on("response", self._note)

    def _note(self, response: object) -> None:
        request = response.request  # type: ignore[attr-defined]
        if request.is_navigation_request() and response.status == 200:  # type: ignore[attr-defined]
            self.seen.append(request.url.removeprefix(self.base))

    def go(self, path: str) -> None:
        """Open an address of the application."""
        answer = self.page.goto(self.base + path)
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"

    def fill(self, answers: Mapping[str, str]) -> None:
        """Type or choose what stands under each field's name, whatever its kind."""
        for name, value in answers.items():
            field = self.page.locator(f'[name="{name}"]')
            kind = field.first.evaluate("element => element.type", timeout=5_000)
            if kind in ("radio", "checkbox"):
                self.page.locator(f'[name="{name}"][value="{value}"]').check(timeout=5_000)
            elif kind == "select-one":
                field.select_option(value, timeout=5_000)
            else:
                field.fill(value, timeout=5_000)

    def press(self, words: str, role: str = "button") -> None:
        """Press the one button (or link) with these words; nothing may be refused."""
        wanted = self.page.get_by_role(role, name=words, exact=True)  # type: ignore[arg-type]
        assert wanted.count() == 1, (
            f"{words!r} is there {wanted.count()} times on {self.page.url}:\n{self.text}"
        )
        with self.page.expect_navigation(timeout=10_000):
            wanted.click(timeout=5_000)
        refused = self.page.locator("#error-summary")
        assert refused.count() == 0, f"{words!r} was refused: {refused.inner_text()}"

    @property
    def path(self) -> str:
        """The address without the server."""
        return self.page.url.removeprefix(self.base)

    @property
    def text(self) -> str:
        """All that can be read on the page."""
        return self.page.locator("main").inner_text()


def a_photo() -> bytes:
    """A small picture of a pump, more or less."""
    picture = Image.new("RGB", (640, 480), "tan")
    ImageDraw.Draw(picture).rectangle((280, 120, 340, 400), fill="navy")
    stored = io.BytesIO()
    picture.save(stored, "JPEG")
    return stored.getvalue()


Sit = Callable[..., Visitor]


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """One for each journey: a thread of its server may still be answering when the next test begins."""
    return own_app


@pytest.fixture
def address(app: Flask, world: World) -> Iterator[str]:
    """Where the application of this test is served; everybody in its world has a passphrase."""
    _give_passphrases(world)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _give_passphrases(world: World) -> None:
    hashed = passwords.hash_secret(PASSPHRASE)

    def set_hashes(work):  # type: ignore[no-untyped-def]
        for person in work.session.scalars(select(Person).where(Person.id.in_(world.people.values()))):
            person.passphrase_hash = hashed
            work.record("person.changed_passphrase", person)

    world.do("system", set_hashes)


@pytest.fixture
def sit_down(chromium: Browser, address: str) -> Iterator[Sit]:
    """`sit_down()`: a new browser of its own, with nobody signed in; `width=360` for a telephone."""
    contexts = []

    def sit(*, width: int = 1280, scripts: bool = True) -> Visitor:
        size = {"width": width, "height": 800}
        context = chromium.new_context(viewport=size, java_script_enabled=scripts, locale="en-GB")  # type: ignore[arg-type]
        contexts.append(context)
        return Visitor(context.new_page(), address)

    yield sit
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(sit_down: Sit) -> Sit:
    """`sign_in("programme_officer")`: that person, signed in through the page; the same browser when asked again."""
    signed_in: dict[str, Visitor] = {}

    def person(name: str, *, scripts: bool = True) -> Visitor:
        if name not in signed_in:
            somebody = sit_down(scripts=scripts)
            somebody.go("/sign-in")
            somebody.fill({"name": name, "passphrase": PASSPHRASE})
            somebody.press("Sign in")
            signed_in[name] = somebody
        return signed_in[name]

    return person
