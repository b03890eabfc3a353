"""The projects room."""

from qip_tracker.web.projects import importing
from qip_tracker.web.projects.routes import blueprint

importing.add_routes(blueprint)

__all__ = ["blueprint"]
