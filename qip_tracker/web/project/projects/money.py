"""Money of a project on pages: the agreement, the budget, and the tranches with their five signatures."""

from collections.abc import Callable
from datetime import date

from flask import flash, url_for
from werkzeug.wrappers import Response

from qip_tracker.access import Permission
from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.money import split as shares_of
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.domain.money.agreements import Split, approval_lapsed_on, splits_allowed
from qip_tracker.domain.project.moves import checklist
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats
from qip_tracker.queries.money.money import TrancheRow, agreement_of, money_of
from qip_tracker.queries.programme.rules import rules_on
from qip_tracker.queries.project.facts import facts_by_number
from qip_tracker.queries.project.overview import ProjectRow, project_row
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.money import agreements, tranches
from qip_tracker.services.money.tranches import SignTranche
from qip_tracker.web.project.projects import ledger
from qip_tracker.web.project.projects.forms import (
    AgreementForm,
    CloseForm,
    PaymentForm,
    RequestForm,
    split_value,
)
from qip_tracker.web.project.projects.routes import blueprint
from qip_tracker.weblib.fields import select_choices
from qip_tracker.weblib.gates import GateRow, gate_rows
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages import allowed
from qip_tracker.weblib.project_page import project_page
from qip_tracker.weblib.session_user import current_actor
from qip_tracker.weblib.submit import change, save

ROOM = "projects.money"


@blueprint.get("/projects/<int:project_id>/money")
@access(Permission.PROJECT_VIEW, "project")
def money(project_id: int) -> Response:
    """Budget by category, tranches with who signed and what blocks them, totals in both currencies."""
    session, today = db.session(), clock.now().date()
    project, found = project_row(session, project_id), money_of(session, project_id)
    inside = allowed("RESULTS_VIEW")
    return project_page(
        "project/projects/money.html",
        project_id,
        ROOM,
        project=project,
        lines=ledger.in_categories(found.lines),
        total=ledger.totals(found.lines),
        agreement=found.agreement,
        tranches=ledger.tranche_views(found.tranches, project_id, current_actor().person_id, inside, today),
        settled=ledger.settled(project),
        inside=inside,
    )


@blueprint.get("/projects/<int:project_id>/agreement")
@access(Permission.PROJECT_VIEW, "project")
def agreement(project_id: int) -> Response:
    """The agreement as signed, or what it still waits for."""
    session = db.session()
    project = project_row(session, project_id)
    signed = agreement_of(session, project_id)
    inside = allowed("RESULTS_VIEW")
    return project_page(
        "project/projects/agreement.html",
        project_id,
        ROOM,
        project=project,
        agreement=signed,
        gate=_gate(project) if inside and not signed else None,
        lapsed_on=_lapsed_on(project) if inside else None,
        may_sign=project.state == "approved" and allowed("AGREEMENT_SIGN"),
        inside=inside,
    )


@blueprint.route("/projects/<int:project_id>/agreement/sign", methods=["GET", "POST"])
@access(Permission.AGREEMENT_SIGN, "project")
def sign_agreement(project_id: int) -> Response:
    """Record the signed agreement; the checklist stands above the form."""
    project = project_row(db.session(), project_id)
    form = AgreementForm(
        version=project.version, starts_on=project.planned_start_on, ends_on=project.planned_end_on
    )
    allowed_splits = splits_allowed(rules_on(db.session(), project.mission_id, clock.now().date()))
    form.split.choices = select_choices(
        (split_value(split), split_words(split, project)) for split in allowed_splits
    )
    form.split.data = form.split.data or split_value(allowed_splits[0])
    if form.validate_on_submit():
        answer = save(
            form,
            lambda work: agreements.sign(work, form.to_command(project_id)),
            lambda _row: _said(_("The agreement is signed. Its tranches are planned."), project_id),
        )
        if answer:
            return answer
    gate = _gate(project) if project.state == "approved" else None
    return project_page(
        "project/projects/sign_agreement.html",
        project_id,
        ROOM,
        form=form,
        project=project,
        gate=gate,
        lapsed_on=_lapsed_on(project),
    )


def _lapsed_on(project: ProjectRow) -> date | None:
    """The day the approval lapsed without an agreement; None while it holds, and for a project past this step."""
    today = clock.now().date()
    rules = rules_on(db.session(), project.mission_id, today)
    return approval_lapsed_on(project.state, project.state_since.date(), rules, today)


def split_words(split: Split, project: ProjectRow) -> str:
    """A split in words, with the amounts it gives where the approved amount is known."""
    percents = " + ".join(formats.percent(part) for part in split)
    if project.approved_local_minor is None:
        return percents
    shares = shares_of(project.approved_local_minor, split)
    amounts = " + ".join(formats.money(share, project.local_currency) for share in shares)
    return f"{_('%(what)s:', what=percents)} {amounts}"


def _gate(project: ProjectRow) -> list[GateRow]:
    session = db.session()
    rules = rules_on(session, project.mission_id, clock.now().date())
    lines = checklist("sign_agreement", facts_by_number(session, project.id), rules)
    return gate_rows(lines, project.id, project.partner_id)


@blueprint.route("/projects/<int:project_id>/tranches/<int:tranche_id>/request", methods=["GET", "POST"])
@access(Permission.TRANCHE_REQUEST, "tranche")
def request_tranche(project_id: int, tranche_id: int) -> Response:
    """Ask for a tranche, with what the request rests on."""
    row = _tranche(project_id, tranche_id)
    form = RequestForm(version=row.version)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda work: tranches.request(work, form.to_command(project_id, tranche_id)),
            lambda _row: _said(_("The tranche is requested. The QIPs Unit clears it next."), project_id),
        )
        if answer:
            return answer
    return _tranche_page("project/projects/request_tranche.html", project_id, row, form)


@blueprint.post("/projects/<int:project_id>/tranches/<int:tranche_id>/clear")
@access(Permission.TRANCHE_CLEAR, "tranche")
def clear_tranche(project_id: int, tranche_id: int) -> Response:
    """The QIPs Unit clears the request."""
    words = _("The request is cleared. The certifying officer is next.")
    return _sign(tranches.clear, project_id, tranche_id, words)


@blueprint.post("/projects/<int:project_id>/tranches/<int:tranche_id>/certify")
@access(Permission.TRANCHE_CERTIFY, "tranche")
def certify_tranche(project_id: int, tranche_id: int) -> Response:
    """Finance certifies the payment."""
    words = _("The payment is certified. The approving officer is next.")
    return _sign(tranches.certify, project_id, tranche_id, words)


@blueprint.post("/projects/<int:project_id>/tranches/<int:tranche_id>/approve")
@access(Permission.TRANCHE_APPROVE, "tranche")
def approve_tranche(project_id: int, tranche_id: int) -> Response:
    """The approving officer releases the payment."""
    words = _("The payment is approved. Finance pays it and records the reference.")
    return _sign(tranches.approve, project_id, tranche_id, words)


@blueprint.route("/projects/<int:project_id>/tranches/<int:tranche_id>/pay", methods=["GET", "POST"])
@access(Permission.TRANCHE_PAY, "tranche")
def pay_tranche(project_id: int, tranche_id: int) -> Response:
    """Record the payment with its reference and its day."""
    row = _tranche(project_id, tranche_id)
    form = PaymentForm(version=row.version)
    if form.validate_on_submit():
        answer = save(
            form,
            lambda work: tranches.pay(work, form.to_command(project_id, tranche_id)),
            lambda _row: _said(_("The payment is recorded."), project_id),
        )
        if answer:
            return answer
    return _tranche_page("project/projects/pay_tranche.html", project_id, row, form)


def _sign(
    verb: Callable[[Work, SignTranche], object], project_id: int, tranche_id: int, words: str
) -> Response:
    version = CloseForm().version_number
    return change(
        lambda work: verb(work, SignTranche(project_id, tranche_id, None, version)),
        lambda _row: _said(words, project_id),
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
    today, person_id = clock.now().date(), current_actor().person_id
    (view,) = ledger.tranche_views([row], project_id, person_id, True, today)
    project = project_row(db.session(), project_id)
    return project_page(template, project_id, ROOM, form=form, project=project, tranche=view, today=today)


def _said(words: str, project_id: int) -> str:
    flash(words, "done")
    return url_for(ROOM, project_id=project_id)
