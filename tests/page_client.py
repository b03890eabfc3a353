"""A browser without JavaScript for tests: it reads a page's hidden inputs before it sends the page's form."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from qip_tracker.adapters import clock
from qip_tracker.extensions import unit_of_work
from qip_tracker.queries.people.sessions import actor_of_person
from qip_tracker.services.people import accounts
from qip_tracker.weblib.request.session_user import hash_of, new_token

_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def hidden_inputs(html: str) -> dict[str, str]:
    """Name and value of each hidden input; the first of a name wins."""
    found: dict[str, str] = {}
    for tag in _HIDDEN.findall(html):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if "name" in attributes:
            found.setdefault(attributes["name"], unescape(attributes.get("value", "")))
    return found


class PageClient(FlaskClient):
    """Adds `submit`: open a page, keep its hidden inputs, send its form."""

    def submit(
        self, url: str, fields: dict[str, Any], *, page: str | None = None, **kwargs: Any
    ) -> TestResponse:
        """GET `page` (or the url itself), then POST to `url` with its hidden inputs and the fields."""
        shown = self.get(page or url)
        assert shown.status_code == 200, f"{page or url} answered {shown.status_code}"
        hidden = hidden_inputs(shown.get_data(as_text=True))
        return self.post(url, data={**hidden, **fields}, **kwargs)

    def tokens(self, page: str = "/language/en") -> dict[str, str]:
        """The CSRF and form token of some page."""
        shown = self.get(page if page != "/language/en" else "/")
        hidden = hidden_inputs(shown.get_data(as_text=True))
        return {name: hidden[name] for name in ("csrf_token", "form_token") if name in hidden}

    def press(self, url: str, fields: dict[str, Any] | None = None, *, page: str = "/") -> TestResponse:
        """Send a one-button form of a page."""
        return self.post(url, data={**self.tokens(page), **(fields or {})})

    def sign_in_as(self, world: Any, role: str) -> None:
        """Open a session for the world's person in this role, as the sign-in page would, without hashing."""
        token = new_token()
        app = self.application
        with app.app_context(), unit_of_work(world.actor(role), clock.now()) as work:
            person = world.person(work.session, role)
            work.actor = actor_of_person(work.session, person)
            accounts.open_session(work, person, hash_of(token))
        with self.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
            cookie.permanent = True
