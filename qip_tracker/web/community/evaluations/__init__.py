"""The evaluations room: rounds for the mission, ballots for the members of panels."""

from qip_tracker.web.community.evaluations import ballots
from qip_tracker.web.community.evaluations.routes import blueprint

__all__ = ["ballots", "blueprint"]
