"""Words for the programme, its money, policy numbers and partners."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "partner_type": {
        "national_ngo": lazy_in("partner_type", "National NGO"),
        "international_ngo": lazy_in("partner_type", "International NGO"),
        "cbo": lazy_in("partner_type", "Community-based organisation"),
        "local_authority": lazy_in("partner_type", "Local authority"),
        "ministry": lazy_in("partner_type", "Ministry"),
        "un_agency": lazy_in("partner_type", "UN agency"),
        "military_contingent": lazy_in("partner_type", "Military contingent"),
        "police_component": lazy_in("partner_type", "Police component"),
    },
    "partner_status": {
        "candidate": lazy_in("partner_status", "Candidate"),
        "recommended": lazy_in("partner_status", "Recommended"),
        "on_watch": lazy_in("partner_status", "On watch"),
        "suspended": lazy_in("partner_status", "Suspended"),
        "barred": lazy_in("partner_status", "Barred"),
    },
    "partner_assessment": {
        "not_assessed": lazy_in("partner_assessment", "Not assessed"),
        "passed": lazy_in("partner_assessment", "Passed"),
        "passed_with_conditions": lazy_in("partner_assessment", "Passed with conditions"),
        "failed": lazy_in("partner_assessment", "Failed"),
    },
    "funding_kind": {
        "assessed_qip_budget": lazy_in("funding_kind", "Mission's assessed budget for QIPs"),
        "pbf": lazy_in("funding_kind", "Peacebuilding Fund"),
        "trust_fund": lazy_in("funding_kind", "Mission trust fund"),
        "tcc_national_funds": lazy_in("funding_kind", "National funds of a troop contributor"),
        "bilateral": lazy_in("funding_kind", "Bilateral donor"),
        "au": lazy_in("funding_kind", "African Union"),
    },
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

REFUSALS: Final[Mapping[str, Lazy]] = {
    "partner.not_assessed": lazy("The partner's capacity has not been assessed, or the assessment failed."),
    "partner.suspended": lazy("The partner is suspended or barred."),
    "partner.name_taken": lazy("This mission already has a partner with this name."),
    "policy.bad_value": lazy("This value is outside what the programme can work with."),
    "programme.code_taken": lazy("This code is already used."),
    "programme.dates": lazy("The end must come after the start."),
    "policy.day_taken": lazy("There is already a value from this day on. Choose a later day."),
    "policy.in_past": lazy(
        "A number that has been in force is not changed afterwards. Choose today or a later day."
    ),
    "policy.contradicts": lazy("This does not fit with another number in force on that day: %(other)s."),
    "programme.name_taken": lazy("This name is already used."),
    "programme.bad_code": lazy("Use 2 to 20 letters, figures or hyphens."),
    "programme.currency_unknown": lazy("There is no such currency."),
    "programme.donor_missing": lazy("Choose a donor of this mission."),
    "programme.pbf_number_missing": lazy("A project of the Peacebuilding Fund needs its number."),
    "partner.note_missing": lazy("Say what the conditions are, or why the assessment failed."),
}

GATES: Final[Mapping[str, Lazy]] = {
    "partner.not_assessed": lazy("The partner's capacity has been assessed"),
    "partner.suspended": lazy("The partner is in good standing"),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "budget_year.added": lazy_in("audit_action", "Added a budget year"),
    "budget_year.edited": lazy_in("audit_action", "Changed a budget year"),
    "donor.added": lazy_in("audit_action", "Added a donor"),
    "donor.edited": lazy_in("audit_action", "Changed a donor"),
    "field_office.added": lazy_in("audit_action", "Added a field office"),
    "field_office.edited": lazy_in("audit_action", "Changed a field office"),
    "fund.added": lazy_in("audit_action", "Added a fund"),
    "fund.edited": lazy_in("audit_action", "Changed a fund"),
    "mission.edited": lazy_in("audit_action", "Changed the mission"),
    "mission.founded": lazy_in("audit_action", "Founded the mission"),
    "partner.added": lazy_in("audit_action", "Added a partner"),
    "partner.assessed": lazy_in("audit_action", "Assessed a partner"),
    "partner.edited": lazy_in("audit_action", "Changed a partner"),
    "partner.standing_changed": lazy_in("audit_action", "Changed the standing of a partner"),
    "plan_goal.added": lazy_in("audit_action", "Added a goal"),
    "plan_goal.edited": lazy_in("audit_action", "Changed a goal"),
    "policy_number.set": lazy_in("audit_action", "Set a policy number"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "budget_year": lazy_in("audit_object", "Budget year"),
    "donor": lazy_in("audit_object", "Donor"),
    "field_office": lazy_in("audit_object", "Field office"),
    "fund": lazy_in("audit_object", "Fund"),
    "mission": lazy_in("audit_object", "Mission"),
    "partner": lazy_in("audit_object", "Partner"),
    "plan_goal": lazy_in("audit_object", "Goal of the plan"),
    "policy_number": lazy_in("audit_object", "Policy number"),
    "sector": lazy_in("audit_object", "Sector"),
}
