"""The reports room."""

from qip_tracker.web.reports.routes import blueprint

__all__ = ["blueprint"]
