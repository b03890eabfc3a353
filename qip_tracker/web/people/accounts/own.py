"""One's own account: how I am called and read, my passphrase, my sessions, the mission I work in."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from flask import current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock, passwords
from qip_tracker.domain.kernel.refusals import NotVisible, Refused, refuse
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.i18n import _
from qip_tracker.queries.people import people
from qip_tracker.services.people import accounts
from qip_tracker.web.people.accounts.forms import OwnAccountForm, PassphraseForm
from qip_tracker.web.people.accounts.joining import hashed
from qip_tracker.web.people.accounts.routes import blueprint
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import say, then_say
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.request.session_user import current_actor, current_token_hash, forget

_NOT_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/", "Brazil/", "Canada/", "Chile/", "Mexico/")


def oldest_open() -> datetime:
    """Sessions begun before this moment are over, whether their row is still there or not."""
    return clock.now() - timedelta(hours=current_app.extensions["qip_settings"].session_absolute_hours)


@cache
def _time_zones() -> tuple[tuple[str, str], ...]:
    zones = sorted(name for name in available_timezones() if "/" in name and not name.startswith(_NOT_PLACES))
    return tuple((name, name.replace("_", " ")) for name in ("UTC", *zones))


def _own() -> people.OwnAccount:
    return people.own_account(db.session(), current_actor().person_id or 0, oldest_open())


@blueprint.route("/account", methods=["GET", "POST"])
@access(PeoplePermission.OWN_ACCOUNT_USE)
def own() -> Response:
    """My account."""
    account = _own()
    form = OwnAccountForm(obj=account)
    form.time_zone.offer(_time_zones())
    answer = carry_out_form(
        form,
        lambda work: accounts.change_own_account(work, form.to_command()),
        then_say(_("Your account is saved."), url_for("accounts.own")),
    )
    if answer:
        # From now on the person's own language speaks, not one chosen in passing.
        session.pop("language", None)
        return answer
    renewals = people.renewals_of(db.session(), current_actor().person_id or 0)
    return page("people/accounts/own.html", form=form, account=account, renewals=renewals)


@blueprint.route("/account/passphrase", methods=["GET", "POST"])
@access(PeoplePermission.OWN_ACCOUNT_USE)
def passphrase() -> Response:
    """Change my passphrase; every other session of mine ends."""
    form = PassphraseForm()
    if form.validate_on_submit():
        try:
            _change_passphrase(form)
        except Refused as refused:
            form.refuse(refused)
        else:
            say(_("Your passphrase is changed. You are signed out everywhere else."))
            return redirect(url_for("accounts.own"), 303)
    return page(
        "people/accounts/passphrase.html",
        form=form,
        breadcrumbs=[(_("Your account"), url_for("accounts.own"))],
    )


def _change_passphrase(form: PassphraseForm) -> None:
    # Not through the form token: it would keep an unsalted hash of a form that holds a passphrase.
    actor = current_actor()
    with unit_of_work(actor) as work:
        wait = accounts.minutes_to_change_passphrase(work)
        stored = accounts.own_passphrase_hash(work)
    if wait:
        raise refuse("account.throttled", minutes=wait)
    if not passwords.matches(stored, form.old.data):
        if passwords.matches(stored, form.passphrase.data):
            return  # The same form a second time: it is changed already.
        raise refuse("account.wrong_passphrase", "old")
    with unit_of_work(actor) as work:
        accounts.forget_passphrase_tries(work)
    new = hashed(form.passphrase.data, actor.display_name, _own().name)
    with unit_of_work(actor) as work:
        accounts.change_passphrase(work, new, current_token_hash() or "")


@blueprint.post("/account/sign-out-everywhere")
@access(PeoplePermission.OWN_ACCOUNT_USE)
def sign_out_everywhere() -> Response:
    """End every session of mine, this one too."""
    answer = carry_out(accounts.sign_out_everywhere, lambda nothing: url_for("accounts.sign_in"))
    forget()
    return answer


@blueprint.post("/account/mission")
@access(PeoplePermission.OWN_ACCOUNT_USE)
def switch_mission() -> Response:
    """Work in another mission in which I hold a role."""
    wanted = request.form.get("mission_id", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise NotVisible("mission")
    return carry_out(
        lambda work: accounts.work_in(work, current_token_hash() or "", int(wanted)),
        lambda nothing: url_for("home.index"),
    )
