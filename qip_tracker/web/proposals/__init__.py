"""The proposals room."""

from qip_tracker.web.proposals.routes import blueprint

__all__ = ["blueprint"]
