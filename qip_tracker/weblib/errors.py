"""Every way a request can fail, as a page that says what is wrong, what was saved, and what to do."""

import logging

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.weblib.forms.edit_conflicts import button_conflict_page, typed_pairs
from qip_tracker.weblib.forms.send_again import Reason, send_again_page
from qip_tracker.weblib.forms.submit import AlreadySent
from qip_tracker.weblib.guard import declared_access
from qip_tracker.weblib.request.session_user import current_actor

log = logging.getLogger(__name__)
PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503})


def _error(code: int, message: str | None = None, **context: object) -> Response:
    template = f"errors/{code if code in PAGES else 400}.html"
    return Response(render_template(template, message=message, **context), code, mimetype="text/html")


def _already_sent(error: AlreadySent) -> Response:
    """A button or a form without a page of its own: what was sent since stands as it came."""
    typed = [(_words(key), value, None) for key, value in typed_pairs() if value]
    return _error(409, refusal_message("form.already_sent"), back_url=error.location, typed=typed)


def _words(key: str) -> str:
    """What stands above a field, as the form of this request names it."""
    labels = g.get("field_labels", {})
    return str(labels[key].text) if key in labels else key.replace("_", " ").capitalize()


def _refused(error: Refused) -> Response:
    words = [refusal_message(refusal.code, refusal.details) for refusal in error.refusals]
    return _error(422, " ".join(words), messages=words, back_url=_came_from())


def _came_from() -> str | None:
    """The page the form stood on, when it is one of ours."""
    referrer = request.referrer or ""
    return referrer if referrer.startswith(request.host_url) else None


def _database_away(error: OperationalError) -> Response:
    db.session.rollback()
    log.warning("the database did not answer in time: %s", error.orig)
    response = (send_again_page("busy") if _is_of_staff() else None) or _error(503)
    response.headers["Retry-After"] = "60"
    return response


def _not_believed(error: CSRFError) -> Response:
    """No token, or one of another session: most often a page that outlived its session."""
    reason: Reason = "page_too_old" if current_actor().is_signed_in else "signed_out"
    words = _("The page was open too long or came from elsewhere. Load it again.")
    return (send_again_page(reason) if _is_of_staff() else None) or _error(400, words)


def _is_of_staff() -> bool:
    """A form of somebody who signs in: what a member of a panel typed never stands on a page that shows it again."""
    if request.endpoint is None:
        return False
    permission = declared_access(current_app, request.endpoint).permission
    return permission not in (KernelPermission.PUBLIC_READ, CommunityPermission.BALLOT_CAST)


def init_app(app: Flask) -> None:
    """Register all handlers."""

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response | HTTPException:
        if error.code is None or error.code < 400:
            return error
        if isinstance(error, SecurityError):
            # Another host name: no address can be built for it, so no page can be drawn. Nobody of ours reads this.
            return Response("Bad Request\n", 400, mimetype="text/plain")
        return _error(error.code)

    app.register_error_handler(NotVisible, lambda error: _error(404))
    app.register_error_handler(NotAllowed, lambda error: _error(403))
    app.register_error_handler(StaleEdit, button_conflict_page)
    app.register_error_handler(StaleDataError, lambda error: button_conflict_page(StaleEdit(0, {})))
    app.register_error_handler(AlreadySent, _already_sent)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(CSRFError, _not_believed)

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> Response:
        if app.testing:
            raise error
        log.exception("unexpected fault at %s", request.endpoint)
        db.session.rollback()
        return _error(500)
