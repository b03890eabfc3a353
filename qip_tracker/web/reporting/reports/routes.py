"""Freeze a report, read it on screen, take it as PDF, and tell anybody whether a printed hash is ours."""

from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, flash, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import photos
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.domain.reporting.vocabulary import ReportKind
from qip_tracker.extensions import db
from qip_tracker.i18n import LANGUAGES, _, current_language
from qip_tracker.models import ReportSnapshot
from qip_tracker.queries.reporting import reports as stored_reports
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.snapshot import canonical_json, from_json, sha256
from qip_tracker.reports.gather import donor_report, pbf_progress
from qip_tracker.reports.labels import label
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.reporting import reports
from qip_tracker.web.reporting.reports.presenters import on_screen
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages import page
from qip_tracker.weblib.project_page import project_page
from qip_tracker.weblib.session_user import current_actor
from qip_tracker.weblib.submit import change

blueprint = Blueprint("reports", __name__)
GATHER: dict[str, Any] = {
    ReportKind.DONOR_REPORT: donor_report.gather,
    ReportKind.PBF_PROGRESS: pbf_progress.gather,
}
FACTS: dict[str, type[Any]] = {
    ReportKind.DONOR_REPORT: DonorReportFacts,
    ReportKind.PBF_PROGRESS: PbfProgressFacts,
}


@blueprint.get("/projects/<int:project_id>/reports")
@access(ProjectPermission.PROJECT_VIEW, "project")
def index(project_id: int) -> Response:
    """The frozen reports of a project, and what can be frozen now."""
    session = db.session()
    lines = stored_reports.of_project(session, current_actor(), current_subject())
    return project_page(
        "reporting/reports/index.html",
        project_id,
        "reports.index",
        reports=lines,
        kinds=stored_reports.kinds_for(session, project_id),
    )


@blueprint.post("/projects/<int:project_id>/reports/<string:kind>")
@access(ReportingPermission.REPORT_FREEZE, "project")
def freeze(project_id: int, kind: str) -> Response:
    """Gather the facts and freeze them, in one transaction."""
    if kind not in tuple(ReportKind):
        abort(404)

    def verb(work: Work) -> ReportSnapshot:
        reports.require_freeze(work, project_id)
        facts = GATHER[kind](work.session, project_id, now=work.now, prepared_by=work.actor.display_name)
        return reports.freeze(
            work, reports.FreezeReport(project_id, kind, canonical_json(facts), sha256(facts))
        )

    return change(verb, lambda made: url_for("reports.show", project_id=project_id, report_id=made.id))


def _facts(project_id: int, report_id: int) -> tuple[ReportSnapshot, Any]:
    snapshot = stored_reports.stored(db.session(), report_id)
    return snapshot, from_json(FACTS[snapshot.kind], snapshot.facts_json)


@blueprint.get("/projects/<int:project_id>/reports/<int:report_id>")
@access(ReportingPermission.REPORT_VIEW, "report")
def show(project_id: int, report_id: int) -> Response:
    """The report on screen: the same facts as the PDF."""
    snapshot, facts = _facts(project_id, report_id)
    return project_page(
        "reporting/reports/show.html",
        project_id,
        "reports.index",
        snapshot=snapshot,
        report=facts,
        view=on_screen(facts),
        languages=LANGUAGES,
    )


def _asset(media_key: str) -> bytes | None:
    folder: Path = current_app.extensions["qip_settings"].data_directory / "photos"
    return photos.read(folder, media_key)


@blueprint.get("/projects/<int:project_id>/reports/<int:report_id>.pdf")
@access(ReportingPermission.REPORT_VIEW, "report")
def pdf(project_id: int, report_id: int) -> Response:
    """The report on paper, in the language asked for; the same bytes every time."""
    # Drawing takes a library that most requests never need.
    from qip_tracker.reports.pdf.render import render

    snapshot, facts = _facts(project_id, report_id)
    language = request.args.get("language", current_language())
    if language not in LANGUAGES:
        abort(404)
    verify_url = f"{current_app.extensions['qip_settings'].external_url}/verify/{snapshot.sha256}"
    content = render(
        snapshot.kind, facts, language=language, labels=label, assets=_asset, verify_url=verify_url
    )
    name = f"{facts.reference.replace('/', '-')}-{snapshot.kind}-{snapshot.as_of.isoformat()}-{language}.pdf"
    response = Response(content, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.get("/projects/<int:project_id>/reports/<int:report_id>/photos/<string:media_key>")
@access(ReportingPermission.REPORT_VIEW, "report")
def photo(project_id: int, report_id: int, media_key: str) -> Response:
    """A photo of this report, and of no other."""
    _snapshot, facts = _facts(project_id, report_id)
    if media_key not in {one.media_key for one in facts.photos}:
        abort(404)
    jpeg = _asset(media_key)
    if jpeg is None:
        abort(404)
    response = Response(jpeg, mimetype="image/jpeg")
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@blueprint.post("/projects/<int:project_id>/reports/<int:report_id>/release")
@access(ReportingPermission.REPORT_RELEASE, "report")
def release(project_id: int, report_id: int) -> Response:
    """Open the report to its donor."""

    def then(made: ReportSnapshot) -> str:
        flash(_("The donor can read this report now."), "done")
        return url_for("reports.show", project_id=project_id, report_id=made.id)

    return change(lambda work: reports.release(work, project_id, report_id), then)


@blueprint.get("/verify")
@blueprint.get("/verify/<string:printed>")
@access(KernelPermission.PUBLIC_READ)
def verify(printed: str | None = None) -> Response:
    """Is the hash printed on this page one of ours?"""
    asked = printed if printed is not None else request.args.get("hash", "")
    found = stored_reports.verified(db.session(), asked) if asked else None
    return page("reporting/reports/verify.html", asked=asked[:80], found=found)
