"""People of the mission: who they are, which roles they hold, and the links that let them in."""

from typing import Any

from flask import session, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.models import Invitation
from qip_tracker.queries.people import people as queries
from qip_tracker.queries.people.people import PersonFacts
from qip_tracker.services.people import grants, invitations
from qip_tracker.web.people.accounts.forms import InviteForm, RoleForm
from qip_tracker.web.people.accounts.own import oldest_open
from qip_tracker.web.people.accounts.routes import blueprint
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.request.links import absolute
from qip_tracker.weblib.request.session_user import hash_of, new_token

_LINK = "link_to_hand_over"


def _mission_id() -> int:
    return current_subject().mission_id or 0


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("People"), url_for("accounts.people")), *more]


def _person(person_id: int) -> PersonFacts:
    rows = queries.people_of(db.session(), _mission_id(), oldest_open(), person_id)
    if not rows:
        raise NotVisible("person")
    return rows[0]


@blueprint.get("/people")
@access(PeoplePermission.PEOPLE_EDIT, "mission")
def people() -> Response:
    """Everybody of the mission, and the invitations not yet taken up."""
    return page(
        "people/accounts/people.html",
        people=queries.people_of(db.session(), _mission_id(), oldest_open()),
        invitations=queries.open_invitations(db.session(), _mission_id(), clock.now()),
    )


def _offer_bodies(form: RoleForm) -> None:
    form.offer(
        queries.partner_names(db.session(), _mission_id()), queries.donor_names(db.session(), _mission_id())
    )


@blueprint.route("/people/invite", methods=["GET", "POST"])
@access(PeoplePermission.PEOPLE_EDIT, "mission")
def invite() -> Response:
    """Make a link for somebody new."""
    form = InviteForm()
    _offer_bodies(form)
    if form.validate_on_submit():
        token = new_token()
        command = invitations.Invite(_mission_id(), form.display_name.data, form.to_role(), hash_of(token))
        answer = carry_out_form(
            form, lambda work: invitations.invite(work, command), lambda made: _keep(made, token)
        )
        if answer:
            return answer
    return page("people/accounts/invite.html", form=form, breadcrumbs=_crumbs())


def _keep(made: Invitation, token: str) -> str:
    """The secret goes to the page that shows it once, in this browser's own cookie; the database never has it."""
    session[_LINK] = {"token": token, "for": made.display_name, "renews": made.person_id is not None}
    return url_for("accounts.link")


@blueprint.get("/people/link")
@access(PeoplePermission.PEOPLE_EDIT, "mission")
def link() -> Response:
    """The link just made, shown once."""
    made: dict[str, Any] | None = session.pop(_LINK, None)
    address = absolute("accounts.join", token=made["token"]) if made else None
    return page("people/accounts/link.html", made=made, address=address, breadcrumbs=_crumbs())


@blueprint.post("/people/invitations/<int:invitation_id>/withdraw")
@access(PeoplePermission.PEOPLE_EDIT, "mission")
def withdraw_invitation(invitation_id: int) -> Response:
    """Make a link worthless."""
    return carry_out(
        lambda work: invitations.withdraw(work, invitation_id),
        then_say(_("The invitation is withdrawn."), url_for("accounts.people")),
    )


@blueprint.get("/people/<int:person_id>")
@access(PeoplePermission.PEOPLE_EDIT, "person")
def person(person_id: int) -> Response:
    """One person: roles, sessions, and what an administrator may do."""
    return page("people/accounts/person.html", person=_person(person_id), breadcrumbs=_crumbs())


@blueprint.route("/people/<int:person_id>/roles/new", methods=["GET", "POST"])
@access(PeoplePermission.PEOPLE_EDIT, "person")
def give_role(person_id: int) -> Response:
    """A further role in this mission."""
    form = RoleForm()
    _offer_bodies(form)
    back = url_for("accounts.person", person_id=person_id)
    answer = carry_out_form(
        form,
        lambda work: grants.give(work, grants.GiveRole(person_id, form.to_role())),
        then_say(_("The role is given."), back),
    )
    if answer:
        return answer
    holder = _person(person_id)
    return page(
        "people/accounts/give_role.html",
        form=form,
        person=holder,
        breadcrumbs=_crumbs((holder.display_name, back)),
    )


@blueprint.post("/people/<int:person_id>/roles/<int:grant_id>/end")
@access(PeoplePermission.PEOPLE_EDIT, "person")
def end_role(person_id: int, grant_id: int) -> Response:
    """End a role at once."""
    return carry_out(
        lambda work: grants.end(work, person_id, grant_id),
        then_say(_("The role is ended."), url_for("accounts.person", person_id=person_id)),
    )


@blueprint.post("/people/<int:person_id>/disable")
@access(PeoplePermission.PEOPLE_EDIT, "person")
def disable(person_id: int) -> Response:
    """Nobody signs in with this account any more, and its sessions end at once."""
    return carry_out(
        lambda work: grants.disable(work, person_id),
        then_say(_("The account is disabled."), url_for("accounts.person", person_id=person_id)),
    )


@blueprint.post("/people/<int:person_id>/enable")
@access(PeoplePermission.PEOPLE_EDIT, "person")
def enable(person_id: int) -> Response:
    """Let the person sign in again."""
    return carry_out(
        lambda work: grants.enable(work, person_id),
        then_say(_("The account is enabled."), url_for("accounts.person", person_id=person_id)),
    )


@blueprint.post("/people/<int:person_id>/sign-out")
@access(PeoplePermission.PEOPLE_EDIT, "person")
def sign_out_person(person_id: int) -> Response:
    """End every open session of this person."""
    return carry_out(
        lambda work: grants.sign_out(work, person_id),
        then_say(_("All sessions are ended."), url_for("accounts.person", person_id=person_id)),
    )


@blueprint.post("/people/<int:person_id>/renew")
@access(PeoplePermission.PEOPLE_EDIT, "person")
def renew(person_id: int) -> Response:
    """A link by which the person sets a new passphrase; an administrator never sets one."""
    token = new_token()
    return carry_out(
        lambda work: invitations.renew(work, person_id, hash_of(token)), lambda made: _keep(made, token)
    )
