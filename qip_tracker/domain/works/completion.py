"""When works are completed, what was delivered may be counted, and the asset may be handed over."""

from datetime import date
from typing import Final

from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.domain.project.states import BEGUN_STATES, ProjectState

HANDOVER_STATES: Final = frozenset({ProjectState.COMPLETED})


def completion_refusals(
    *, completed_on: date, first_paid_on: date | None, final_visit_on: date | None, today: date
) -> list[Refusal]:
    """Reasons against a day of completion; the final visit sees the finished works, so it is not earlier."""
    refusals = []
    if completed_on > today:
        refusals.append(Refusal("date.in_future", "completed_on"))
    if first_paid_on is not None and completed_on < first_paid_on:
        refusals.append(Refusal("completion.before_start", "completed_on"))
    if final_visit_on is not None and final_visit_on < completed_on <= today:
        refusals.append(Refusal("completion.visit_too_early", "completed_on"))
    return refusals


def handover_refusals(
    *, state: str, handed_over_on: date, completed_on: date | None, today: date
) -> list[Refusal]:
    """Reasons against a handover: the wrong time in the project's life, or a day that cannot be."""
    if state not in HANDOVER_STATES:
        return [Refusal("handover.not_now", None, {"state": state})]
    refusals = []
    if handed_over_on > today:
        refusals.append(Refusal("date.in_future", "handed_over_on"))
    if completed_on is not None and handed_over_on < completed_on:
        refusals.append(Refusal("handover.too_early", "handed_over_on"))
    return refusals


def counting_refusals(state: str) -> list[Refusal]:
    """What was delivered is counted from the first payment until the file is closed; after that the record stands."""
    return [] if state in BEGUN_STATES else [Refusal("result.not_countable", None, {"state": state})]
