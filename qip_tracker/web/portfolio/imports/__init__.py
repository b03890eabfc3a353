"""Projects from a table."""

from qip_tracker.web.portfolio.imports.routes import blueprint

__all__ = ["blueprint"]
