"""One application a worker, bound to another database for every test: making it anew and compiling every template and
every statement again cost more than most tests themselves.

A test that changes the application itself (a route, a view, a handler) asks for `own_app`; one that changes the shared
one all the same fails. Settings in `app.config` may be changed: they are put back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

from qip_tracker.app import create_app
from qip_tracker.extensions import db
from qip_tracker.i18n import set_language
from qip_tracker.settings import Settings

CONFIGURED = "worker_configuration"


def one_app(settings: Settings) -> Flask:
    """An application that `bound` may bind to other databases of the same engine."""
    app = create_app(settings)
    with app.app_context():
        _follow_the_address(db.engine)
    app.extensions[CONFIGURED] = dict(app.config)
    return app


def _follow_the_address(engine: Engine) -> None:
    """Connections go where the engine's address points now; compiled statements are kept by the engine."""

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, record: object, arguments: Any, options: dict[str, Any]) -> Any:
        where, how = dialect.create_connect_args(engine.url)
        return dialect.connect(*where, **{**options, **how})


def shape(app: Flask) -> dict[str, object]:
    """What the application is made of, without its settings: equal when nothing was added or replaced."""
    hooks = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    return {
        "routes": tuple(map(str, app.url_map.iter_rules())),
        "views": {name: id(view) for name, view in app.view_functions.items()},
        "hooks": [{name: list(map(id, functions)) for name, functions in kind.items()} for kind in hooks],
        "teardown": list(map(id, app.teardown_appcontext_funcs)),
        "faults": {
            (room, code, kind): id(view)
            for room, codes in app.error_handler_spec.items()
            for code, kinds in codes.items()
            for kind, view in kinds.items()
        },
        "words": {name: id(value) for name, value in app.jinja_env.globals.items()},
        "filters": {name: id(value) for name, value in app.jinja_env.filters.items()},
        "extensions": sorted(app.extensions),
        "commands": sorted(app.cli.commands),
    }


@contextmanager
def bound(app: Flask, settings: Settings) -> Iterator[Flask]:
    """The worker's application on this database and these files, as if it had just been made."""
    configured: dict[str, Any] = app.extensions[CONFIGURED]
    first: Settings = app.extensions["qip_settings"]
    elsewhere = replace(settings, database_url=first.database_url, data_directory=first.data_directory)
    assert elsewhere == first, "only the database and the files may differ: ask for `own_app`"
    app.extensions["qip_settings"] = settings
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    before = shape(app)
    with app.app_context():
        db.engine.url = make_url(settings.database_url)
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        app.config.clear()
        app.config.update(configured)
        app.extensions["qip_settings"] = first
        app.test_client_class = None
        # The last request chose it; the next test of words begins in the language of the source.
        set_language("en")
    after = shape(app)
    changed = [part for part in before if before[part] != after[part]]
    assert changed == [], f"the application of this worker was changed ({changed}): ask for `own_app`"
