"""Spans, budget cycles and dates of which only a part is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qip_tracker.domain.kernel.dates import (
    PartialDate,
    add_weeks,
    age_in_days,
    budget_year_of,
    days_late,
    weeks_between,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("known", "text", "first", "last"),
    [
        (PartialDate(2010), "2010", date(2010, 1, 1), date(2010, 12, 31)),
        (PartialDate(2019, 7), "2019-07", date(2019, 7, 1), date(2019, 7, 31)),
        (PartialDate(2019, 12), "2019-12", date(2019, 12, 1), date(2019, 12, 31)),
        (PartialDate(2024, 2), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (PartialDate(2019, 7, 9), "2019-07-09", date(2019, 7, 9), date(2019, 7, 9)),
        (PartialDate(9999, 12), "9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_partial_dates(known: PartialDate, text: str, first: date, last: date) -> None:
    assert (str(known), known.first_day, known.last_day) == (text, first, last)


@pytest.mark.parametrize("parts", [(0,), (2024, 13), (2024, 2, 30), (2024, None, 5), (10000,)])
def test_partial_dates_outside_the_calendar(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 6, 30), "2025/26"), (date(2026, 7, 1), "2026/27"), (date(2099, 8, 1), "2099/00")],
)
def test_budget_years_start_on_1_july(day: date, name: str) -> None:
    assert budget_year_of(day).name == name


def test_a_mission_may_start_its_budget_year_elsewhere() -> None:
    assert budget_year_of(date(2026, 6, 30), 1, 1).name == "2026"
    assert budget_year_of(date(2026, 3, 31), 4, 1).ends_on == date(2026, 3, 31)
    with pytest.raises(ValueError):
        budget_year_of(date(2026, 1, 1), 2, 29)


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_every_day_lies_in_exactly_one_budget_year(day: date, month: int, start: int) -> None:
    cycle = budget_year_of(day, month, start)
    assert day in cycle
    assert budget_year_of(
        cycle.ends_on + timedelta(days=1), month, start
    ).starts_on == cycle.ends_on + timedelta(days=1)
    assert 365 <= (cycle.ends_on - cycle.starts_on).days + 1 <= 366


@given(DAYS, st.integers(0, 520))
def test_adding_weeks_and_counting_them_agree(day: date, weeks: int) -> None:
    assert weeks_between(day, add_weeks(day, weeks)) == weeks


def test_a_week_begun_counts_whole() -> None:
    start = date(2026, 3, 2)
    assert [weeks_between(start, start + timedelta(days=days)) for days in (-5, 0, 1, 7, 8)] == [
        0,
        0,
        1,
        1,
        2,
    ]


def test_weeks_beyond_the_calendar_are_refused() -> None:
    for weeks in (10**6, 10**12):
        with pytest.raises(ValueError):
            add_weeks(date(2026, 1, 1), weeks)


def test_lateness_runs_until_the_thing_is_done() -> None:
    due, today = date(2026, 3, 1), date(2026, 3, 11)
    assert days_late(due, None, today) == 10
    assert days_late(due, date(2026, 3, 4), today) == 3
    assert days_late(due, date(2026, 2, 1), today) == 0
    assert days_late(None, None, today) == 0
    assert days_late(today, None, today) == 0


def test_age_in_days() -> None:
    assert age_in_days(date(2026, 3, 1), date(2026, 3, 13)) == 12
    assert age_in_days(date(2026, 3, 13), date(2026, 3, 1)) == 0
