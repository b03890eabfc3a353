"""One project at a glance."""

from qip_tracker.web.project.overview.routes import blueprint

__all__ = ["blueprint"]
