"""Who may do what: the agreement and its tranches."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.domain.people.roles import Role

RULES: Final[Mapping[Permission, AnyOf]] = {
    MoneyPermission.AGREEMENT_SIGN: all_of(roles(Role.PROGRAMME_MANAGER)),
    MoneyPermission.TRANCHE_REQUEST: all_of(roles(Role.PROGRAMME_OFFICER)),
    MoneyPermission.TRANCHE_CLEAR: all_of(roles(Role.PROGRAMME_MANAGER)),
    MoneyPermission.TRANCHE_CERTIFY: all_of(roles(Role.CERTIFYING_OFFICER)),
    MoneyPermission.TRANCHE_APPROVE: all_of(roles(Role.APPROVING_OFFICER)),
    MoneyPermission.TRANCHE_PAY: all_of(roles(Role.CERTIFYING_OFFICER)),
}
