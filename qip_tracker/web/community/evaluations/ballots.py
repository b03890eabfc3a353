"""What a member of a panel sees: prove a card, answer on one page, be told that it was sent. Nothing here is logged."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.access import NOBODY, Actor
from qip_tracker.adapters import clock, passwords
from qip_tracker.domain.community.panels import only_digits
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.kernel.refusals import Refused, refuse
from qip_tracker.extensions import csrf, db, unit_of_work
from qip_tracker.i18n import lazy
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.services.community import evaluations, panels
from qip_tracker.services.community.evaluations import RollLine
from qip_tracker.services.community.panels import CardFound
from qip_tracker.web.community.evaluations.forms import AgainForm, BallotForm, CardForm, _BallotForm
from qip_tracker.web.community.evaluations.receipts import line_of, receipt
from qip_tracker.web.community.evaluations.routes import blueprint
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.request.keyed_hashes import counter_key, network_key
from qip_tracker.weblib.request.session_user import (
    current_actor,
    forget,
    hash_of,
    midnight,
    new_token,
    remember,
)

NEUTRAL = frozenset({f"evaluations.{name}" for name in ("card", "ballot", "cast", "sent", "leave")})

# To a member there is no round: plain words for what most will meet.
NOT_NOW = {"round.not_open": lazy("The days to answer are over, or have not begun.")}


@blueprint.app_context_processor
def _neutral_errors() -> dict[str, object]:
    """An error on a member's page stays as neutral as the page: no name of the mission, no way into the tracker."""
    if request.endpoint not in NEUTRAL:
        return {}
    return {"error_layout": "_layout/ballot.html", "back_url": url_for("evaluations.card")}


@blueprint.after_request
def _tell_nobody(response: Response) -> Response:
    if request.endpoint in NEUTRAL:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _page(template: str, *, status: int | None = None, **context: object) -> Response:
    leave_url = url_for("evaluations.leave")
    return page(f"community/evaluations/{template}", status=status, quick_exit_url=leave_url, **context)


@blueprint.route("/b", methods=["GET", "POST"])
@access(KernelPermission.PUBLIC_READ)
def card() -> Response:
    """Panel, card number, secret. The code on the card fills in the panel and nothing more."""
    form = CardForm(panel=only_digits(request.args.get("panel", ""))[:12])
    if form.validate_on_submit():
        try:
            proved = _proved(only_digits(form.panel.data), only_digits(form.number.data), form.secret_digits)
        except Refused as refused:
            form.refuse(refused)
        else:
            _begin(proved)
            return redirect(url_for("evaluations.ballot"), 303)
    return _page("card.html", form=form)


@blueprint.get("/b/ballot")
@access(CommunityPermission.BALLOT_CAST, "own_panel")
def ballot() -> Response:
    """All questions on one page, or why there is nothing to answer."""
    actor = current_actor()
    own = evaluations.own_round(db.session(), actor.member_card_id, actor.panel_id, clock.now().date())
    if own.refusal == "already_voted":
        forget()
        return _page("used.html")
    if own.refusal or own.round_id is None:
        return _not_now(f"round.{own.refusal}", None)
    form = BallotForm(formdata=None)
    form.round.data = str(own.round_id)
    form.receipt.data = receipt(own.round_id, actor.member_card_id or 0)
    return _page("ballot.html", form=form)


@blueprint.post("/b/ballot")
@csrf.exempt
@access(KernelPermission.PUBLIC_READ)
def cast() -> Response:
    """Take a ballot. Open to all because the receipt decides: a ballot sent again comes without a session."""
    form = BallotForm()
    line = line_of(evaluations.roll_of(db.session(), form.round_id), form.round_id, form.receipt.data or "")
    if line is None:
        return redirect(url_for("evaluations.card"), 303)
    if line.has_voted:
        return _sent()
    if not line.is_open:
        return _not_now("round.not_open", form)
    actor = current_actor()
    if actor.member_card_id != line.card_id:
        proved = _prove_again(form, line)
        if isinstance(proved, Response):
            return proved
        actor = proved
    if not form.validate():
        return _page("ballot.html", form=form)
    return _cast(actor, form)


@blueprint.get("/b/sent")
@access(KernelPermission.PUBLIC_READ)
def sent() -> Response:
    """The end, in words that tell a passer-by nothing."""
    return _page("sent.html")


@blueprint.get("/b/leave")
@access(KernelPermission.PUBLIC_READ)
def leave() -> Response:
    """Away at once: the session is gone from this telephone, and what is shown could be anything."""
    forget()
    return page("community/evaluations/left.html", today=clock.now().date())


def _sent() -> Response:
    forget()
    return redirect(url_for("evaluations.sent"), 303)


def _not_now(code: str, form: _BallotForm | None) -> Response:
    return _page(
        "not_now.html",
        status=409 if form else 200,
        reason=NOT_NOW.get(code) or refusal_message(code),
        written=form and form.comment.data,
    )


def _cast(actor: Actor, form: _BallotForm) -> Response:
    """One transaction, without form token and without audit line: see `services.community.evaluations`."""
    try:
        with unit_of_work(actor) as work:
            evaluations.cast(work, form.to_command())
    except Refused as refused:
        code = refused.refusals[0].code
        if code == "round.already_voted":
            return _sent()
        if code in ("round.not_open", "round.not_on_roll"):
            return _not_now(code, form)
        form.refuse(refused)
        return _page("ballot.html", form=form)
    return _sent()


def _prove_again(form: _BallotForm, line: RollLine) -> Actor | Response:
    """Answers that come without a session: ask for the secret once more and carry them along, nothing lost."""
    again = AgainForm()
    if "secret" in request.form and again.validate():
        try:
            _proved(line.code, str(line.number), again.secret_digits)
        except Refused as refused:
            again.refuse(refused)
        else:
            return Actor(
                "member",
                "member",
                mission_id=line.mission_id,
                member_card_id=line.card_id,
                panel_id=line.panel_id,
            )
    return _page("again.html", form=again, typed=form.typed, status=422 if again.has_errors else 200)


def _proved(code: str, number: str, secret: str) -> CardFound:
    """The card, if the secret fits; raises `Refused`. Counted before hashing; an unknown panel costs the same time."""
    now = clock.now()
    this_card, here = counter_key("card", code, number), network_key()
    with unit_of_work(NOBODY, now) as work:
        wait = panels.minutes_to_try_card(work, this_card, here)
        member_card = panels.card_found(work, code, number) if not wait else None
    if wait:
        raise refuse("account.throttled", minutes=wait)
    if not passwords.matches(member_card.secret_hash if member_card else None, secret) or member_card is None:
        raise refuse("card.unknown")
    with unit_of_work(NOBODY, now) as work:
        panels.forget_tries(work, this_card, here)
    return member_card


def _begin(member_card: CardFound) -> None:
    token, now = new_token(), clock.now()
    with unit_of_work(NOBODY, now) as work:
        panels.open_card_session(work, member_card.id, hash_of(token), midnight(now))
    remember(
        token,
        Actor(
            "member",
            "member",
            mission_id=member_card.mission_id,
            member_card_id=member_card.id,
            panel_id=member_card.panel_id,
        ),
    )
