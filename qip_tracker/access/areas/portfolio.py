"""Who may do what: what joins several projects."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, IsSystem, SignedIn, all_of, roles
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import INSIDE, Role
from qip_tracker.domain.portfolio.permissions import PortfolioPermission

RULES: Final[Mapping[Permission, AnyOf]] = {
    PortfolioPermission.HOME_VIEW: all_of(SignedIn()),
    PortfolioPermission.DASHBOARD_VIEW: all_of(roles(*INSIDE)),
    PortfolioPermission.PROJECT_LIST: all_of(roles(*INSIDE, Role.FACILITATOR, Role.PARTNER, Role.DONOR)),
    PortfolioPermission.PROJECT_IMPORT: ((roles(Role.PROGRAMME_MANAGER),), (IsSystem(),)),
}
