"""My work today, and what a load balancer asks."""

from qip_tracker.web.portfolio.home import health
from qip_tracker.web.portfolio.home.routes import blueprint

__all__ = ["blueprint", "health"]
