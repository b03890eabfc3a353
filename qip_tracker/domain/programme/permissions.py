"""Rights over the mission, its money, its partners and its trail. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class ProgrammePermission(Permission):
    """Rights over the mission, its money, its partners and its trail."""

    MISSION_VIEW = auto()
    PROGRAMME_VIEW = auto()
    PROGRAMME_EDIT = auto()
    PARTNER_VIEW = auto()
    PARTNER_EDIT = auto()
    PARTNER_ASSESS = auto()
    AUDIT_VIEW = auto()
