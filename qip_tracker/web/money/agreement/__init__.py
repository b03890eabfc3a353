"""The agreement between mission and partner."""

from qip_tracker.web.money.agreement.routes import blueprint

__all__ = ["blueprint"]
