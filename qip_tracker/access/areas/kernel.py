"""Who may do what: what belongs to no area."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, Anyone, all_of
from qip_tracker.domain.kernel.permissions import KernelPermission, Permission

RULES: Final[Mapping[Permission, AnyOf]] = {
    KernelPermission.PUBLIC_READ: all_of(Anyone()),
}
