"""The mission's programme: one page to read, one small page for each thing to add or change."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import clock
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats
from qip_tracker.models import BudgetYear, Donor, FieldOffice, Fund, PlanGoal
from qip_tracker.queries.programme import programme as queries
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.programme import programme
from qip_tracker.web.programme.programme.forms import (
    DonorForm,
    FundForm,
    GoalForm,
    MissionForm,
    OfficeForm,
    YearForm,
)
from qip_tracker.web.programme.programme.presenters import default_in_words, stored_in_words
from qip_tracker.weblib.forms.base import EditForm
from qip_tracker.weblib.forms.submit import carry_out_form
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.flashes import then_say
from qip_tracker.weblib.pages.frame import page

blueprint = Blueprint("programme", __name__)


def mission_id() -> int:
    """The mission of this request, already permitted."""
    return current_subject().mission_id or 0


def crumbs() -> list[tuple[str, str]]:
    """The way back to the programme."""
    return [(_("Programme"), url_for("programme.index"))]


@blueprint.get("/programme")
@access(ProgrammePermission.PROGRAMME_VIEW, "mission")
def index() -> Response:
    """Everything a mission decides once and projects refer to."""
    session, number = db.session(), mission_id()
    history = queries.policy_history(session, number)
    numbers = [
        {
            "key": key,
            "value": stored_in_words(key, now.value) if now else default_in_words(key),
            "since": now.effective_from if now else None,
            "next": _("%(value)s from %(day)s", value=stored_in_words(key, coming.value), day=_day(coming))
            if coming
            else "",
        }
        for key, (now, coming) in queries.in_force(history, clock.now().date()).items()
    ]
    return page(
        "programme/programme/index.html",
        mission=queries.mission_of(session, number),
        offices=queries.offices_of(session, number),
        years=queries.years_of(session, number),
        donors=queries.donors_of(session, number),
        funds=queries.funds_of(session, number),
        goals=queries.goals_of(session, number),
        sectors=queries.all_sectors(session),
        numbers=numbers,
    )


def _day(fact: queries.PolicyFacts) -> str:
    return formats.date(fact.effective_from)


@blueprint.route("/programme/mission", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def mission() -> Response:
    """The mission's name, language, currency and first day."""
    form = MissionForm(obj=queries.mission_of(db.session(), mission_id()))
    return _edit(
        form, _("Change the mission"), lambda work: programme.change_mission(work, form.to_command())
    )


def _edit(form: EditForm, title: str, verb: Callable[[Work], Any], **context: Any) -> Response:
    answer = carry_out_form(form, verb, then_say(_("The programme is saved."), url_for("programme.index")))
    return answer or page(
        "programme/programme/edit.html", form=form, title=title, breadcrumbs=crumbs(), **context
    )


@blueprint.route("/programme/offices/new", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def new_office() -> Response:
    """A field office."""
    form = OfficeForm()
    return _edit(
        form, _("Add a field office"), lambda work: programme.save_office(work, form.to_command(None))
    )


@blueprint.route("/programme/offices/<int:row_id>", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def office(row_id: int) -> Response:
    """Change a field office."""
    form = OfficeForm(obj=queries.editable(db.session(), FieldOffice, row_id, mission_id()))
    return _edit(
        form, _("Change the field office"), lambda work: programme.save_office(work, form.to_command(row_id))
    )


@blueprint.route("/programme/years/new", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def new_year() -> Response:
    """A budget year."""
    form = YearForm()
    return _edit(form, _("Add a budget year"), lambda work: programme.save_year(work, form.to_command(None)))


@blueprint.route("/programme/years/<int:row_id>", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def year(row_id: int) -> Response:
    """Change a budget year."""
    form = YearForm(obj=queries.editable(db.session(), BudgetYear, row_id, mission_id()))
    return _edit(
        form, _("Change the budget year"), lambda work: programme.save_year(work, form.to_command(row_id))
    )


@blueprint.route("/programme/donors/new", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def new_donor() -> Response:
    """A donor."""
    form = DonorForm()
    return _edit(form, _("Add a donor"), lambda work: programme.save_donor(work, form.to_command(None)))


@blueprint.route("/programme/donors/<int:row_id>", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def donor(row_id: int) -> Response:
    """Change a donor."""
    form = DonorForm(obj=queries.editable(db.session(), Donor, row_id, mission_id()))
    return _edit(
        form, _("Change the donor"), lambda work: programme.save_donor(work, form.to_command(row_id))
    )


@blueprint.route("/programme/funds/new", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def new_fund() -> Response:
    """A fund."""
    return _fund(FundForm(), _("Add a fund"), None)


@blueprint.route("/programme/funds/<int:row_id>", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def fund(row_id: int) -> Response:
    """Change a fund."""
    form = FundForm(obj=queries.editable(db.session(), Fund, row_id, mission_id()))
    return _fund(form, _("Change the fund"), row_id)


def _fund(form: FundForm, title: str, row_id: int | None) -> Response:
    form.donor_id.offer((row.id, row.name) for row in queries.donors_of(db.session(), mission_id()))
    return _edit(form, title, lambda work: programme.save_fund(work, form.to_command(row_id)))


@blueprint.route("/programme/goals/new", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def new_goal() -> Response:
    """A goal of the plan."""
    form = GoalForm()
    return _edit(form, _("Add a goal"), lambda work: programme.save_goal(work, form.to_command(None)))


@blueprint.route("/programme/goals/<int:row_id>", methods=["GET", "POST"])
@access(ProgrammePermission.PROGRAMME_EDIT, "mission")
def goal(row_id: int) -> Response:
    """Change a goal."""
    form = GoalForm(obj=queries.editable(db.session(), PlanGoal, row_id, mission_id()))
    return _edit(form, _("Change the goal"), lambda work: programme.save_goal(work, form.to_command(row_id)))
