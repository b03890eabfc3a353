"""The coownership room."""

from qip_tracker.web.coownership.routes import blueprint

__all__ = ["blueprint"]
