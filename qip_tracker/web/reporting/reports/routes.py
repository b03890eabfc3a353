"""Freeze a report, read it on screen, take it as PDF, and tell anybody whether a printed hash is ours."""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path

from flask import Blueprint, abort, current_app, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.adapters import photos
from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.domain.reporting.vocabulary import ReportKind
from qip_tracker.extensions import db
from qip_tracker.i18n import LANGUAGES, _, current_language
from qip_tracker.i18n.refusals import refusal_message
from qip_tracker.models import ReportSnapshot
from qip_tracker.queries.reporting import reports as stored_reports
from qip_tracker.reports import frozen
from qip_tracker.reports.direction_marks import bare
from qip_tracker.reports.draw.html.page import sections
from qip_tracker.reports.facts.versions import ReportFacts
from qip_tracker.reports.telling.catalogue import document_of
from qip_tracker.reports.telling.document import Document
from qip_tracker.services.reporting import reports
from qip_tracker.weblib.forms.submit import carry_out
from qip_tracker.weblib.guard import access, current_subject
from qip_tracker.weblib.pages.drawings import drawing
from qip_tracker.weblib.pages.flashes import FlashKind, say, then_say
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.pages.project_page import project_page
from qip_tracker.weblib.request.session_user import current_actor

blueprint = Blueprint("reports", __name__)
log = logging.getLogger(__name__)
# media_key -> the bytes of a photo, or None when it is gone.
Assets = Callable[[str], bytes | None]


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

    def then(made: reports.Frozen) -> str:
        if not made.is_new:
            say(
                _("Nothing has changed since this report was frozen, so no second one was made."),
                FlashKind.WARNING,
            )
        return url_for("reports.show", project_id=project_id, report_id=made.snapshot.id)

    return carry_out(lambda work: frozen.freeze(work, project_id, kind), then)


def _opened(project_id: int, report_id: int) -> tuple[ReportSnapshot, ReportFacts]:
    """A stored report and its facts; facts that may not be shown are answered with a page that says why."""
    snapshot = stored_reports.stored(db.session(), report_id)
    try:
        return snapshot, frozen.opened(snapshot)
    except Refused as refused:
        log.error("report %s is not shown: %s", report_id, refused)
        words = refusal_message(refused.refusals[0].code)
        answer = project_page("reporting/reports/not_shown.html", project_id, "reports.index", words=words)
        answer.status_code = 409
        abort(answer)


def _document_of(
    project_id: int, report_id: int, language: str, assets: Assets
) -> tuple[ReportSnapshot, Document]:
    """A stored report and what it says in this language."""
    snapshot, facts = _opened(project_id, report_id)
    site = current_app.extensions["qip_settings"].external_url
    proof = frozen.proof_of(snapshot, f"{site}/verify/{snapshot.sha256}")

    def is_kept(media_key: str) -> bool:
        return assets(media_key) is not None

    return snapshot, document_of(snapshot.kind, facts, proof=proof, language=language, is_kept=is_kept)


@blueprint.get("/projects/<int:project_id>/reports/<int:report_id>")
@access(ReportingPermission.REPORT_VIEW, "report")
def show(project_id: int, report_id: int) -> Response:
    """The report on screen: the same document as the PDF."""
    snapshot, document = _document_of(project_id, report_id, current_language(), _asset)

    def photo_address(media_key: str) -> str:
        return url_for("reports.photo", project_id=project_id, report_id=report_id, media_key=media_key)

    return project_page(
        "reporting/reports/show.html",
        project_id,
        "reports.index",
        snapshot=snapshot,
        report=document,
        sections=sections(document),
        drawing=drawing,
        photo_address=photo_address,
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
    from qip_tracker.reports.draw.pdf.render import render

    language = request.args.get("language", current_language())
    if language not in LANGUAGES:
        abort(404)
    # A photo is looked for when it is told and read when it is drawn: once from the disk.
    assets = cache(_asset)
    snapshot, document = _document_of(project_id, report_id, language, assets)
    content = render(document, assets=assets)
    name = f"{bare(document.reference).replace('/', '-')}-{snapshot.kind}-{snapshot.as_of.isoformat()}-{language}.pdf"
    response = Response(content, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.get("/projects/<int:project_id>/reports/<int:report_id>/photos/<string:media_key>")
@access(ReportingPermission.REPORT_VIEW, "report")
def photo(project_id: int, report_id: int, media_key: str) -> Response:
    """A photo of this report, and of no other."""
    _snapshot, facts = _opened(project_id, report_id)
    if media_key not in {taken.media_key for taken in facts.photos}:
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
    return carry_out(
        lambda work: reports.release(work, project_id, report_id),
        then_say(
            _("The donor can read this report now."),
            url_for("reports.show", project_id=project_id, report_id=report_id),
        ),
    )


@blueprint.get("/verify")
@blueprint.get("/verify/<string:printed>")
@access(KernelPermission.PUBLIC_READ)
def verify(printed: str | None = None) -> Response:
    """Is the hash printed on this page one of ours?"""
    asked = printed if printed is not None else request.args.get("hash", "")
    report = stored_reports.verified(db.session(), asked) if asked else None
    return page("reporting/reports/verify.html", asked=asked[:80], report=report)
