"""A project ended early: what was paid, what stands for it, what is asked back."""

import pytest

from qip_tracker.domain.money.settlements import settlement, settlements


@pytest.mark.parametrize(
    ("approved", "paid", "done", "works", "to_recover", "never_paid"),
    [
        (12_000_000, 9_600_000, 40, 4_800_000, 4_800_000, 2_400_000),
        (12_000_000, 9_600_000, 0, 0, 9_600_000, 2_400_000),
        (12_000_000, 9_600_000, 80, 9_600_000, 0, 2_400_000),
        # More was done than paid for: nothing is asked back.
        (12_000_000, 9_600_000, 100, 12_000_000, 0, 2_400_000),
        # Ended before any money moved.
        (12_000_000, 0, 0, 0, 0, 12_000_000),
        # Rounded down: a third of a cent is not counted as done.
        (101, 101, 33, 33, 68, 0),
    ],
)
def test_what_is_asked_back(
    approved: int, paid: int, done: int, works: int, to_recover: int, never_paid: int
) -> None:
    found = settlement(approved, paid, done)
    assert (found.paid, found.works, found.to_recover, found.never_paid) == (
        paid,
        works,
        to_recover,
        never_paid,
    )


def test_only_a_project_ended_early_is_settled() -> None:
    sums = {"XAF": (20_000_000, 16_000_000), "USD": (None, 0)}
    assert settlements("active", 50, sums) == {}
    found = settlements("terminated", 50, sums)
    # Nothing was approved in dollars, so nothing can be said in dollars.
    assert list(found) == ["XAF"]
    assert found["XAF"].to_recover == 6_000_000
