"""Rights over what joins several projects. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class PortfolioPermission(Permission):
    """Rights over what joins several projects."""

    HOME_VIEW = auto()
    DASHBOARD_VIEW = auto()
    PROJECT_LIST = auto()
    PROJECT_IMPORT = auto()
