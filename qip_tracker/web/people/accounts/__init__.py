"""Signing in and out, the language, one's own account, people and their roles, invitations."""

from qip_tracker.web.people.accounts import joining, own, people
from qip_tracker.web.people.accounts.routes import blueprint

__all__ = ["blueprint", "joining", "own", "people"]
