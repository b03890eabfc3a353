"""The list of projects: search, filters in the address, order, totals, and the same rows as a file."""

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.web.portfolio.project_list import filters
from qip_tracker.web.portfolio.project_list.export import EXPORTS, file_of
from qip_tracker.web.portfolio.project_list.listing import list_page
from qip_tracker.weblib.guard import access

blueprint = Blueprint("project_list", __name__)


@blueprint.get("/projects")
@access(PortfolioPermission.PROJECT_LIST, "mission")
def index() -> Response:
    """All projects the reader may see."""
    return list_page(filters.read(request.args))


@blueprint.get("/projects/export.<kind>")
@access(PortfolioPermission.PROJECT_LIST, "mission")
def export(kind: str) -> Response:
    """Every row the same address shows, in the same order, with the same columns."""
    if kind not in EXPORTS:
        abort(404)
    return file_of(kind, filters.read(request.args))
