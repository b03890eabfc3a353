"""Policy numbers of a programme: defaults, types and bounds. Stored with effective dates, never constants in code.

Sources are the field's practice (docs/glossary.md); every figure without a confirmed source is a setting too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Rules:
    """The policy numbers in force on one day for one mission. Money in US cents, durations in the unit named."""

    ceiling_usd_minor: int = 5_000_000
    exception_ceiling_usd_minor: int = 10_000_000
    maximum_weeks: int = 26
    tranche_split_pct: tuple[int, ...] = (80, 20)
    overhead_maximum_pct: int = 0
    minimum_milestones: int = 3
    quorum_members: int = 4
    quorum_seats: tuple[str, ...] = ("chair", "finance")
    disclosure_threshold: int = 5
    disclosure_threshold_public: int = 10
    panel_minimum_size: int = 7
    panel_quorum: int = 5
    visit_gap_days: int = 45
    minimum_visits: int = 2
    closure_due_days: int = 60
    approval_due_days: int = 30
    agreement_due_days: int = 60
    payment_due_days: int = 10
    financial_year_start_month: int = 7
    financial_year_start_day: int = 1
    indirect_cost_pct_pbf: int = 7


BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "ceiling_usd_minor": (1, 100_000_000),
    "exception_ceiling_usd_minor": (1, 100_000_000),
    "maximum_weeks": (1, 104),
    "overhead_maximum_pct": (0, 100),
    "minimum_milestones": (1, 20),
    "quorum_members": (1, 20),
    # Five is the floor under which one voice can be worked out; a mission may only be stricter.
    "disclosure_threshold": (5, 50),
    "disclosure_threshold_public": (10, 100),
    "panel_minimum_size": (5, 50),
    "panel_quorum": (5, 50),
    "visit_gap_days": (7, 365),
    "minimum_visits": (0, 20),
    "closure_due_days": (1, 365),
    "approval_due_days": (1, 365),
    "agreement_due_days": (1, 365),
    "payment_due_days": (1, 365),
    "financial_year_start_month": (1, 12),
    "financial_year_start_day": (1, 28),
    "indirect_cost_pct_pbf": (0, 100),
}

KEYS: Final[tuple[str, ...]] = tuple(field.name for field in fields(Rules))


def parse_value(key: str, text: str) -> int | tuple[int, ...] | tuple[str, ...]:
    """The value of one policy number from its stored text; ValueError when unknown, malformed or out of bounds."""
    if key == "tranche_split_pct":
        parts = tuple(int(part) for part in text.split(",") if part.strip())
        if sum(parts) != 100 or any(part < 5 for part in parts):
            raise ValueError("the shares of the tranches add up to 100, none below 5")
        return parts
    if key == "quorum_seats":
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if key not in BOUNDS:
        raise ValueError(f"there is no policy number called {key}")
    value = int(text)
    low, high = BOUNDS[key]
    if not low <= value <= high:
        raise ValueError(f"{key} lies between {low} and {high}")
    return value


def rules_from(stored: Mapping[str, str]) -> Rules:
    """Rules with the stored texts laid over the defaults; a key that is unknown or malformed raises ValueError."""
    return replace(Rules(), **{key: parse_value(key, text) for key, text in stored.items()})  # type: ignore[arg-type]
