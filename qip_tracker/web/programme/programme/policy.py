"""Policy numbers: what holds, what held, and a new value from a day on. Nothing is ever changed or taken back."""

from flask import abort, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.refusals import Refusal, Refused
from qip_tracker.domain.kernel.rules import UNITS
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.i18n.labels import label
from qip_tracker.models import PolicyNumber
from qip_tracker.queries.programme import programme as queries
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.programme import programme
from qip_tracker.web.programme.programme.forms import policy_form
from qip_tracker.web.programme.programme.presenters import bounds_in_words, default_in_words, stored_in_words
from qip_tracker.web.programme.programme.routes import blueprint, crumbs, mission_id
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import page


@blueprint.get("/programme/numbers/<string:key>")
@access(ProgrammePermission.PROGRAMME_VIEW, "mission")
def number(key: str) -> Response:
    """One policy number and everything it ever was."""
    if key not in UNITS:
        abort(404)
    history = queries.policy_history(db.session(), mission_id(), key)
    now, _coming = queries.in_force(history, clock.now().date())[key]
    return page(
        "programme/programme/number.html",
        key=key,
        now=stored_in_words(key, now.value) if now else default_in_words(key),
        is_default=now is None,
        default=default_in_words(key),
        bounds=bounds_in_words(key),
        history=[{"fact": fact, "value": stored_in_words(key, fact.value)} for fact in history],
        breadcrumbs=crumbs(),
    )


@blueprint.route("/programme/numbers/<string:key>/new", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def new_number(key: str) -> Response:
    """A new value from a day on."""
    if key not in UNITS:
        abort(404)
    form = policy_form(key, UNITS[key])
    back = url_for("programme.number", key=key)
    answer = carry_out_form(
        form, lambda work: _set(work, form.to_command(key)), then_say(_("The number is set."), back)
    )
    return answer or page(
        "programme/programme/new_number.html",
        form=form,
        key=key,
        unit="USD" if UNITS[key] == "usd" else "%" if UNITS[key] == "percent" else None,
        bounds=bounds_in_words(key),
        breadcrumbs=[*crumbs(), (label("policy_number", key), back)],
    )


def _set(work: Work, command: programme.SetPolicyNumber) -> PolicyNumber:
    """The service names the other number by its code; the page by its words."""
    try:
        return programme.set_policy_number(work, command)
    except Refused as refused:
        raise Refused(
            *(
                Refusal(
                    refusal.code,
                    refusal.field,
                    {**refusal.details, "other": label("policy_number", str(refusal.details["other"]))},
                )
                if "other" in refusal.details
                else refusal
                for refusal in refused.refusals
            )
        ) from refused
