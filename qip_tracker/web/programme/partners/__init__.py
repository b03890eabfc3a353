"""The partners room."""

from qip_tracker.web.programme.partners.routes import blueprint

__all__ = ["blueprint"]
