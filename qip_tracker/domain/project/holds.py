"""When a hold may begin."""

from datetime import date

from qip_tracker.domain.kernel.refusals import Refusal


def hold_refusals(since_on: date, first_paid_on: date | None, today: date) -> list[Refusal]:
    """A hold begins neither in the future nor before there was work to hold."""
    refusals = []
    if since_on > today:
        refusals.append(Refusal("date.in_future", "since_on"))
    if first_paid_on is not None and since_on < first_paid_on:
        refusals.append(Refusal("hold.before_start", "since_on"))
    return refusals
