"""Policy numbers of a programme: default, bounds and unit. Stored with effective dates, never constants in code.

Sources are the field's practice (docs/glossary.md); every figure without a confirmed source is a setting too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final


def _number(default: int, lowest: int, highest: int, unit: str) -> Any:
    """A whole number with the bounds a mission may set it between, and what it counts: usd (cents), weeks, days, ..."""
    return field(default=default, metadata={"bounds": (lowest, highest), "unit": unit})


@dataclass(frozen=True, slots=True)
class Rules:
    """The policy numbers in force on one day for one mission. Money in US cents, durations in the unit named."""

    ceiling_usd_minor: int = _number(5_000_000, 1, 100_000_000, "usd")
    exception_ceiling_usd_minor: int = _number(10_000_000, 1, 100_000_000, "usd")
    maximum_weeks: int = _number(26, 1, 104, "weeks")
    tranche_split_pct: tuple[int, ...] = field(default=(80, 20), metadata={"unit": "split"})
    overhead_maximum_pct: int = _number(0, 0, 100, "percent")
    minimum_milestones: int = _number(3, 1, 20, "count")
    quorum_members: int = _number(4, 1, 20, "count")
    quorum_seats: tuple[str, ...] = field(default=("chair", "finance"), metadata={"unit": "seats"})
    # Five is the floor under which one voice can be worked out; a mission may only be stricter.
    disclosure_threshold: int = _number(5, 5, 50, "count")
    disclosure_threshold_public: int = _number(10, 10, 100, "count")
    panel_minimum_size: int = _number(7, 5, 50, "count")
    panel_quorum: int = _number(5, 5, 50, "count")
    visit_gap_days: int = _number(45, 7, 365, "days")
    minimum_visits: int = _number(2, 0, 20, "count")
    closure_due_days: int = _number(60, 1, 365, "days")
    approval_due_days: int = _number(30, 1, 365, "days")
    agreement_due_days: int = _number(60, 1, 365, "days")
    payment_due_days: int = _number(10, 1, 365, "days")
    financial_year_start_month: int = _number(7, 1, 12, "count")
    financial_year_start_day: int = _number(1, 1, 28, "count")
    indirect_cost_pct_pbf: int = _number(7, 0, 100, "percent")


KEYS: Final[tuple[str, ...]] = tuple(number.name for number in fields(Rules))
# What a value is: money in US cents, a share, weeks, days, a count; two are lists.
UNITS: Final[Mapping[str, str]] = {number.name: number.metadata["unit"] for number in fields(Rules)}
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    number.name: number.metadata["bounds"] for number in fields(Rules) if "bounds" in number.metadata
}


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
