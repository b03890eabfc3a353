"""The handover to the owner."""

from qip_tracker.web.works.handover.routes import blueprint

__all__ = ["blueprint"]
