"""Every state of a tranche x every signature x every person who has signed: one expected answer for each."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from qip_tracker.access import Actor, Subject, can
from qip_tracker.access.actor import GrantHeld
from qip_tracker.domain.kernel.gates import Facts
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.money import tranches
from qip_tracker.domain.money.tranches import (
    IS_GIVEN,
    SIGNATURES,
    TrancheState,
    next_signature,
    payment_refusals,
    refusals_of,
    require_signature,
    state_of,
)

STATES = tuple(TrancheState)
REQUESTED, CLEARED, CERTIFIED, APPROVED, PAID, STRANGER = 1, 2, 3, 4, 5, 9
SIGNERS = dict(zip(STATES[1:], (REQUESTED, CLEARED, CERTIFIED, APPROVED, PAID), strict=True))
NAMES = {fact.name: fact for fact in tranches.FACTS}


def facts(state: str = "planned", **changed: Any) -> Facts:
    """The first of two tranches of a running project, signed up to a state, with nothing in its way."""
    reached = STATES.index(TrancheState(state))
    given = {flag: STATES.index(target) <= reached for target, flag in IS_GIVEN.items()}
    others = {
        "number": 1,
        "count": 2,
        "paid_with_this_usd_minor": 800,
        "approved_usd_minor": 1_000,
        "paid_with_this_local_minor": 480_000,
        "approved_local_minor": 600_000,
        "earlier_unpaid": 0,
        "is_visited_since_last_payment": True,
        "project_state": "active",
        "milestones_open": 0,
    } | changed
    return given | {NAMES[name]: value for name, value in others.items()}


def signed_by(given: Facts) -> dict[TrancheState, int]:
    """Who gave what is given: another person each."""
    return {state: SIGNERS[state] for state, flag in IS_GIVEN.items() if given[flag]}


def codes(action: str, given: Facts, person_id: int = STRANGER) -> list[str]:
    return [refusal.code for refusal in refusals_of(action, given, signed_by(given), person_id, Rules())]


def test_nothing_is_left_out_of_the_facts_below() -> None:
    assert set(facts()) == tranches.FACTS


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
    follows = STATES[STATES.index(TrancheState(state)) + 1] if state != "paid" else None
    step = next_signature(given)
    assert (state_of(given), step.target if step else None) == (state, follows)
    if SIGNATURES[action].target != follows:
        assert codes(action, given, person) == ["tranche.not_from_here"]
    elif person in BARRED[action]:
        assert codes(action, given, person) == ["tranche.same_person"]
    else:
        assert codes(action, given, person) == []


def test_each_signature_waits_at_the_desk_that_holds_its_right() -> None:
    """A desk without the permission could never give the signature that is said to wait for it."""
    for step in SIGNATURES.values():
        mission = Subject("project", 1, 1)
        assert can(Actor(grants=(GrantHeld(step.desk, 1),)), step.permission, mission), step


def test_after_an_early_end_that_is_the_one_reason() -> None:
    ended = facts("requested", project_state="terminated", number=2, earlier_unpaid=1)
    assert codes("clear", ended, REQUESTED) == ["tranche.project_ended"]


@pytest.mark.parametrize("state", ["approved", "on_hold", "closed", "draft"])
def test_no_money_moves_outside_the_agreement(state: str) -> None:
    assert codes("request", facts(project_state=state)) == ["tranche.project_not_running"]


@pytest.mark.parametrize("state", ["agreed", "active", "completed"])
def test_money_moves_under_the_agreement(state: str) -> None:
    assert codes("request", facts(project_state=state)) == []


def test_a_tranche_waits_for_the_one_before_and_for_a_visit() -> None:
    second = facts(number=2, count=3, earlier_unpaid=1, is_visited_since_last_payment=False)
    assert codes("request", second) == ["tranche.earlier_unpaid", "tranche.no_visit"]
    # The first one follows no payment, so there is nothing to have visited.
    assert codes("request", facts(is_visited_since_last_payment=False)) == []


def test_only_the_last_tranche_waits_for_the_milestones() -> None:
    assert codes("request", facts(number=2, count=3, milestones_open=1)) == []
    assert codes("request", facts(number=3, count=3, milestones_open=1)) == ["tranche.milestones_open"]
    # All at once: there is no later payment to hold back.
    assert codes("request", facts(number=1, count=1, milestones_open=3)) == []


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"paid_with_this_usd_minor": 1_000}, False),
        ({"paid_with_this_usd_minor": 1_001}, True),
        ({"paid_with_this_local_minor": 600_000}, False),
        ({"paid_with_this_local_minor": 600_001}, True),
    ],
)
def test_paid_never_exceeds_approved_in_either_currency(changed: dict[str, int], refused: bool) -> None:
    assert ("tranche.over_approved" in codes("pay", facts("approved", **changed))) is refused


def test_all_reasons_are_told_at_once() -> None:
    given = facts("requested", project_state="on_hold", number=2, earlier_unpaid=1)
    with pytest.raises(Refused) as refused:
        require_signature("clear", given, signed_by(given), REQUESTED, Rules())
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
