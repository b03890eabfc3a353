"""The panels room."""

from qip_tracker.web.panels.routes import blueprint

__all__ = ["blueprint"]
