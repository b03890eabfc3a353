"""Days, weeks and budget years. Nothing here asks what day it is: `today` is always handed in."""

from dataclasses import dataclass
from datetime import date, timedelta

_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: a year, a month or a day. ValueError when the calendar has no such date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The earliest day it can mean: for sorting, never for showing."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day it can mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is not None:
            return self.first_day
        if self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """A budget cycle, first and last day included, named as the field names it: "2026/27"."""

    starts_on: date
    ends_on: date

    @property
    def name(self) -> str:
        """Both years in short, or the one year when the cycle is the calendar year."""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}/{last % 100:02d}"

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def budget_year_of(day: date, start_month: int = 7, start_day: int = 1) -> BudgetYear:
    """The budget cycle a day falls in; missions count from 1 July (financial period of peacekeeping).

    Raises ValueError when the start is no day of every year (29 February).
    """
    if (start_month, start_day) == (2, 29):
        raise ValueError("29 February is not in every year")
    starts_on = date(day.year, start_month, start_day)
    if starts_on > day:
        starts_on = date(day.year - 1, start_month, start_day)
    return BudgetYear(starts_on, date(starts_on.year + 1, start_month, start_day) - timedelta(days=1))


def add_weeks(day: date, weeks: int) -> date:
    """The same weekday some weeks later; ValueError when it leaves the calendar."""
    try:
        return day + timedelta(weeks=weeks)
    except OverflowError:
        raise ValueError("the date lies outside the calendar") from None


def weeks_between(start: date, end: date) -> int:
    """Weeks that a span takes, a week begun counting whole; 0 when it ends on the day it starts or before."""
    days = (end - start).days
    return max(0, -(-days // _DAYS_A_WEEK))


def days_late(due: date | None, done: date | None, today: date) -> int:
    """Days from the due day to the day it was done, or to today while it is not; 0 in time or without a due day."""
    if due is None:
        return 0
    return max(0, ((done or today) - due).days)


def age_in_days(since: date, today: date) -> int:
    """Days since something began, 0 on the day itself and for what lies ahead."""
    return max(0, (today - since).days)
