"""Who may do what: from a need to the decision."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, IsSystem, NotOnTheFile, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import OFFICERS, Role
from qip_tracker.domain.selection.permissions import SelectionPermission

RULES: Final[Mapping[Permission, AnyOf]] = {
    SelectionPermission.PROJECT_LOG: ((roles(*OFFICERS),), (IsSystem(),)),
    SelectionPermission.PROJECT_SUBMIT: all_of(roles(*OFFICERS)),
    SelectionPermission.PROJECT_SCREEN: all_of(roles(Role.PROGRAMME_MANAGER), NotOnTheFile()),
    SelectionPermission.PROJECT_DECIDE: all_of(roles(Role.COMMITTEE_MEMBER), NotOnTheFile()),
    SelectionPermission.PROJECT_WITHDRAW: all_of(roles(*OFFICERS)),
    SelectionPermission.CONDITION_CLEAR: all_of(roles(Role.PROGRAMME_MANAGER)),
}
