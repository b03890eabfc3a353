"""The dashboard room."""

from qip_tracker.web.dashboard.routes import blueprint

__all__ = ["blueprint"]
