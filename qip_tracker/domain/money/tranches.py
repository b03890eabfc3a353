"""How a tranche is signed: requested, cleared, certified, approved, paid, each by another person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from qip_tracker.domain.kernel.gates import (
    AllOf,
    AnyOf,
    AtMost,
    Code,
    Equals,
    Expression,
    Facts,
    Flag,
    Gate,
    Is,
    Not,
    Number,
    OneOf,
    facts_of,
    holds,
)
from qip_tracker.domain.kernel.refusals import Refusal, Refused
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.states import ProjectState


class TrancheState(StrEnum):
    """The furthest signature a tranche has; never stored, it follows from the signatures."""

    PLANNED = "planned"
    REQUESTED = "requested"
    CLEARED = "cleared"
    CERTIFIED = "certified"
    APPROVED = "approved"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Signature:
    """One step of the chain: the permission it takes, the desk that gives it, the state before and after.

    Whoever gave one of the signatures in `other_than` may not give this one.
    """

    action: str
    permission: MoneyPermission
    desk: Role
    source: TrancheState
    target: TrancheState
    other_than: tuple[TrancheState, ...]


T: TypeAlias = TrancheState
SIGNATURES: Final[Mapping[str, Signature]] = {
    step.action: step
    for step in (
        Signature(
            "request", MoneyPermission.TRANCHE_REQUEST, Role.PROGRAMME_OFFICER, T.PLANNED, T.REQUESTED, ()
        ),
        Signature(
            "clear",
            MoneyPermission.TRANCHE_CLEAR,
            Role.PROGRAMME_MANAGER,
            T.REQUESTED,
            T.CLEARED,
            (T.REQUESTED,),
        ),
        Signature(
            "certify",
            MoneyPermission.TRANCHE_CERTIFY,
            Role.CERTIFYING_OFFICER,
            T.CLEARED,
            T.CERTIFIED,
            (T.REQUESTED, T.CLEARED),
        ),
        Signature(
            "approve",
            MoneyPermission.TRANCHE_APPROVE,
            Role.APPROVING_OFFICER,
            T.CERTIFIED,
            T.APPROVED,
            (T.REQUESTED, T.CLEARED, T.CERTIFIED),
        ),
        # The one who certified may record the payment; whoever asked, cleared or approved may not.
        Signature(
            "pay",
            MoneyPermission.TRANCHE_PAY,
            Role.CERTIFYING_OFFICER,
            T.APPROVED,
            T.PAID,
            (T.REQUESTED, T.CLEARED, T.APPROVED),
        ),
    )
}

# Each signature as a fact of the tranche: that it was given.
IS_GIVEN: Final[Mapping[TrancheState, Flag]] = {
    step.target: Flag(f"is_{step.target}") for step in SIGNATURES.values()
}
PROJECT_STATE: Final = Code("project_state")
NUMBER: Final = Number("number")
COUNT: Final = Number("count")
EARLIER_UNPAID: Final = Number("earlier_unpaid")
IS_VISITED_SINCE: Final = Flag("is_visited_since_last_payment")
MILESTONES_OPEN: Final = Number("milestones_open")
# What would have been paid with this tranche, against what was approved: US cents and local minor units.
PAID_WITH_THIS_USD_MINOR: Final = Number("paid_with_this_usd_minor")
APPROVED_USD_MINOR: Final = Number("approved_usd_minor")
PAID_WITH_THIS_LOCAL_MINOR: Final = Number("paid_with_this_local_minor")
APPROVED_LOCAL_MINOR: Final = Number("approved_local_minor")

_PAYABLE_STATES: Final = frozenset({ProjectState.AGREED, ProjectState.ACTIVE, ProjectState.COMPLETED})
_IS_FIRST: Final = Equals(NUMBER, 1)
_IS_LAST: Final = Equals(NUMBER, COUNT)
# After an early end nothing else can put that right, so nothing else is asked for.
ENDED_GATE: Final = Gate(
    "tranche.project_ended", "money", Not(OneOf(PROJECT_STATE, frozenset({ProjectState.TERMINATED})))
)
# What every signature waits for, beside its turn and another hand.
TRANCHE_GATES: Final = (
    Gate("tranche.project_not_running", "money", OneOf(PROJECT_STATE, _PAYABLE_STATES)),
    Gate("tranche.earlier_unpaid", "money", Equals(EARLIER_UNPAID, 0)),
    Gate("tranche.no_visit", "milestones", AnyOf(_IS_FIRST, Is(IS_VISITED_SINCE))),
    Gate(
        "tranche.milestones_open", "milestones", AnyOf(_IS_FIRST, Not(_IS_LAST), Equals(MILESTONES_OPEN, 0))
    ),
    Gate(
        "tranche.over_approved",
        "money",
        AllOf(
            AtMost(PAID_WITH_THIS_USD_MINOR, APPROVED_USD_MINOR),
            AtMost(PAID_WITH_THIS_LOCAL_MINOR, APPROVED_LOCAL_MINOR),
        ),
    ),
)


# The chain itself asks for no policy number.
_NO_POLICY: Final = Rules()


def its_turn(step: Signature) -> Expression:
    """The signature before this one is given and this one is not."""
    is_open = Not(Is(IS_GIVEN[step.target]))
    return is_open if step.source == T.PLANNED else AllOf(Is(IS_GIVEN[step.source]), is_open)


def signable(step: Signature) -> Expression:
    """It is this signature's turn and everything it waits for is there; who may give it is another question."""
    return AllOf(its_turn(step), ENDED_GATE.expression, *(gate.expression for gate in TRANCHE_GATES))


FACTS: Final = frozenset().union(*(facts_of(signable(step)) for step in SIGNATURES.values()))


def next_signature(facts: Facts) -> Signature | None:
    """The signature whose turn it is; None when the tranche is paid. Asks for `IS_GIVEN` alone."""
    return next((step for step in SIGNATURES.values() if holds(its_turn(step), facts, _NO_POLICY)), None)


def state_of(facts: Facts) -> TrancheState:
    """How far a tranche is. Asks for `IS_GIVEN` alone."""
    step = next_signature(facts)
    return step.source if step else T.PAID


def refusals_of(
    action: str, facts: Facts, signed_by: Mapping[TrancheState, int], person_id: int, rules: Rules
) -> list[Refusal]:
    """Every reason against a signature by this person now; empty when it may be given.

    `signed_by` names the giver of each signature that is given.
    """
    step = SIGNATURES[action]
    if not holds(its_turn(step), facts, rules):
        return [Refusal("tranche.not_from_here", None, {"state": state_of(facts)})]
    if not holds(ENDED_GATE.expression, facts, rules):
        return [Refusal(ENDED_GATE.code)]
    refusals = []
    if person_id in (signed_by.get(earlier) for earlier in step.other_than):
        refusals.append(Refusal("tranche.same_person"))
    refusals += [Refusal(gate.code) for gate in TRANCHE_GATES if not holds(gate.expression, facts, rules)]
    return refusals


def require_signature(
    action: str, facts: Facts, signed_by: Mapping[TrancheState, int], person_id: int, rules: Rules
) -> None:
    """Raise `Refused` with every reason unless this person may give this signature now."""
    refusals = refusals_of(action, facts, signed_by, person_id, rules)
    if refusals:
        raise Refused(*refusals)


def payment_refusals(
    *, paid_on: date, approved_on: date | None, reference: str | None, today: date
) -> list[Refusal]:
    """Every reason against a payment as it was typed: a day to come, a day before the approval, no reference."""
    refusals = []
    if paid_on > today:
        refusals.append(Refusal("date.in_future", "paid_on"))
    if approved_on is not None and paid_on < approved_on:
        refusals.append(Refusal("tranche.paid_too_early", "paid_on", {"day": approved_on}))
    if not (reference or "").strip():
        refusals.append(Refusal("tranche.reference_missing", "reference"))
    return refusals
