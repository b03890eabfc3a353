"""The reports room."""

from qip_tracker.web.reporting.reports.routes import blueprint

__all__ = ["blueprint"]
