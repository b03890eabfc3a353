"""Rights over reports. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class ReportingPermission(Permission):
    """Rights over reports."""

    REPORT_VIEW = auto()
    REPORT_FREEZE = auto()
    REPORT_RELEASE = auto()
