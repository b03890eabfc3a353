"""How a tranche is signed: requested, cleared, certified, approved, paid, each by another person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from qip_tracker.domain.kernel.refusals import Refusal, Refused


@dataclass(frozen=True, slots=True)
class TrancheFacts:
    """A tranche and what its next signature depends on. Money in US cents and local minor units."""

    number: int
    count: int
    requested_by_id: int | None
    cleared_by_id: int | None
    certified_by_id: int | None
    approved_by_id: int | None
    is_paid: bool
    usd_minor: int
    local_minor: int
    paid_usd_minor: int
    approved_usd_minor: int
    paid_local_minor: int
    approved_local_minor: int
    earlier_all_paid: bool
    visited_since_last_payment: bool
    project_state: str
    milestones_open: int

    @property
    def state(self) -> str:
        """The furthest signature reached."""
        if self.is_paid:
            return "paid"
        if self.approved_by_id:
            return "approved"
        if self.certified_by_id:
            return "certified"
        if self.cleared_by_id:
            return "cleared"
        return "requested" if self.requested_by_id else "planned"


@dataclass(frozen=True, slots=True)
class Signature:
    """One step of the chain: the permission it takes, the state before and after."""

    action: str
    permission: str
    source: str
    target: str


SIGNATURES: Final[Mapping[str, Signature]] = {
    "request": Signature("request", "TRANCHE_REQUEST", "planned", "requested"),
    "clear": Signature("clear", "TRANCHE_CLEAR", "requested", "cleared"),
    "certify": Signature("certify", "TRANCHE_CERTIFY", "cleared", "certified"),
    "approve": Signature("approve", "TRANCHE_APPROVE", "certified", "approved"),
    "pay": Signature("pay", "TRANCHE_PAY", "approved", "paid"),
}


def refusals_of(action: str, facts: TrancheFacts, person_id: int) -> list[Refusal]:
    """Every reason against a signature by this person now; empty when it may be given."""
    signature = SIGNATURES[action]
    if facts.state != signature.source:
        return [Refusal("tranche.not_from_here", None, {"state": facts.state})]
    if facts.project_state == "terminated":
        # Nothing else can put that right, so nothing else is asked for.
        return [Refusal("tranche.project_ended")]
    found = []
    signed = (facts.requested_by_id, facts.cleared_by_id, facts.certified_by_id, facts.approved_by_id)
    # The one who certified may record the payment; whoever asked, cleared or approved may not.
    barred = (signed[0], signed[1], signed[3]) if action == "pay" else signed
    if person_id in barred:
        found.append(Refusal("tranche.same_person"))
    if facts.project_state not in ("agreed", "active", "completed"):
        found.append(Refusal("tranche.project_not_running", None, {"state": facts.project_state}))
    if not facts.earlier_all_paid:
        found.append(Refusal("tranche.earlier_unpaid"))
    if facts.number > 1 and not facts.visited_since_last_payment:
        found.append(Refusal("tranche.no_visit"))
    if facts.number > 1 and facts.number == facts.count and facts.milestones_open:
        found.append(Refusal("tranche.milestones_open"))
    if (
        facts.paid_usd_minor + facts.usd_minor > facts.approved_usd_minor
        or facts.paid_local_minor + facts.local_minor > facts.approved_local_minor
    ):
        found.append(Refusal("tranche.over_approved"))
    return found


def require_signature(action: str, facts: TrancheFacts, person_id: int) -> None:
    """Raise `Refused` with every reason unless this person may give this signature now."""
    refusals = refusals_of(action, facts, person_id)
    if refusals:
        raise Refused(*refusals)


def payment_refusals(
    *, paid_on: date, approved_on: date | None, reference: str | None, today: date
) -> list[Refusal]:
    """Every reason against a payment as it was typed: a day to come, a day before the approval, no reference."""
    found = []
    if paid_on > today:
        found.append(Refusal("date.in_future", "paid_on"))
    if approved_on is not None and paid_on < approved_on:
        found.append(Refusal("tranche.paid_too_early", "paid_on", {"day": approved_on}))
    if not (reference or "").strip():
        found.append(Refusal("tranche.reference_missing", "reference"))
    return found
