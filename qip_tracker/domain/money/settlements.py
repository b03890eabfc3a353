"""What a project that was ended early has been paid, what stands for it, and what is asked back."""

from collections.abc import Mapping
from dataclasses import dataclass

from qip_tracker.domain.project.states import ProjectState


@dataclass(frozen=True, slots=True)
class Settlement:
    """Minor units of one currency. `works` is the approved share of the plan's weight that is done."""

    paid: int
    works: int
    to_recover: int
    never_paid: int


def settlement(approved_minor: int, paid_minor: int, done_weight_pct: int) -> Settlement:
    """What was paid against what the plan's weights say was done; the difference is asked back, never below zero.

    An estimate until the works on site are valued: the weights are the only measure on file. Rounded down, so that no
    more is counted as done than is. [I]: the field asks for paid, works and recovery, not for this way to them.
    """
    works = approved_minor * done_weight_pct // 100
    return Settlement(
        paid=paid_minor,
        works=works,
        to_recover=max(0, paid_minor - works),
        never_paid=max(0, approved_minor - paid_minor),
    )


def settlements(
    state: str, done_weight_pct: int, sums: Mapping[str, tuple[int | None, int]]
) -> dict[str, Settlement]:
    """By currency, for a project ended early; empty for every other one. `sums`: (approved, paid) in minor units."""
    if state != ProjectState.TERMINATED:
        return {}
    return {
        currency: settlement(approved, paid, done_weight_pct)
        for currency, (approved, paid) in sums.items()
        if approved
    }
