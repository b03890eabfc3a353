"""The figures a report computes, as pure functions on integers. Percentages are tenths of a percent (1000 = 100 %)."""

from datetime import date

INDIRECT_RATE_PER_MILLE = 70  # 7 % of categories 1 to 7, PBF and pooled funds: domain/reports.md 1.7
TENTHS_OF_A_WHOLE = 1000


def half_up(numerator: int, denominator: int) -> int:
    """Quotient rounded half away from zero, without floating point. Raises ZeroDivisionError."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


def share_tenths(part: int | None, whole: int | None) -> int | None:
    """Part of a whole in tenths of a percent; None when either is unknown or the whole is not positive.

    What is less than the whole never rounds up to it: 99.99 % paid is not "100 %".
    """
    if part is None or whole is None or whole <= 0:
        return None
    tenths = half_up(part * TENTHS_OF_A_WHOLE, whole)
    return min(tenths, TENTHS_OF_A_WHOLE - 1) if part < whole else tenths


def implementation_rate(spent_minor: int | None, approved_minor: int | None) -> int | None:
    """Expenditure over approved budget, tenths of a percent. The PBF form calls it approximate (reports.md 1.8)."""
    return share_tenths(spent_minor, approved_minor)


def delivery_rate(
    spent_minor: int | None, transferred_minor: int | None, refunded_minor: int = 0
) -> int | None:
    """Expenditure over net funded (transfers minus refunds), tenths of a percent; the MPTF Office's definition."""
    if transferred_minor is None:
        return None
    return share_tenths(spent_minor, transferred_minor - refunded_minor)


def indirect_cost(direct_minor: int, rate_per_mille: int = INDIRECT_RATE_PER_MILLE) -> int:
    """Indirect support on the direct subtotal, minor units, rounded half up. 0 per mille for assessed budgets."""
    return half_up(direct_minor * rate_per_mille, 1000)


def days_between(start: date | None, end: date | None) -> int | None:
    """Whole days from start to end, negative when the end comes first; None when a date is unknown."""
    return None if start is None or end is None else (end - start).days


def time_elapsed(start: date | None, end: date | None, as_of: date) -> int | None:
    """Share of the planned time that has passed, tenths of a percent, at most 1000; None without both dates."""
    if start is None or end is None or end <= start:
        return None
    passed = min(max((as_of - start).days, 0), (end - start).days)
    return half_up(passed * TENTHS_OF_A_WHOLE, (end - start).days)


def indicator_progress(baseline: int | None, target: int | None, actual: int | None) -> int | None:
    """(actual - baseline) / (target - baseline) in tenths of a percent; also for targets that fall.

    None when a value is unknown or the target equals the baseline, where words must take over.
    """
    if baseline is None or target is None or actual is None or target == baseline:
        return None
    return half_up((actual - baseline) * TENTHS_OF_A_WHOLE, target - baseline)
