"""Who may do what: the mission, its money, partners and trail."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, IsSystem, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import INSIDE, OFFICERS, STAFF, Role
from qip_tracker.domain.programme.permissions import ProgrammePermission

RULES: Final[Mapping[Permission, AnyOf]] = {
    ProgrammePermission.MISSION_VIEW: all_of(roles(*STAFF, Role.PARTNER, Role.DONOR)),
    ProgrammePermission.PROGRAMME_VIEW: all_of(roles(*STAFF)),
    ProgrammePermission.PROGRAMME_EDIT: ((roles(Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER),), (IsSystem(),)),
    ProgrammePermission.PARTNER_VIEW: all_of(roles(*INSIDE)),
    ProgrammePermission.PARTNER_EDIT: all_of(roles(*OFFICERS)),
    ProgrammePermission.PARTNER_ASSESS: all_of(roles(Role.PROGRAMME_MANAGER)),
    ProgrammePermission.AUDIT_VIEW: all_of(roles(Role.AUDITOR)),
}
