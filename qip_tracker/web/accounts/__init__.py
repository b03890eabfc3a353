"""Signing in and out, the language, people and their roles."""

from qip_tracker.web.accounts.routes import blueprint

__all__ = ["blueprint"]
