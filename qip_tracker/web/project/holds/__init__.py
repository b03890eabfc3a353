"""Work that stands still: putting it on hold and resuming it."""

from qip_tracker.web.project.holds.routes import blueprint

__all__ = ["blueprint"]
