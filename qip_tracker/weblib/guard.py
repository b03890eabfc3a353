"""Every endpoint declares one permission and the subject it concerns; an endpoint that does not stops the start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, abort, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from qip_tracker.access import NOTHING, Subject, can
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import KernelPermission, Permission
from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible
from qip_tracker.extensions import db
from qip_tracker.queries import subjects
from qip_tracker.weblib.forms.send_again import send_again_page
from qip_tracker.weblib.request.session_user import current_actor

View = TypeVar("View", bound=Callable[..., object])
DECLARED = "qip_access"


@dataclass(frozen=True, slots=True)
class Declared:
    """The permission of an endpoint and the kind of subject it is tested on (None: no subject)."""

    permission: Permission
    subject: str | None


class UndeclaredEndpoint(RuntimeError):
    """An endpoint without a declared permission: the application does not start."""


def access(permission: Permission, subject: str | None = None) -> Callable[[View], View]:
    """Declare who may use an endpoint, under its route: `@access(ProjectPermission.PROJECT_VIEW, "project")`."""

    def declare(view: View) -> View:
        setattr(view, DECLARED, Declared(permission, subject))
        return view

    return declare


def declared_access(app: Flask, endpoint: str) -> Declared:
    """What an endpoint declared; `UndeclaredEndpoint` if nothing."""
    declared = getattr(app.view_functions[endpoint], DECLARED, None)
    if not isinstance(declared, Declared):
        raise UndeclaredEndpoint(
            f"the endpoint {endpoint} declares no permission: add @access(...) to its view"
        )
    return declared


def check_all_declared(app: Flask) -> None:
    """Stop the start-up when any endpoint lacks its declaration."""
    for endpoint in app.view_functions:
        declared_access(app, endpoint)


def current_subject() -> Subject:
    """The subject of this request, already found visible and permitted."""
    subject: Subject = g.get("subject", NOTHING)
    return subject


def _to_sign_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted), 303)


def guard() -> Response | None:
    """Before every request: load the subject along its full path, then test the permission. 404 before 403."""
    if request.endpoint is None:
        return None
    from flask import current_app

    declared = declared_access(current_app, request.endpoint)
    actor = current_actor()
    if declared.permission is KernelPermission.PUBLIC_READ:
        return None
    if not actor.is_signed_in:
        if declared.permission is CommunityPermission.BALLOT_CAST:
            return redirect(url_for("evaluations.card"), 303)
        return send_again_page("signed_out") or _to_sign_in()
    session: Session = db.session()
    try:
        subject = (
            subjects.load(session, actor, declared.subject, request.view_args or {})
            if declared.subject
            else NOTHING
        )
    except NotVisible:
        abort(404)
    if not can(actor, declared.permission, subject):
        raise NotAllowed(declared.permission)
    g.subject = subject
    return None
