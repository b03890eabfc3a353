"""Who may do what: permission -> any of (all of predicates), joined from the areas. Nothing else says so."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.areas import (
    community,
    kernel,
    money,
    people,
    portfolio,
    programme,
    project,
    reporting,
    selection,
    works,
)
from qip_tracker.access.predicates import AnyOf
from qip_tracker.domain.kernel.permissions import Permission

RULES: Final[Mapping[Permission, AnyOf]] = {
    **kernel.RULES,
    **people.RULES,
    **programme.RULES,
    **project.RULES,
    **selection.RULES,
    **money.RULES,
    **works.RULES,
    **community.RULES,
    **portfolio.RULES,
    **reporting.RULES,
}
