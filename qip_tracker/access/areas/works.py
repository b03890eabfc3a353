"""Who may do what: visits, milestones, completion and handover."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, Approved, OwnDonor, OwnPartner, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import INSIDE, OFFICERS, Role
from qip_tracker.domain.works.permissions import WorksPermission

RULES: Final[Mapping[Permission, AnyOf]] = {
    WorksPermission.VISIT_RECORD: all_of(roles(*OFFICERS)),
    WorksPermission.MILESTONE_CONFIRM: all_of(roles(*OFFICERS, Role.FACILITATOR)),
    WorksPermission.PHOTO_VIEW: (
        (roles(*INSIDE, Role.FACILITATOR),),
        (OwnPartner(),),
        (OwnDonor(), Approved()),
    ),
    WorksPermission.PROJECT_COMPLETE: all_of(roles(Role.PROGRAMME_MANAGER)),
    WorksPermission.PROJECT_HAND_OVER: all_of(roles(*OFFICERS)),
    WorksPermission.PROJECT_CLOSE: all_of(roles(Role.PROGRAMME_MANAGER)),
}
