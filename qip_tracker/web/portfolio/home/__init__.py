"""My work today."""

from qip_tracker.web.portfolio.home import health
from qip_tracker.web.portfolio.home.routes import blueprint

health.add_routes(blueprint)

__all__ = ["blueprint"]
