"""Rights over a project as a whole. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class ProjectPermission(Permission):
    """Rights over a project as a whole."""

    PROJECT_VIEW = auto()
    PROJECT_EDIT = auto()
    PROJECT_HOLD = auto()
    PROJECT_TERMINATE = auto()
