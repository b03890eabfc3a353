"""When a step is done: two keys, the mission's visit and a co-owner's confirmation, in two hands."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.domain.project.states import AT_WORK_STATES, UNDER_AGREEMENT_STATES
from qip_tracker.domain.works.vocabulary import MilestoneState, VisitPurpose


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """When a milestone was to be done, when each of its two keys was turned, and its share of the plan in percent."""

    planned_on: date
    seen_on: date | None
    confirmed_on: date | None
    dropped_on: date | None
    weight_pct: int = 0


def state_of(facts: MilestoneFacts, today: date) -> MilestoneState:
    """Derived, never stored: dropped, done (both keys), observed or confirmed (one key), late, or on track."""
    if facts.dropped_on:
        return MilestoneState.DROPPED
    if facts.seen_on and facts.confirmed_on:
        return MilestoneState.DONE
    if facts.seen_on:
        return MilestoneState.OBSERVED
    if facts.confirmed_on:
        return MilestoneState.CONFIRMED
    return MilestoneState.LATE if facts.planned_on < today else MilestoneState.ON_TRACK


def done_on(facts: MilestoneFacts) -> date | None:
    """The day the second key was turned; None until both are."""
    if facts.seen_on and facts.confirmed_on:
        return max(facts.seen_on, facts.confirmed_on)
    return None


def planned_pct(milestones: list[MilestoneFacts], today: date) -> int:
    """Percent of the plan's weight that was due by today; a dropped step weighs nothing."""
    return sum(m.weight_pct for m in milestones if not m.dropped_on and m.planned_on <= today)


def done_pct(milestones: list[MilestoneFacts]) -> int:
    """Percent of the plan's weight that is done, by both keys."""
    return sum(m.weight_pct for m in milestones if done_on(m))


# Somebody who was not there cannot say that something stands.
FROM_AFAR: Final = frozenset({VisitPurpose.REMOTE})
MOST_PHOTOS: Final = 6


@dataclass(frozen=True, slots=True)
class Keys:
    """What is on record of one milestone: dates, and whose hand turned each key."""

    facts: MilestoneFacts
    seen_by_id: int | None = None
    confirmation_recorded_by_id: int | None = None


def seeing_refusals(keys: Keys, person_id: int, field: str) -> list[Refusal]:
    """Why this person may not turn the mission's key: it is turned, the step is dropped, or the other key is theirs."""
    if keys.facts.seen_on or keys.facts.dropped_on:
        return [Refusal("milestone.not_open", field)]
    if keys.confirmation_recorded_by_id == person_id:
        return [Refusal("milestone.same_person", field)]
    return []


def confirming_refusals(
    keys: Keys, person_id: int, confirmed_on: date, project_state: str, today: date
) -> list[Refusal]:
    """Why this person may not record a co-owner's word on that day.

    The project is under agreement, the step neither confirmed nor dropped, the mission's key in another hand, and the
    day not in the future.
    """
    refusals = []
    if project_state not in UNDER_AGREEMENT_STATES:
        refusals.append(Refusal("milestone.project_not_running"))
    if keys.facts.confirmed_on or keys.facts.dropped_on:
        refusals.append(Refusal("milestone.not_open"))
    elif keys.seen_by_id == person_id:
        refusals.append(Refusal("milestone.same_person"))
    if confirmed_on > today:
        refusals.append(Refusal("date.in_future", "confirmed_on"))
    return refusals


def withdrawing_refusals(
    facts: MilestoneFacts, reason: str | None, project_state: str, last_tranche_is_asked_for: bool
) -> list[Refusal]:
    """Why a co-owner's word given by mistake may not be taken back: there is none, or something rests on it by now.

    It can while the works go on. The last tranche is asked for on the strength of the keys, and the works are
    declared completed on them.
    """
    refusals = []
    if project_state not in AT_WORK_STATES or last_tranche_is_asked_for:
        refusals.append(Refusal("milestone.rested_on"))
    if facts.confirmed_on is None:
        refusals.append(Refusal("milestone.not_confirmed"))
    if not (reason or "").strip():
        refusals.append(Refusal("project.reason_missing", "reason"))
    return refusals


def dropping_refusals(facts: MilestoneFacts, reason: str | None, project_state: str) -> list[Refusal]:
    """Why a step may not be dropped: it is done or dropped, the project does not run, or nobody says why."""
    refusals = []
    if project_state not in UNDER_AGREEMENT_STATES:
        refusals.append(Refusal("milestone.project_not_running"))
    if facts.dropped_on or done_on(facts):
        refusals.append(Refusal("milestone.not_open"))
    if not (reason or "").strip():
        refusals.append(Refusal("project.reason_missing", "reason"))
    return refusals


def is_late(facts: MilestoneFacts, today: date) -> bool:
    """Whether the step was or is done after its planned day; never once it is dropped."""
    return not facts.dropped_on and days_behind(facts, today) > 0


def days_behind(facts: MilestoneFacts, today: date) -> int:
    """Days from the planned day to the day it was done, or to today; 0 when on time."""
    return max(0, ((done_on(facts) or today) - facts.planned_on).days)


def visit_refusals(visited_on: date, project_state: str, today: date) -> list[Refusal]:
    """Why a visit cannot be recorded: the project is not under way, or the day has not come."""
    refusals = []
    if project_state not in UNDER_AGREEMENT_STATES:
        refusals.append(Refusal("visit.project_not_running"))
    if visited_on > today:
        refusals.append(Refusal("visit.in_future", "visited_on"))
    return refusals
