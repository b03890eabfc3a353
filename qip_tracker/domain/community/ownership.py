"""How far a project is the community's own: five points, each from facts on record and each with its reason."""

from dataclasses import dataclass
from typing import Final

POINTS: Final = ("raised", "design", "contribution", "management", "maintenance")
REASONS: Final = (
    "raised_locally",
    "raised_elsewhere",
    "design_changed",
    "design_unchanged",
    "contribution_delivered",
    "contribution_only_promised",
    "no_contribution",
    "women_manage",
    "no_woman_manages",
    "women_not_recorded",
    "no_management_body",
    "maintenance_funded",
    "maintenance_not_funded",
    "maintenance_open",
)


@dataclass(frozen=True, slots=True)
class OwnershipFacts:
    """What is on record. `women_in_management` is None while nobody wrote it down; the rest defaults to not so."""

    raised_locally: bool = False
    design_changes_by_community: int = 0
    contributions_promised: int = 0
    contributions_delivered: int = 0
    has_management_body: bool = False
    women_in_management: int | None = None
    has_maintenance_owner: bool = False
    maintenance_funded: bool = False


@dataclass(frozen=True, slots=True)
class OwnershipPoint:
    """One of the five: its code, whether it is given, and the code of the reason."""

    code: str
    given: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Ownership:
    """The index 0-5 and the five points it is the sum of, always in the same order."""

    points: tuple[OwnershipPoint, ...]

    @property
    def index(self) -> int:
        """Points given, 0 to 5."""
        return sum(point.given for point in self.points)


def ownership(facts: OwnershipFacts) -> Ownership:
    """One point each: raised locally, design changed by the community, contribution made, women manage, upkeep paid.

    A promise is not a contribution, and a body without women or an owner without money earns nothing: these are
    what remains when the mission has left. Proposed by the project, not doctrine (docs/decisions).
    """
    return Ownership(
        (
            _point("raised", facts.raised_locally, "raised_locally", "raised_elsewhere"),
            _point("design", facts.design_changes_by_community > 0, "design_changed", "design_unchanged"),
            _contribution(facts),
            _management(facts),
            _maintenance(facts),
        )
    )


def _point(code: str, given: bool, reason_given: str, reason_not: str) -> OwnershipPoint:
    return OwnershipPoint(code, given, reason_given if given else reason_not)


def _contribution(facts: OwnershipFacts) -> OwnershipPoint:
    without = "contribution_only_promised" if facts.contributions_promised > 0 else "no_contribution"
    return _point("contribution", facts.contributions_delivered > 0, "contribution_delivered", without)


def _management(facts: OwnershipFacts) -> OwnershipPoint:
    if not facts.has_management_body:
        return OwnershipPoint("management", False, "no_management_body")
    if facts.women_in_management is None:
        return OwnershipPoint("management", False, "women_not_recorded")
    return _point("management", facts.women_in_management > 0, "women_manage", "no_woman_manages")


def _maintenance(facts: OwnershipFacts) -> OwnershipPoint:
    without = "maintenance_not_funded" if facts.has_maintenance_owner else "maintenance_open"
    return _point("maintenance", facts.maintenance_funded, "maintenance_funded", without)
