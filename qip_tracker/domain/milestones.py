"""When a step is done: two keys, the mission's visit and a co-owner's confirmation, in two hands."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """Dates of one milestone."""

    planned_on: date
    seen_on: date | None
    confirmed_on: date | None
    dropped_on: date | None
    weight_pct: int = 0


def state_of(facts: MilestoneFacts, today: date) -> str:
    """Derived, never stored: dropped, done (both keys), observed or confirmed (one key), late, or on track."""
    if facts.dropped_on:
        return "dropped"
    if facts.seen_on and facts.confirmed_on:
        return "done"
    if facts.seen_on:
        return "observed"
    if facts.confirmed_on:
        return "confirmed"
    return "late" if facts.planned_on < today else "on_track"


def done_on(facts: MilestoneFacts) -> date | None:
    """The day the second key was turned; None until both are."""
    if facts.seen_on and facts.confirmed_on:
        return max(facts.seen_on, facts.confirmed_on)
    return None


def planned_pct(milestones: list[MilestoneFacts], today: date) -> int:
    """Percent of the plan's weight that was due by today."""
    return sum(m.weight_pct for m in milestones if not m.dropped_on and m.planned_on <= today)


def done_pct(milestones: list[MilestoneFacts]) -> int:
    """Percent of the plan's weight that is done."""
    return sum(m.weight_pct for m in milestones if done_on(m))
