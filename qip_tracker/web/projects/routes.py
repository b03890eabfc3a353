"""The list of projects, and one project: overview, agreement, money, completion."""

from flask import Blueprint
from werkzeug.wrappers import Response

from qip_tracker.access import Permission
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages import page
from qip_tracker.weblib.project_page import project_page

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects")
@access(Permission.PROJECT_LIST, "mission")
def index() -> Response:
    """All projects the reader may see."""
    return page("projects/index.html")


@blueprint.get("/projects/<int:project_id>")
@access(Permission.PROJECT_VIEW, "project")
def show(project_id: int) -> Response:
    """One project at a glance."""
    return project_page("projects/show.html", project_id, "projects.show")
