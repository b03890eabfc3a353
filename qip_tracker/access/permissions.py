"""Every right there is, joined from the areas, and a right by its name."""

from typing import Final

from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import KernelPermission, Permission
from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.domain.portfolio.permissions import PortfolioPermission
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.domain.works.permissions import WorksPermission

AREAS: Final[tuple[type[Permission], ...]] = (
    KernelPermission,
    PeoplePermission,
    ProgrammePermission,
    ProjectPermission,
    SelectionPermission,
    MoneyPermission,
    WorksPermission,
    CommunityPermission,
    PortfolioPermission,
    ReportingPermission,
)
PERMISSIONS: Final[tuple[Permission, ...]] = tuple(permission for area in AREAS for permission in area)


def permission_named(name: str) -> Permission:
    """The permission that a table of moves or signatures names by its text; ValueError when there is none."""
    for area in AREAS:
        if name in area.__members__:
            return area(name)
    raise ValueError(f"there is no permission called {name}")
