from datetime import date

import pytest

from qip_tracker.reports.facts.arithmetic import (
    days_between,
    delivery_rate,
    half_up,
    implementation_rate,
    indicator_progress,
    indirect_cost,
    share_tenths,
    time_elapsed,
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 10, 1), (4, 10, 0), (15, 10, 2), (-5, 10, -1), (-4, 10, 0), (0, 7, 0), (10**30 + 5, 10, 10**29 + 1)],
)
def test_quotients_round_half_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


def test_indirect_cost_meets_the_certified_statement() -> None:
    """The fixture of a pooled fund's own statement: 418,090.00 -> 29,266.30 and 119,529.00 -> 8,367.03."""
    assert indirect_cost(41_809_000) == 2_926_630
    assert 41_809_000 + indirect_cost(41_809_000) == 44_735_630
    assert indirect_cost(11_952_900) == 836_703
    assert 11_952_900 + indirect_cost(11_952_900) == 12_789_603
    assert indirect_cost(41_809_000, 0) == 0


def test_rates_are_unknown_rather_than_wrong() -> None:
    assert implementation_rate(39_856_00, 49_820_00) == 800
    assert implementation_rate(None, 49_820_00) is None
    assert implementation_rate(0, 0) is None
    assert delivery_rate(50, 120, 20) == 500
    assert delivery_rate(50, None) is None
    assert delivery_rate(50, 20, 20) is None
    assert share_tenths(3, -1) is None
    assert (share_tenths(99_999, 100_000), share_tenths(100_000, 100_000)) == (999, 1000)


def test_time_elapsed_stays_between_nothing_and_all() -> None:
    start, end = date(2026, 1, 1), date(2026, 1, 11)
    assert time_elapsed(start, end, date(2026, 1, 6)) == 500
    assert time_elapsed(start, end, date(2025, 1, 1)) == 0
    assert time_elapsed(start, end, date(2027, 1, 1)) == 1000
    assert time_elapsed(start, start, start) is None
    assert time_elapsed(None, end, start) is None
    assert days_between(end, start) == -10
    assert days_between(None, start) is None


def test_indicator_progress_works_for_falling_targets() -> None:
    assert indicator_progress(0, 120, 60) == 500
    assert indicator_progress(40, 10, 25) == 500
    assert indicator_progress(40, 10, 46) == -200
    assert indicator_progress(7, 7, 7) is None
    assert indicator_progress(None, 7, 7) is None
