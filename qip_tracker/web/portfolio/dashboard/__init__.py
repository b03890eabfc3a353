"""The dashboard room."""

from qip_tracker.web.portfolio.dashboard.routes import blueprint

__all__ = ["blueprint"]
