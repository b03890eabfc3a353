"""The projects room."""

from qip_tracker.web.project.projects import closing, importing, listing, money
from qip_tracker.web.project.projects.routes import blueprint

importing.add_routes(blueprint)
listing.add_routes(blueprint)

# Imported because their routes stand on the same blueprint.
PARTS = (closing, money)

__all__ = ["PARTS", "blueprint"]
