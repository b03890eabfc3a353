"""Every state of a tranche x every signature x every person who has signed: one expected answer for each."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.money.tranches import (
    SIGNATURES,
    TrancheFacts,
    payment_refusals,
    refusals_of,
    require_signature,
)

STATES = ("planned", "requested", "cleared", "certified", "approved", "paid")
REQUESTED, CLEARED, CERTIFIED, APPROVED, STRANGER = 1, 2, 3, 4, 9


def facts(state: str = "planned", **changed: object) -> TrancheFacts:
    reached = STATES.index(state)
    made = TrancheFacts(
        number=1,
        count=2,
        requested_by_id=REQUESTED if reached >= 1 else None,
        cleared_by_id=CLEARED if reached >= 2 else None,
        certified_by_id=CERTIFIED if reached >= 3 else None,
        approved_by_id=APPROVED if reached >= 4 else None,
        is_paid=state == "paid",
        usd_minor=800,
        local_minor=480_000,
        paid_usd_minor=0,
        approved_usd_minor=1_000,
        paid_local_minor=0,
        approved_local_minor=600_000,
        earlier_all_paid=True,
        visited_since_last_payment=True,
        project_state="active",
        milestones_open=0,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def codes(action: str, given: TrancheFacts, person_id: int = STRANGER) -> list[str]:
    return [refusal.code for refusal in refusals_of(action, given, person_id)]


# Who is barred from which signature: all who signed before, except that the certifier may record the payment.
BARRED = {
    "request": set(),
    "clear": {REQUESTED},
    "certify": {REQUESTED, CLEARED},
    "approve": {REQUESTED, CLEARED, CERTIFIED},
    "pay": {REQUESTED, CLEARED, APPROVED},
}


@pytest.mark.parametrize(
    ("state", "action", "person"),
    list(product(STATES, SIGNATURES, (REQUESTED, CLEARED, CERTIFIED, APPROVED, STRANGER))),
)
def test_every_state_by_every_signature_by_every_person(state: str, action: str, person: int) -> None:
    given = facts(state)
    assert given.state == state
    follows = STATES[STATES.index(state) + 1] if state != "paid" else None
    if SIGNATURES[action].target != follows:
        assert codes(action, given, person) == ["tranche.not_from_here"]
    elif person in BARRED[action]:
        assert codes(action, given, person) == ["tranche.same_person"]
    else:
        assert codes(action, given, person) == []


def test_after_an_early_end_that_is_the_one_reason() -> None:
    ended = facts("requested", project_state="terminated", number=2, earlier_all_paid=False)
    assert codes("clear", ended, REQUESTED) == ["tranche.project_ended"]


@pytest.mark.parametrize("state", ["approved", "on_hold", "closed", "draft"])
def test_no_money_moves_outside_the_agreement(state: str) -> None:
    assert codes("request", facts(project_state=state)) == ["tranche.project_not_running"]


@pytest.mark.parametrize("state", ["agreed", "active", "completed"])
def test_money_moves_under_the_agreement(state: str) -> None:
    assert codes("request", facts(project_state=state)) == []


def test_a_tranche_waits_for_the_one_before_and_for_a_visit() -> None:
    second = facts(number=2, count=3, earlier_all_paid=False, visited_since_last_payment=False)
    assert codes("request", second) == ["tranche.earlier_unpaid", "tranche.no_visit"]
    # The first one follows no payment, so there is nothing to have visited.
    assert codes("request", facts(visited_since_last_payment=False)) == []


def test_only_the_last_tranche_waits_for_the_milestones() -> None:
    assert codes("request", facts(number=2, count=3, milestones_open=1)) == []
    assert codes("request", facts(number=3, count=3, milestones_open=1)) == ["tranche.milestones_open"]
    # All at once: there is no later payment to hold back.
    assert codes("request", facts(number=1, count=1, milestones_open=3)) == []


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"paid_usd_minor": 200}, False),
        ({"paid_usd_minor": 201}, True),
        ({"paid_local_minor": 120_000}, False),
        ({"paid_local_minor": 120_001}, True),
    ],
)
def test_paid_never_exceeds_approved_in_either_currency(changed: dict[str, int], refused: bool) -> None:
    assert ("tranche.over_approved" in codes("pay", facts("approved", **changed))) is refused


def test_all_reasons_are_told_at_once() -> None:
    with pytest.raises(Refused) as refused:
        require_signature(
            "clear", facts("requested", project_state="on_hold", number=2, earlier_all_paid=False), REQUESTED
        )
    assert [refusal.code for refusal in refused.value.refusals] == [
        "tranche.same_person",
        "tranche.project_not_running",
        "tranche.earlier_unpaid",
    ]


@pytest.mark.parametrize(
    ("paid_on", "reference", "expected"),
    [
        (date(2026, 3, 16), "PV-1", []),
        (date(2026, 3, 10), "PV-1", []),
        (date(2026, 3, 17), "PV-1", [("date.in_future", "paid_on")]),
        (date(2026, 3, 9), "PV-1", [("tranche.paid_too_early", "paid_on")]),
        (date(2026, 3, 16), "  ", [("tranche.reference_missing", "reference")]),
        (
            date(2026, 3, 17),
            None,
            [("date.in_future", "paid_on"), ("tranche.reference_missing", "reference")],
        ),
    ],
)
def test_a_payment_has_a_possible_day_and_a_reference(
    paid_on: date, reference: str | None, expected: list[tuple[str, str]]
) -> None:
    found = payment_refusals(
        paid_on=paid_on, approved_on=date(2026, 3, 10), reference=reference, today=date(2026, 3, 16)
    )
    assert [(refusal.code, refusal.field) for refusal in found] == expected
