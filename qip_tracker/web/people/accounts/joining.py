"""Following an invitation: choose a name and a passphrase, or take up a role with the account one has."""

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from qip_tracker.access import NOBODY
from qip_tracker.adapters import clock, passwords
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.kernel.refusals import Refused, refuse
from qip_tracker.domain.people.accounts import is_weak
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.i18n import _, current_language
from qip_tracker.queries.people import people
from qip_tracker.queries.people.people import InvitationFacts
from qip_tracker.services.people import invitations
from qip_tracker.services.people.accounts import SignIn
from qip_tracker.web.people.accounts.forms import JoinForm, RenewForm
from qip_tracker.web.people.accounts.routes import blueprint, open_session_for, sign_in_as
from qip_tracker.weblib.forms.submit import carry_out
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.request.keyed_hashes import network_key
from qip_tracker.weblib.request.session_user import current_actor, hash_of


def hashed(passphrase: str, *own_words: str) -> str:
    """The hash of a passphrase that is strong enough; `Refused` beside its field when it is not."""
    if is_weak(passphrase, passwords.common_phrases(), own_words):
        raise refuse("account.weak_passphrase", "passphrase")
    return passwords.hash_secret(passphrase)


@blueprint.route("/join/<string:token>", methods=["GET", "POST"])
@access(KernelPermission.PUBLIC_READ)
def join(token: str) -> Response:
    """What an invitation leads to; one that was used, withdrawn, is too old or never was looks the same."""
    invitation = people.invitation_behind(db.session(), hash_of(token))
    if invitation is None or not invitation.is_open(clock.now()):
        if invitation is not None and _sent_twice(invitation):
            return redirect(url_for("home.index"), 303)
        return page("people/accounts/invitation_over.html", status=410)
    form = RenewForm() if invitation.person_id is not None else JoinForm(language=current_language())
    if form.validate_on_submit():
        try:
            _join(form, invitation, hash_of(token))
        except Refused as refused:
            if any(refusal.code == "account.invitation_over" for refusal in refused.refusals):
                return page("people/accounts/invitation_over.html", status=410)
            form.refuse(refused)
        else:
            return redirect(url_for("home.index"), 303)
    may_take = invitation.person_id is None and current_actor().kind == "staff"
    return page("people/accounts/join.html", form=form, invitation=invitation, token=token, may_take=may_take)


def _sent_twice(invitation: InvitationFacts) -> bool:
    """The same form a second time: whoever holds the name and the passphrase just chosen is signed in."""
    if request.method != "POST" or invitation.used_at is None:
        return False
    form = RenewForm() if invitation.person_id is not None else JoinForm()
    name = invitation.person_name if invitation.person_id is not None else request.form.get("name")
    if not name or not form.passphrase.data:
        return False
    try:
        sign_in_as(SignIn(name[:60], form.passphrase.data, network_key()))
    except Refused:
        return False
    return True


def _join(form: JoinForm | RenewForm, invitation: InvitationFacts, token_hash: str) -> None:
    # Not through the form token: it would keep an unsalted hash of a form that holds a passphrase.
    is_new = isinstance(form, JoinForm)
    name = form.name.data if is_new else invitation.person_name
    command = invitations.Join(
        token_hash=token_hash,
        name=name if is_new else None,
        passphrase_hash=hashed(
            form.passphrase.data, name or "", invitation.display_name, invitation.mission_name
        ),
        language=form.language.data if is_new else current_language(),
    )
    with unit_of_work(NOBODY, clock.now()) as work:
        person = invitations.join(work, command)
    open_session_for(person)
    if is_new:
        session.pop("language", None)


@blueprint.post("/join/<string:token>/role")
@access(PeoplePermission.OWN_ACCOUNT_USE)
def take_role(token: str) -> Response:
    """Take up the role with the account one is signed in with."""
    words = _("The role is yours. Choose the mission you work in here.")
    return carry_out(
        lambda work: invitations.take_role(work, hash_of(token)), then_say(words, url_for("accounts.own"))
    )
