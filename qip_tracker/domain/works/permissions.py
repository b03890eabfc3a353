"""Rights over visits, milestones, completion and handover. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class WorksPermission(Permission):
    """Rights over visits, milestones, completion and handover."""

    VISIT_RECORD = auto()
    MILESTONE_CONFIRM = auto()
    PHOTO_VIEW = auto()
    PROJECT_COMPLETE = auto()
    PROJECT_HAND_OVER = auto()
    PROJECT_CLOSE = auto()
