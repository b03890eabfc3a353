"""The milestones room."""

from qip_tracker.web.works.milestones.routes import blueprint

__all__ = ["blueprint"]
