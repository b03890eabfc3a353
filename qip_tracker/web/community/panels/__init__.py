"""The panels room."""

from qip_tracker.web.community.panels.routes import blueprint

__all__ = ["blueprint"]
