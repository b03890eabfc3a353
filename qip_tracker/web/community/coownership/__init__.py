"""The coownership room."""

from qip_tracker.web.community.coownership.routes import blueprint

__all__ = ["blueprint"]
