"""The proposals room."""

from qip_tracker.web.selection.proposals import judging_routes
from qip_tracker.web.selection.proposals.routes import blueprint

__all__ = ["blueprint", "judging_routes"]
