"""What every page gets: the frame around it, and the words, numbers and addresses templates may use."""

import hashlib
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, get_flashed_messages, render_template, request, session, url_for
from flask.templating import Environment
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.wrappers import Response

from qip_tracker.access import Actor, Subject, can
from qip_tracker.access.permissions import AREAS
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.money.tranches import TrancheState
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.extensions import db
from qip_tracker.i18n import (
    LANGUAGES,
    best_language,
    comma,
    current_language,
    direction,
    formats,
    gettext,
    listed,
    ngettext,
    own_name,
    pgettext,
    set_language,
)
from qip_tracker.i18n.labels import label
from qip_tracker.queries.programme.missions import mission_name
from qip_tracker.weblib.forms.base import TOKEN_FIELD, BaseForm
from qip_tracker.weblib.forms.edit_conflicts import typed_rows
from qip_tracker.weblib.forms.submit import form_token
from qip_tracker.weblib.guard import current_subject
from qip_tracker.weblib.pages.menus import Entry, Menu, navigation_menu
from qip_tracker.weblib.request.session_user import current_actor


@dataclass
class Page:
    """The frame of a page; filled lazily, because an error page may ask for little of it.

    Menus stand on a page twice, for phones and for desks, so what they show is worked out once.
    """

    actor: Actor
    breadcrumbs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def language(self) -> str:
        return current_language()

    @cached_property
    def direction(self) -> str:
        return direction()

    @cached_property
    def languages(self) -> list[tuple[str, str, str]]:
        # Only a page that was read can be shown again; the answer to a sent form cannot.
        here = request.full_path.rstrip("?") if request.method == "GET" else None
        asked = "?" + urlencode({"next": here}) if here else ""
        return [
            (code, own_name(code), f"{address_of('accounts.language', code=code)}{asked}")
            for code in LANGUAGES
        ]

    @cached_property
    def navigation(self) -> list[tuple[str, str, bool]]:
        if self.actor.kind != "staff":
            return []
        offered = ((entry, address_of(entry.endpoint)) for entry in _offered(self.actor, navigation_menu()))
        return [(str(entry.words), address, _is_under(address)) for entry, address in offered]

    @cached_property
    def mission_name(self) -> str:
        if self.actor.mission_id is None:
            return gettext("Quick impact projects")
        return self.actor.mission_name or mission_name(db.session(), self.actor.mission_id)

    @property
    def sign_out_url(self) -> str:
        return address_of("accounts.sign_out")

    @property
    def account_url(self) -> str:
        return address_of("accounts.own")

    @property
    def home_url(self) -> str:
        return address_of("home.index" if self.actor.kind == "staff" else "accounts.sign_in")

    @cached_property
    def search_url(self) -> str | None:
        subject = Subject("mission", self.actor.mission_id, self.actor.mission_id)
        is_allowed = can(self.actor, PortfolioPermission.PROJECT_LIST, subject)
        return address_of("project_list.index") if is_allowed else None

    @property
    def flashes(self) -> list[tuple[str, str]]:
        return get_flashed_messages(with_categories=True)  # type: ignore[return-value]


@lru_cache(maxsize=1024)
def _offered(actor: Actor, menu: Menu) -> list[Entry]:
    """What the navigation offers to somebody; an actor with another right is another actor."""
    subject = Subject("mission", actor.mission_id, actor.mission_id)
    return [entry for entry, permission in menu if can(actor, permission, subject)]


def _is_under(address: str) -> bool:
    """Whether the page asked for is the one at an address or lies below it; nothing lies below the first page."""
    here = request.script_root + request.path
    return here == address or (address != request.script_root + "/" and here.startswith(address + "/"))


class PageEnvironment(Environment):
    """Templates that share one dictionary of words and functions instead of a chain of maps for each of them.

    Jinja walks that chain in Python for every template a page imports: a tenth of the time of a list. No template of
    ours is loaded with names of its own, so nothing is lost.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


def address_of(endpoint: str, **values: Any) -> str:
    """The address of a page that has always the same one, worked out once under each prefix: every page names ten."""
    addresses: dict[tuple[object, ...], str] = current_app.extensions["qip_addresses"]
    key = (request.script_root, endpoint, *values.items())
    if key not in addresses:
        addresses[key] = url_for(endpoint, **values)
    return addresses[key]


@lru_cache(maxsize=64)
def _fingerprint(path: str) -> str:
    return hashlib.sha256((Path(current_app.static_folder or "") / path).read_bytes()).hexdigest()[:10]


def static(path: str) -> str:
    """The address of a file of ours, changed whenever its content does."""
    return address_of("static", filename=path, v=_fingerprint(path))


@lru_cache(maxsize=1024)
def _state_tag(environment: Environment, kind: str, word: str) -> Markup:
    tag: Markup = environment.get_template("_components/state_tag.html").module.state_tag(kind, word)  # type: ignore[attr-defined]
    return tag


def state_tag(kind: str, word: str) -> Markup:
    """A state as shape, colour and word, for rows made in Python: a list shows the same few tags in every row."""
    return _state_tag(current_app.jinja_env, kind, word)


def csrf_field() -> Markup:
    """The two hidden inputs of every form: against forgery, and against being counted twice."""
    if "csrf_field" not in g:
        g.csrf_field = Markup(
            '<input type="hidden" name="csrf_token" value="{}"><input type="hidden" name="{}" value="{}">'
        ).format(generate_csrf(), TOKEN_FIELD, form_token())
    field: Markup = g.csrf_field
    return field


def local_datetime(moment: datetime | None) -> str:
    """A timestamp in the reader's time zone."""
    return formats.datetime(moment, current_actor().time_zone)


def allowed(permission: Permission, subject: Subject | None = None) -> bool:
    """Whether the reader may do something to the subject of this page (or another one): for buttons only."""
    return can(current_actor(), permission, subject or current_subject())


def page(template: str, *, status: int | None = None, breadcrumbs: Any = (), **context: Any) -> Response:
    """Render a page; a form that came back with errors makes it a 422."""
    form = context.get("form")
    if status is None:
        refused = request.method == "POST" and isinstance(form, BaseForm) and form.has_errors
        status = 422 if refused else 200
    g.page = Page(current_actor(), list(breadcrumbs))
    return Response(render_template(template, **context), status, mimetype="text/html")


def local_path(target: str | None) -> str | None:
    """A path of this site to go back to, or None: never another host, never a scheme."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return None
    return None if any(ord(character) < 32 for character in target) else target


def choose_language() -> None:
    """The language of this request: the one chosen here, else the person's, else the browser's."""
    actor = current_actor()
    chosen = session.get("language")
    if chosen not in LANGUAGES:
        chosen = (
            actor.language if actor.kind == "staff" else best_language(request.headers.get("Accept-Language"))
        )
    set_language(chosen)


def init_app(app: Flask) -> None:
    """Give templates their words and numbers; unknown names in a template are errors."""
    app.extensions["qip_addresses"] = {}
    app.jinja_env.globals.update(
        _=gettext,
        ngettext=ngettext,
        pgettext=pgettext,
        comma=comma,
        listed=listed,
        money=formats.money,
        amount=formats.amount,
        date=formats.date,
        partial_date=formats.partial_date,
        datetime=local_datetime,
        number=formats.number,
        decimal=formats.decimal,
        percent=formats.percent,
        exchange_rate=formats.exchange_rate,
        age_days=formats.age_days,
        waiting=formats.waiting,
        late=formats.late,
        weeks=formats.weeks,
        country=formats.country,
        label=label,
        static=static,
        csrf_field=csrf_field,
        typed_rows=typed_rows,
        allowed=allowed,
        ProjectState=ProjectState,
        TrancheState=TrancheState,
        **{area.__name__: area for area in AREAS},
    )

    @app.context_processor
    def _page() -> dict[str, Any]:
        if "page" not in g:
            g.page = Page(current_actor())
        return {"page": g.page}


__all__ = ["Page", "allowed", "local_path", "page"]
