"""Projects from a table, on a page: the faults of every row, or what was stored."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response
from wtforms import FileField

from qip_tracker.access import Permission
from qip_tracker.adapters.spreadsheets import Line, UnreadableTable, read_table
from qip_tracker.extensions import unit_of_work
from qip_tracker.i18n import _, lazy, ngettext
from qip_tracker.i18n.formats import country_codes
from qip_tracker.i18n.import_faults import fault_words
from qip_tracker.services.portfolio.imports import Imported, ImportProjects, import_projects
from qip_tracker.weblib.forms import BaseForm
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages import page
from qip_tracker.weblib.session_user import current_actor

MOST_FAULTS_SHOWN = 200


class ImportForm(BaseForm):
    """One file."""

    file = FileField(
        lazy("Table of projects"),
        description=lazy(
            "CSV (UTF-8) or XLSX with at least the columns title, sector, place, country, amount, currency and "
            "funding_source. If any row is wrong, nothing is stored and all faults are listed."
        ),
    )


def add_routes(blueprint: Blueprint) -> None:
    """Open the import page on the projects room."""

    @blueprint.route("/projects/import", methods=["GET", "POST"])
    @access(Permission.PROJECT_IMPORT, "mission")
    def import_file() -> Response:
        form = ImportForm()
        outcome = None
        if form.validate_on_submit():
            outcome = _import(form)
            if outcome and not outcome.faults and not outcome.missing:
                flash(
                    ngettext(
                        "%(n)s project stored as a draft.", "%(n)s projects stored as drafts.", outcome.stored
                    )
                    + " "
                    + ngettext(
                        "%(n)s was already there.", "%(n)s were already there.", outcome.already_there
                    ),
                    "done",
                )
                return redirect(url_for("projects.index"), 303)
        faults = [
            (fault.row, fault.column, fault.value, fault_words(fault.code))
            for fault in (outcome.faults[:MOST_FAULTS_SHOWN] if outcome else ())
        ]
        return page(
            "project/projects/import.html",
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
