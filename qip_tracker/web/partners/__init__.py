"""The partners room."""

from qip_tracker.web.partners.routes import blueprint

__all__ = ["blueprint"]
