"""What a load balancer asks: only whether we can serve, never a version, a name or a count."""

from werkzeug.wrappers import Response

from qip_tracker.domain.kernel.permissions import KernelPermission
from qip_tracker.extensions import db
from qip_tracker.queries.kernel.health import database_answers
from qip_tracker.web.portfolio.home.routes import blueprint
from qip_tracker.weblib.guard import access


@blueprint.get("/health")
@access(KernelPermission.PUBLIC_READ)
def health() -> Response:
    """`ok`, or 503 when the database is away."""
    if database_answers(db.session()):
        return Response("ok\n", 200, mimetype="text/plain")
    return Response("unavailable\n", 503, {"Retry-After": "10"}, mimetype="text/plain")
