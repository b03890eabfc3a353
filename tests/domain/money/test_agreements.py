"""Which splits a programme allows, and which papers cannot be."""

from datetime import date, timedelta

import pytest

from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.money.agreements import (
    PRESET_SPLITS,
    agreement_refusals,
    approval_lapses_on,
    splits_allowed,
)

TODAY = date(2026, 3, 16)


def refused(**changed: object) -> list[tuple[str, str | None]]:
    paper: dict[str, object] = {
        "signed_on": TODAY,
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(weeks=26),
        "split": (80, 20),
        "shares": [(80, 8), (20, 2)],
        "rules": Rules(),
        "today": TODAY,
    }
    return [(one.code, one.field) for one in agreement_refusals(**{**paper, **changed})]  # type: ignore[arg-type]


def test_the_rule_comes_first_and_only_more_careful_splits_follow() -> None:
    assert splits_allowed(Rules()) == ((80, 20), (50, 30, 20), (50, 50))
    # A rule of three parts allows nothing of two, and nothing that keeps less for the end.
    assert splits_allowed(Rules(tranche_split_pct=(50, 45, 5))) == ((50, 45, 5), (50, 30, 20))
    assert splits_allowed(Rules(tranche_split_pct=(40, 60))) == ((40, 60),)
    assert splits_allowed(Rules(tranche_split_pct=(100,))) == ((100,),)


@pytest.mark.parametrize("split", PRESET_SPLITS)
def test_presets_are_whole(split: tuple[int, ...]) -> None:
    assert sum(split) == 100
    assert min(split) >= 5


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        (
            {"signed_on": TODAY + timedelta(1), "starts_on": TODAY + timedelta(1)},
            [("date.in_future", "signed_on")],
        ),
        (
            {"starts_on": TODAY - timedelta(1), "ends_on": TODAY + timedelta(7)},
            [("agreement.starts_unsigned", "starts_on")],
        ),
        ({"ends_on": TODAY}, [("programme.dates", "ends_on")]),
        ({"ends_on": TODAY + timedelta(weeks=26, days=1)}, [("project.too_long", "ends_on")]),
        ({"split": (90, 10)}, [("agreement.split_not_allowed", "split")]),
        ({"shares": []}, [("agreement.amount_unknown", None)]),
        ({"shares": [(1, 1), (1, 0)]}, [("agreement.amount_unknown", None)]),
    ],
)
def test_each_fault_of_a_paper_has_its_field(
    changed: dict[str, object], expected: list[tuple[str, str | None]]
) -> None:
    assert refused(**changed) == expected


@pytest.mark.parametrize(("days", "last"), [(60, date(2026, 5, 15)), (1, date(2026, 3, 17))])
def test_an_approval_holds_for_as_many_days_as_the_programme_gives(days: int, last: date) -> None:
    assert approval_lapses_on(TODAY, Rules(agreement_due_days=days)) == last
