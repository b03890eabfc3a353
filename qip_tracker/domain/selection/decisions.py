"""What makes a committee's decision valid: a quorum without the interested, a reason, and not one's own project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.selection.vocabulary import DecisionOutcome

OUTCOME_TO_ACTION: Final[Mapping[str, str]] = {
    DecisionOutcome.APPROVED: "approve",
    DecisionOutcome.APPROVED_WITH_CONDITIONS: "approve",
    DecisionOutcome.DEFERRED: "defer",
    DecisionOutcome.RETURNED: "return_by_committee",
    DecisionOutcome.REJECTED: "reject",
}


@dataclass(frozen=True, slots=True)
class Present:
    """A committee member who was there; whoever declared an interest is present but does not vote."""

    person_id: int
    seat: str
    has_interest: bool


def decision_refusals(
    *,
    outcome: str,
    present: Sequence[Present],
    reason: str,
    author_id: int,
    focal_point_id: int,
    approved_usd_minor: int | None,
    requested_usd_minor: int | None,
    conditions: int,
    rules: Rules,
) -> list[Refusal]:
    """Every reason against the decision as recorded; money in US cents.

    Those who vote (members without an interest) make the quorum and fill its seats, and none of them wrote the
    proposal or leads the project. A decision has a reason; an approval has an amount, at most the one asked for; an
    approval with conditions names them.
    """
    refusals = []
    voting = [member for member in present if not member.has_interest]
    if len(voting) < rules.quorum_members:
        refusals.append(
            Refusal("decision.no_quorum", "present", {"present": len(voting), "quorum": rules.quorum_members})
        )
    missing = [seat for seat in rules.quorum_seats if seat not in {member.seat for member in voting}]
    if missing:
        refusals.append(Refusal("decision.seat_missing", "present", {"seats": ",".join(missing)}))
    if any(member.person_id in (author_id, focal_point_id) for member in voting):
        refusals.append(Refusal("decision.author_votes", "present"))
    if len(reason.strip()) < 10:
        refusals.append(Refusal("decision.reason_missing", "reason"))
    approves = OUTCOME_TO_ACTION[outcome] == "approve"
    if approves and not approved_usd_minor:
        refusals.append(Refusal("decision.amount_missing", "approved_usd"))
    if approves and approved_usd_minor and approved_usd_minor > (requested_usd_minor or 0):
        refusals.append(Refusal("decision.amount_over_request", "approved_usd"))
    if outcome == DecisionOutcome.APPROVED_WITH_CONDITIONS and not conditions:
        refusals.append(Refusal("decision.condition_missing", "conditions"))
    return refusals
