from datetime import date

import pytest

from qip_tracker.domain.project.vocabulary import BudgetCategory
from qip_tracker.reports.facts.pbf_progress import (
    CATEGORY_OF_BUDGET_LINE,
    DIRECT_CATEGORIES,
    CategoryLine,
    budget_by_category,
    ends_within_six_months,
    rates,
)
from tests.reports.sample_parts import AS_OF, clock


def test_the_budget_meets_the_certified_statement() -> None:
    budget = budget_by_category(
        (
            CategoryLine(category="supplies", approved_minor=40_000_000, spent_minor=11_000_000),
            CategoryLine(category="supplies", approved_minor=1_000_000, spent_minor=0),
            CategoryLine(category="travel", approved_minor=809_000, spent_minor=952_900),
        )
    )
    assert [line.category for line in budget.lines] == list(DIRECT_CATEGORIES)
    assert budget.lines[1].approved_minor == 41_000_000
    assert (budget.direct_approved_minor, budget.indirect_approved_minor) == (41_809_000, 2_926_630)
    assert budget.total_approved_minor == 44_735_630
    assert (budget.direct_spent_minor, budget.indirect_spent_minor) == (11_952_900, 836_703)
    assert budget.total_spent_minor == 12_789_603


def test_half_known_spending_is_unknown() -> None:
    budget = budget_by_category(
        (
            CategoryLine(category="travel", approved_minor=5, spent_minor=5),
            CategoryLine(category="staff", approved_minor=5),
        )
    )
    assert budget.total_spent_minor is None
    assert budget_by_category(()).total_spent_minor is None
    with pytest.raises(ValueError, match="gold"):
        budget_by_category((CategoryLine(category="gold", approved_minor=1),))


def test_every_budget_category_has_a_place_among_the_eight() -> None:
    assert set(CATEGORY_OF_BUDGET_LINE) == set(BudgetCategory)
    assert set(CATEGORY_OF_BUDGET_LINE.values()) <= set(DIRECT_CATEGORIES)


@pytest.mark.parametrize(
    ("as_of", "ends_on", "soon"),
    [
        (date(2026, 3, 12), date(2026, 9, 12), True),
        (date(2026, 3, 12), date(2026, 9, 13), False),
        (date(2025, 8, 31), date(2026, 2, 28), True),
        (date(2025, 8, 31), date(2026, 3, 1), False),
        (date(2026, 3, 12), date(2026, 1, 1), True),
        (date(2026, 12, 5), date(2027, 6, 6), False),
        (date(2026, 3, 12), None, None),
    ],
)
def test_the_last_six_months_are_calendar_months(
    as_of: date, ends_on: date | None, soon: bool | None
) -> None:
    assert ends_within_six_months(ends_on, as_of) is soon


def test_rates_name_what_they_measure() -> None:
    found = rates(
        spent_minor=500,
        approved_minor=1000,
        transferred_minor=800,
        gender_allocated_minor=300,
        gender_spent_minor=150,
        clock=clock(),
        as_of=AS_OF,
    )
    assert (found.implementation, found.delivery, found.gender_planned, found.gender_spent) == (
        500,
        625,
        300,
        500,
    )
    assert found.time_elapsed == 777
