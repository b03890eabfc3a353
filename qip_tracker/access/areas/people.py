"""Who may do what: accounts and roles."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, IsSystem, SignedIn, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.domain.people.roles import Role

RULES: Final[Mapping[Permission, AnyOf]] = {
    PeoplePermission.OWN_ACCOUNT_USE: all_of(SignedIn()),
    PeoplePermission.PEOPLE_EDIT: ((roles(Role.ADMINISTRATOR),), (IsSystem(),)),
}
