"""What makes an agreement with the partner valid: its dates, and a split of the money that a mission may choose."""

from datetime import date, timedelta
from typing import Final

from qip_tracker.domain.kernel.dates import weeks_between
from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.project.states import ProjectState

Split = tuple[int, ...]

# Splits in use in the field (percent of the approved money): 80/20 and 50/45/5 of UNOCI, three parts for a partner
# who needs closer watching, two halves, and all at once for a purchase.
PRESET_SPLITS: Final[tuple[Split, ...]] = ((80, 20), (50, 30, 20), (50, 45, 5), (50, 50))


def splits_allowed(rules: Rules) -> tuple[Split, ...]:
    """The programme's own split first, then the presets that pay no more at the start and hold back no less at the end.

    Percent, each adding up to 100. A mission may be more careful with one partner than its rule, never less.
    """
    own = rules.tranche_split_pct
    careful = [
        split
        for split in PRESET_SPLITS
        if split != own and len(split) >= len(own) and split[0] <= own[0] and split[-1] >= own[-1]
    ]
    return (own, *careful)


def approval_lapses_on(approved_on: date, rules: Rules) -> date:
    """The last day on which an agreement can rest on an approval; after it the committee is asked again. [I]: 60 days.

    Derived and shown, never stored: nothing happens to the project by itself.
    """
    return approved_on + timedelta(days=rules.agreement_due_days)


def approval_lapsed_on(state: str, since: date, rules: Rules, today: date) -> date | None:
    """The day an approval lapsed without an agreement; None while it holds, and in every state but `approved`."""
    last = approval_lapses_on(since, rules)
    return last if state == ProjectState.APPROVED and last < today else None


def agreement_refusals(
    *,
    signed_on: date,
    starts_on: date,
    ends_on: date,
    split: Split,
    shares: list[tuple[int, int]],
    rules: Rules,
    today: date,
) -> list[Refusal]:
    """Every reason against an agreement with these dates and this split; `shares` are (local minor units, US cents).

    It is signed by today, starts on that day or later, ends after it starts and within the weeks a project may take;
    its split is one of `splits_allowed`, and every share is above zero in both currencies.
    """
    refusals = []
    if signed_on > today:
        refusals.append(Refusal("date.in_future", "signed_on"))
    if starts_on < signed_on:
        refusals.append(Refusal("agreement.starts_unsigned", "starts_on"))
    if ends_on <= starts_on:
        refusals.append(Refusal("programme.dates", "ends_on"))
    elif weeks_between(starts_on, ends_on) > rules.maximum_weeks:
        refusals.append(Refusal("project.too_long", "ends_on"))
    if split not in splits_allowed(rules):
        refusals.append(Refusal("agreement.split_not_allowed", "split"))
    if not shares or any(local <= 0 or usd <= 0 for local, usd in shares):
        refusals.append(Refusal("agreement.amount_unknown"))
    return refusals
