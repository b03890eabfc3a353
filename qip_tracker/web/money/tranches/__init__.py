"""The budget and the tranches with their signatures."""

from qip_tracker.web.money.tranches.routes import blueprint

__all__ = ["blueprint"]
