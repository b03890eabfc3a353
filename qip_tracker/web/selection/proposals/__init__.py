"""The proposals room."""

from qip_tracker.web.selection.proposals import decision, screening
from qip_tracker.web.selection.proposals.routes import blueprint

__all__ = ["blueprint", "decision", "screening"]
