"""Puts the application together; the only module that knows everything. It wires and never decides."""

import logging
from datetime import timedelta
from pathlib import Path

from flask import Flask, abort, current_app, request
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response

from qip_tracker import cli, extensions, web
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.portfolio.gates import GATES
from qip_tracker.settings import Settings
from qip_tracker.weblib import errors, guard
from qip_tracker.weblib.pages import frame, gates
from qip_tracker.weblib.request import compression, headers

ROOT = Path(__file__).resolve().parent.parent


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        # Newest last, as itsdangerous wants it: a form on the screen while the key is changed is still taken.
        WTF_CSRF_SECRET_KEY=[*reversed(settings.secret_key_fallbacks), settings.secret_key],
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=extensions.engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=2_000_000,
        MAX_FORM_PARTS=1_000,
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.session_idle_minutes),
        SESSION_COOKIE_NAME="__Host-session" if settings.production else "session",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        # The token lives as long as the session: a form filled in on a bad line must not expire on its own.
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.environment == "test",
        DEBUG=False,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.extensions["qip_settings"] = settings


def _limit_plain_forms() -> None:
    """A form without files is read whole at once, which `MAX_FORM_MEMORY_SIZE` alone does not bound."""
    is_plain = request.mimetype == "application/x-www-form-urlencoded"
    if is_plain and (request.content_length or 0) > current_app.config["MAX_FORM_MEMORY_SIZE"]:
        abort(413)


def create_app(settings: Settings) -> Flask:
    """The application; raises when an endpoint has no permission or a gate no page. Settings are checked before."""
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s %(message)s")
    app = Flask("qip_tracker", template_folder=str(ROOT / "templates"), root_path=str(ROOT / "qip_tracker"))
    _configure(app, settings)
    app.jinja_environment = frame.PageEnvironment
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    # Before the tokens are checked, so that a refusal too is read in the reader's language.
    app.before_request(frame.choose_language)
    app.before_request(_limit_plain_forms)
    extensions.init_app(app)
    extensions.login_manager.session_protection = None

    @app.before_request
    def _before() -> Response | None:
        if headers.is_cross_site():
            abort(403)
        if None in request.form or None in request.files:
            # A part without a name: no page sends one, and every reader of forms takes names for text.
            abort(400)
        return guard.guard()

    # Answers pass the functions registered last first: what is added to an answer is added before it is compressed.
    compression.init_app(app)
    frame.init_app(app)
    errors.init_app(app)
    headers.init_app(app, production=settings.production)
    guard.access(KernelPermission.PUBLIC_READ)(app.view_functions["static"])
    web.register(app)
    cli.register(app)
    guard.check_all_declared(app)
    gates.require_rooms(gate for several in GATES.values() for gate in several)
    return app
