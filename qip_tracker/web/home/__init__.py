"""My work today."""

from qip_tracker.web.home.routes import blueprint

__all__ = ["blueprint"]
