"""The projects room."""

from qip_tracker.web.projects.routes import blueprint

__all__ = ["blueprint"]
