"""The milestones room."""

from qip_tracker.web.milestones.routes import blueprint

__all__ = ["blueprint"]
