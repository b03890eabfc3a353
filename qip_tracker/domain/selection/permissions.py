"""Rights from a need to the decision of the committee. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class SelectionPermission(Permission):
    """Rights from a need to the decision of the committee."""

    PROJECT_LOG = auto()
    PROJECT_SUBMIT = auto()
    PROJECT_SCREEN = auto()
    PROJECT_DECIDE = auto()
    PROJECT_WITHDRAW = auto()
    CONDITION_CLEAR = auto()
