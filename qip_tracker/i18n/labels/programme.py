"""Words for the programme: what each policy number is, and the unit it is counted in."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "policy_number": {
        "ceiling_usd_minor": lazy_in("policy_number", "Most a project may ask for"),
        "exception_ceiling_usd_minor": lazy_in("policy_number", "Most a project may ask for by exception"),
        "maximum_weeks": lazy_in("policy_number", "Longest duration"),
        "tranche_split_pct": lazy_in("policy_number", "Division into tranches"),
        "overhead_maximum_pct": lazy_in("policy_number", "Largest share of administration and overhead"),
        "minimum_milestones": lazy_in("policy_number", "Fewest milestones"),
        "quorum_members": lazy_in("policy_number", "Members a decision needs"),
        "quorum_seats": lazy_in("policy_number", "Seats a decision needs"),
        "disclosure_threshold": lazy_in("policy_number", "Fewest ballots behind a figure inside the mission"),
        "disclosure_threshold_public": lazy_in("policy_number", "Fewest ballots behind a published figure"),
        "panel_minimum_size": lazy_in("policy_number", "Fewest members of a panel"),
        "panel_quorum": lazy_in("policy_number", "Fewest ballots of a round"),
        "visit_gap_days": lazy_in("policy_number", "Longest time between two visits"),
        "minimum_visits": lazy_in("policy_number", "Fewest visits on the spot"),
        "closure_due_days": lazy_in("policy_number", "Time from completion to closing"),
        "approval_due_days": lazy_in("policy_number", "Time from submission to decision"),
        "agreement_due_days": lazy_in("policy_number", "Time from approval to agreement"),
        "payment_due_days": lazy_in("policy_number", "Time from request to payment"),
        "financial_year_start_month": lazy_in("policy_number", "Month in which the financial year begins"),
        "financial_year_start_day": lazy_in("policy_number", "Day on which the financial year begins"),
        "indirect_cost_pct_pbf": lazy_in("policy_number", "Indirect costs of Peacebuilding Fund projects"),
    },
}
