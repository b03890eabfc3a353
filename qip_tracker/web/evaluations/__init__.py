"""The evaluations room."""

from qip_tracker.web.evaluations.routes import blueprint

__all__ = ["blueprint"]
