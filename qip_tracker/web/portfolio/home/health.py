"""What a load balancer asks: only whether we can serve, never a version, a name or a count."""

from flask import Blueprint
from werkzeug.wrappers import Response

from qip_tracker.access import Permission
from qip_tracker.extensions import db
from qip_tracker.queries.kernel.health import database_answers
from qip_tracker.weblib.guard import access


def add_routes(blueprint: Blueprint) -> None:
    """Open the health page on the home room."""

    @blueprint.get("/health")
    @access(Permission.PUBLIC_READ)
    def health() -> Response:
        """`ok`, or 503 when the database is away."""
        if database_answers(db.session()):
            return Response("ok\n", 200, mimetype="text/plain")
        return Response("unavailable\n", 503, {"Retry-After": "10"}, mimetype="text/plain")
