"""The first page after signing in: what waits for me."""

from flask import Blueprint
from werkzeug.wrappers import Response

from qip_tracker.access import Permission
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages import page

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access(Permission.HOME_VIEW)
def index() -> Response:
    """What waits for me, oldest first."""
    return page("home/index.html")
