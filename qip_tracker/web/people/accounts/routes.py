"""Sign in, sign out, choose a language."""

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from qip_tracker.access import NOBODY
from qip_tracker.adapters import passwords
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.kernel.refusals import Refused, refuse
from qip_tracker.extensions import unit_of_work
from qip_tracker.i18n import LANGUAGES
from qip_tracker.models import Person
from qip_tracker.queries.people.sessions import actor_of_person
from qip_tracker.services.people import accounts
from qip_tracker.web.people.accounts.forms import SignInForm
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.frame import local_path, page
from qip_tracker.weblib.request.keyed_hashes import network_key
from qip_tracker.weblib.request.session_user import (
    current_actor,
    current_token_hash,
    forget,
    hash_of,
    new_token,
    remember,
)

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access(KernelPermission.PUBLIC_READ)
def sign_in() -> Response:
    """A name and a passphrase; the same words whether the name or the passphrase is wrong."""
    form = SignInForm(next=local_path(request.args.get("next")))
    if form.validate_on_submit():
        try:
            sign_in_as(form.to_command(network_key()))
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(local_path(form.next.data) or url_for("home.index"), 303)
    return page("people/accounts/sign_in.html", form=form)


def sign_in_as(command: accounts.SignIn) -> None:
    """Open a session for whoever proves who they are; `Refused` in the same words whatever was wrong."""
    # The count is stored before the passphrase is looked at, and whatever comes of it.
    with unit_of_work(NOBODY) as work:
        wait = accounts.minutes_to_sign_in(work, command.name, command.network_key)
        person = accounts.person_named(work, command.name) if not wait else None
    if wait:
        raise refuse("account.throttled", minutes=wait)
    if (
        not passwords.matches(person.passphrase_hash if person else None, command.passphrase)
        or person is None
    ):
        raise refuse("account.unknown")
    open_session_for(person, command.network_key)


def open_session_for(person: Person, came_from: str | None = None) -> None:
    """A new session row and its token in the cookie; whatever session this browser had is ended.

    `came_from` is the network key under which the try that proved the person was counted, if it was.
    """
    token, before = new_token(), current_token_hash()
    with unit_of_work(NOBODY) as work:
        if before:
            accounts.end_session(work, before)
        actor = actor_of_person(work.session, person)
        work.actor = actor
        accounts.open_session(work, person, hash_of(token), came_from)
    remember(token, actor)


@blueprint.post("/sign-out")
@access(KernelPermission.PUBLIC_READ)
def sign_out() -> Response:
    """End this session at once."""
    token_hash = current_token_hash()
    if token_hash:
        with unit_of_work(current_actor()) as work:
            accounts.end_session(work, token_hash)
    forget()
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/language/<string:code>")
@access(KernelPermission.PUBLIC_READ)
def language(code: str) -> Response:
    """Choose a language for this browser, and go back."""
    if code in LANGUAGES:
        session["language"] = code
        session.permanent = True
    return redirect(local_path(request.args.get("next")) or url_for("home.index"), 303)
