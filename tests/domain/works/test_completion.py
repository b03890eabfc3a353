"""Days of holds, completion and handover that cannot be."""

from datetime import date, timedelta

import pytest

from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.domain.project.holds import hold_refusals
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.domain.works.completion import completion_refusals, counting_refusals, handover_refusals

TODAY = date(2026, 3, 16)
DAY = timedelta(1)


def codes_and_fields(refusals: list[Refusal]) -> list[tuple[str, str | None]]:
    return [(refusal.code, refusal.field) for refusal in refusals]


@pytest.mark.parametrize(
    ("since_on", "expected"),
    [
        (TODAY, []),
        (TODAY - 10 * DAY, []),
        (TODAY + DAY, [("date.in_future", "since_on")]),
        (TODAY - 11 * DAY, [("hold.before_start", "since_on")]),
    ],
)
def test_a_hold_lies_between_the_first_payment_and_today(since_on: date, expected: list[object]) -> None:
    assert codes_and_fields(hold_refusals(since_on, TODAY - 10 * DAY, TODAY)) == expected


@pytest.mark.parametrize(
    ("completed_on", "expected"),
    [
        (TODAY - DAY, []),
        (TODAY, [("completion.visit_too_early", "completed_on")]),
        (TODAY + DAY, [("date.in_future", "completed_on")]),
        (TODAY - 31 * DAY, [("completion.before_start", "completed_on")]),
    ],
)
def test_works_end_after_they_began_and_before_the_visit_that_saw_them(
    completed_on: date, expected: list[object]
) -> None:
    refusals = completion_refusals(
        completed_on=completed_on,
        first_paid_on=TODAY - 30 * DAY,
        final_visit_on=TODAY - DAY,
        today=TODAY,
    )
    assert codes_and_fields(refusals) == expected


@pytest.mark.parametrize("state", ProjectState)
def test_a_handover_has_its_time(state: str) -> None:
    refusals = handover_refusals(state=state, handed_over_on=TODAY, completed_on=TODAY, today=TODAY)
    assert codes_and_fields(refusals) == ([] if state == "completed" else [("handover.not_now", None)])


@pytest.mark.parametrize(
    ("handed_over_on", "expected"),
    [
        (TODAY, []),
        (TODAY - DAY, []),
        (TODAY - 2 * DAY, [("handover.too_early", "handed_over_on")]),
        (TODAY + DAY, [("date.in_future", "handed_over_on")]),
    ],
)
def test_a_handover_follows_the_completion(handed_over_on: date, expected: list[object]) -> None:
    refusals = handover_refusals(
        state="completed", handed_over_on=handed_over_on, completed_on=TODAY - DAY, today=TODAY
    )
    assert codes_and_fields(refusals) == expected


@pytest.mark.parametrize("state", ProjectState)
def test_deliveries_are_counted_from_the_first_payment_to_the_closing(state: str) -> None:
    assert (counting_refusals(state) == []) is (state in ("active", "on_hold", "completed"))
