"""Money of a project on pages: the budget, and the tranches with their five signatures."""

from collections.abc import Callable

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _
from qip_tracker.queries.money.money import TrancheRow, money_of
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.queries.project.overview import project_row
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.money import tranches
from qip_tracker.services.money.tranches import SignTranche
from qip_tracker.web.money.tranches import presenters
from qip_tracker.web.money.tranches.forms import PaymentForm, RequestForm
from qip_tracker.weblib.forms.base import sent_version
from qip_tracker.weblib.forms.submit import carry_out, carry_out_form
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import allowed
from qip_tracker.weblib.pages.project_money import settled
from qip_tracker.weblib.pages.project_page import project_page
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("tranches", __name__)
TAB = "tranches.index"


@blueprint.get("/projects/<int:project_id>/money")
@access(ProjectPermission.PROJECT_VIEW, "project")
def index(project_id: int) -> Response:
    """Budget by category, tranches with who signed and what blocks them, totals in both currencies."""
    session, today = db.session(), clock.now().date()
    project, money = project_row(session, project_id), money_of(session, project_id)
    inside = allowed(CommunityPermission.RESULTS_VIEW)
    asker = presenters.Asker(current_actor().person_id, inside, rules_on(session, project.mission_id, today))
    return project_page(
        "money/tranches/index.html",
        project_id,
        TAB,
        project=project,
        lines=presenters.in_categories(money.lines),
        total=presenters.totals(money.lines),
        agreement=money.agreement,
        tranches=presenters.tranche_views(money.tranches, project_id, asker, today),
        settled=settled(project),
        inside=inside,
    )


@blueprint.route("/projects/<int:project_id>/tranches/<int:tranche_id>/request", methods=["GET", "POST"])
@access(MoneyPermission.TRANCHE_REQUEST, "tranche")
def request(project_id: int, tranche_id: int) -> Response:
    """Ask for a tranche, with what the request rests on."""
    row = _tranche(project_id, tranche_id)
    form = RequestForm(version=row.version)
    answer = carry_out_form(
        form,
        lambda work: tranches.request(work, form.to_command(project_id, tranche_id)),
        then_say(
            _("The tranche is requested. The QIPs Unit clears it next."), url_for(TAB, project_id=project_id)
        ),
    )
    return answer or _tranche_page("money/tranches/request.html", project_id, row, form)


@blueprint.post("/projects/<int:project_id>/tranches/<int:tranche_id>/clear")
@access(MoneyPermission.TRANCHE_CLEAR, "tranche")
def clear(project_id: int, tranche_id: int) -> Response:
    """The QIPs Unit clears the request."""
    words = _("The request is cleared. The certifying officer is next.")
    return _sign(tranches.clear, project_id, tranche_id, words)


@blueprint.post("/projects/<int:project_id>/tranches/<int:tranche_id>/certify")
@access(MoneyPermission.TRANCHE_CERTIFY, "tranche")
def certify(project_id: int, tranche_id: int) -> Response:
    """Finance certifies the payment."""
    words = _("The payment is certified. The approving officer is next.")
    return _sign(tranches.certify, project_id, tranche_id, words)


@blueprint.post("/projects/<int:project_id>/tranches/<int:tranche_id>/approve")
@access(MoneyPermission.TRANCHE_APPROVE, "tranche")
def approve(project_id: int, tranche_id: int) -> Response:
    """The approving officer releases the payment."""
    words = _("The payment is approved. Finance pays it and records the reference.")
    return _sign(tranches.approve, project_id, tranche_id, words)


@blueprint.route("/projects/<int:project_id>/tranches/<int:tranche_id>/pay", methods=["GET", "POST"])
@access(MoneyPermission.TRANCHE_PAY, "tranche")
def pay(project_id: int, tranche_id: int) -> Response:
    """Record the payment with its reference and its day."""
    row = _tranche(project_id, tranche_id)
    form = PaymentForm(version=row.version)
    answer = carry_out_form(
        form,
        lambda work: tranches.pay(work, form.to_command(project_id, tranche_id)),
        then_say(_("The payment is recorded."), url_for(TAB, project_id=project_id)),
    )
    return answer or _tranche_page("money/tranches/pay.html", project_id, row, form)


def _sign(
    verb: Callable[[Work, SignTranche], object], project_id: int, tranche_id: int, words: str
) -> Response:
    version = sent_version()
    return carry_out(
        lambda work: verb(work, SignTranche(project_id, tranche_id, None, version)),
        then_say(words, url_for(TAB, project_id=project_id)),
    )


def _tranche(project_id: int, tranche_id: int) -> TrancheRow:
    """The tranche among those of the project; the guard has found both."""
    for row in money_of(db.session(), project_id).tranches:
        if row.id == tranche_id:
            return row
    raise NotVisible("tranche")


def _tranche_page(
    template: str, project_id: int, row: TrancheRow, form: RequestForm | PaymentForm
) -> Response:
    today, project = clock.now().date(), project_row(db.session(), project_id)
    rules = rules_on(db.session(), project.mission_id, today)
    (view,) = presenters.tranche_views(
        [row], project_id, presenters.Asker(current_actor().person_id, True, rules), today
    )
    return project_page(template, project_id, TAB, form=form, project=project, tranche=view, today=today)
