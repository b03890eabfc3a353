"""What was delivered, and the ends of a project: completed, closed, terminated."""

from qip_tracker.web.works.completion.routes import blueprint

__all__ = ["blueprint"]
