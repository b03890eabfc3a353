"""The list of projects, on a page and as a file."""

from qip_tracker.web.portfolio.project_list.routes import blueprint

__all__ = ["blueprint"]
