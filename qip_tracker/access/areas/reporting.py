"""Who may do what: reports."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, OwnDonor, Released, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import INSIDE, OFFICERS, Role
from qip_tracker.domain.reporting.permissions import ReportingPermission

RULES: Final[Mapping[Permission, AnyOf]] = {
    ReportingPermission.REPORT_VIEW: ((roles(*INSIDE),), (OwnDonor(), Released())),
    ReportingPermission.REPORT_FREEZE: all_of(roles(*OFFICERS)),
    ReportingPermission.REPORT_RELEASE: all_of(roles(Role.PROGRAMME_MANAGER, Role.HEAD_OF_MISSION)),
}
