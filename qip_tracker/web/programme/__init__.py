"""The programme room."""

from qip_tracker.web.programme.routes import blueprint

__all__ = ["blueprint"]
