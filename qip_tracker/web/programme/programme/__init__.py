"""The programme room: the mission's frame, its policy numbers, and the audit trail."""

from qip_tracker.web.programme.programme import policy, trail
from qip_tracker.web.programme.programme.routes import blueprint

__all__ = ["blueprint", "policy", "trail"]
