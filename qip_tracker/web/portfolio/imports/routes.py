"""Projects from a table, on a page: the faults of every row, or what was stored."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters.spreadsheets import Line, UnreadableTable, read_table
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.extensions import unit_of_work
from qip_tracker.i18n import _, ngettext
from qip_tracker.i18n.formats import country_codes
from qip_tracker.i18n.import_faults import fault_words
from qip_tracker.services.portfolio.imports import Imported, ImportProjects, import_projects
from qip_tracker.web.portfolio.imports.forms import ImportForm
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.flashes import say
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("imports", __name__)

MOST_FAULTS_SHOWN = 200


@blueprint.route("/projects/import", methods=["GET", "POST"])
@access(PortfolioPermission.PROJECT_IMPORT, "mission")
def upload() -> Response:
    """A file is checked whole and stored whole, or not at all."""
    form = ImportForm()
    outcome = None
    if form.validate_on_submit():
        outcome = _import(form)
        if outcome and not outcome.faults and not outcome.missing:
            say(
                ngettext(
                    "%(n)s project stored as a draft.", "%(n)s projects stored as drafts.", outcome.stored
                )
                + " "
                + ngettext("%(n)s was already there.", "%(n)s were already there.", outcome.already_there),
            )
            return redirect(url_for("project_list.index"), 303)
    faults = [
        (fault.row, fault.column, fault.value, fault_words(fault.code))
        for fault in (outcome.faults[:MOST_FAULTS_SHOWN] if outcome else ())
    ]
    return page(
        "portfolio/imports/upload.html",
        form=form,
        faults=faults,
        fault_count=len(outcome.faults) if outcome else 0,
        missing=[_("The column %(name)s is missing.", name=name) for name in outcome.missing]
        if outcome
        else [],
        status=422 if outcome or form.has_errors else 200,
    )


def _lines(form: ImportForm) -> list[Line] | None:
    try:
        return read_table(form.file.data.read() if form.file.data else b"")
    except UnreadableTable as error:
        form.file.errors = [fault_words(error.code)]
        return None


def _import(form: ImportForm) -> Imported | None:
    lines = _lines(form)
    actor = current_actor()
    if lines is None or actor.mission_id is None or actor.person_id is None:
        return None
    command = ImportProjects(
        actor.mission_id, [(line.number, line.cells) for line in lines], country_codes(), actor.person_id
    )
    with unit_of_work(actor) as work:
        return import_projects(work, command)
