"""Who may do what: a project as a whole."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, Approved, OwnDonor, OwnPartner, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import INSIDE, OFFICERS, Role
from qip_tracker.domain.project.permissions import ProjectPermission

RULES: Final[Mapping[Permission, AnyOf]] = {
    ProjectPermission.PROJECT_VIEW: (
        (roles(*INSIDE, Role.FACILITATOR),),
        (OwnPartner(),),
        (OwnDonor(), Approved()),
    ),
    ProjectPermission.PROJECT_EDIT: all_of(roles(*OFFICERS)),
    ProjectPermission.PROJECT_HOLD: all_of(roles(Role.PROGRAMME_MANAGER)),
    ProjectPermission.PROJECT_TERMINATE: all_of(roles(Role.HEAD_OF_MISSION)),
}
