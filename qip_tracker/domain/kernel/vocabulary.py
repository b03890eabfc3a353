"""The closed lists of codes the field uses; labels in three languages are in `i18n.labels`.

Sources: docs/glossary.md and the mission practice it cites. A code is stored; a label never is.
"""

from typing import Final, TypeAlias

Codes: TypeAlias = tuple[str, ...]

ROLES: Final[Codes] = (
    "programme_officer",
    "programme_manager",
    "committee_member",
    "head_of_mission",
    "certifying_officer",
    "approving_officer",
    "facilitator",
    "partner",
    "donor",
    "auditor",
    "administrator",
)
SEATS: Final[Codes] = ("chair", "finance", "engineering", "field_office", "civil_affairs")
FUNDING_KINDS: Final[Codes] = (
    "assessed_qip_budget",
    "pbf",
    "trust_fund",
    "tcc_national_funds",
    "bilateral",
    "au",
)
PARTNER_TYPES: Final[Codes] = (
    "national_ngo",
    "international_ngo",
    "cbo",
    "local_authority",
    "ministry",
    "un_agency",
    "military_contingent",
    "police_component",
)
PARTNER_STATUSES: Final[Codes] = ("candidate", "recommended", "on_watch", "suspended", "barred")
PARTNER_ASSESSMENTS: Final[Codes] = ("not_assessed", "passed", "passed_with_conditions", "failed")
PROJECT_STATES: Final[Codes] = (
    "draft",
    "submitted",
    "returned",
    "screened",
    "approved",
    "rejected",
    "withdrawn",
    "agreed",
    "active",
    "on_hold",
    "completed",
    "closed",
    "terminated",
)
CONSULTED_GROUPS: Final[Codes] = (
    "women",
    "men",
    "youth_f",
    "youth_m",
    "elders",
    "displaced",
    "returnees",
    "host",
    "minority",
    "persons_with_disabilities",
    "pastoralists",
    "farmers",
    "traders",
    "local_authority",
    "security_forces",
)
NEED_METHODS: Final[Codes] = (
    "community_meeting",
    "focus_groups",
    "key_informants",
    "joint_mission",
    "perception_survey",
    "patrol_report",
    "authority_request",
)
BUDGET_CATEGORIES: Final[Codes] = (
    "materials",
    "equipment",
    "skilled_labour",
    "unskilled_labour",
    "transport",
    "training_costs",
    "visibility",
    "admin_overhead",
)
FUNDED_BY: Final[Codes] = ("qip", "partner", "community", "authority", "other")
MANDATE_PILLARS: Final[Codes] = (
    "protection_of_civilians",
    "state_authority_rule_of_law",
    "social_cohesion_reconciliation",
    "political_process_elections",
    "return_reintegration",
)
CONFIDENCE_OBJECTIVES: Final[Codes] = ("mission", "mandate", "peace_process")
SCREENING_CHECKS: Final[Codes] = (
    "eligibility",
    "partner_capacity",
    "engineering",
    "cost_estimate",
    "duplication",
    "human_rights_due_diligence",
    "environment",
    "gender",
    "do_no_harm",
    "land",
)
SCREENING_OUTCOMES: Final[Codes] = ("passed", "passed_with_conditions", "failed", "not_applicable")
DECISION_OUTCOMES: Final[Codes] = ("approved", "approved_with_conditions", "deferred", "returned", "rejected")
HOLD_REASONS: Final[Codes] = (
    "insecurity",
    "weather_access",
    "partner",
    "community_dispute",
    "design_change",
    "supply_price",
)
DELAY_REASONS: Final[Codes] = (
    "insecurity",
    "weather_access",
    "mission_payment",
    "partner",
    "community_dispute",
    "supply_price",
    "design_change",
    "authority",
    "other",
)
VISIT_PURPOSES: Final[Codes] = ("baseline", "progress", "pre_payment", "final", "post_handover", "remote")
VISIT_RECOMMENDATIONS: Final[Codes] = ("continue", "pay", "hold", "extend", "terminate")
CO_OWNER_SIDES: Final[Codes] = ("state", "society")
CONTRIBUTION_KINDS: Final[Codes] = ("land", "labour", "materials", "cash", "other")
CONSENT_STAGES: Final[Codes] = ("design", "agreement", "handover")
HARM_EFFECTS: Final[Codes] = ("gains", "loses", "excluded", "seen_as_partisan", "at_risk")
ROUND_STAGES: Final[Codes] = ("baseline", "completion", "six_months")
STRATA: Final[Codes] = ("women", "men", "youth", "elders", "displaced", "host", "minority", "leaders")
REPORT_KINDS: Final[Codes] = ("donor_report", "pbf_progress")
CONFIRMATION_METHODS: Final[Codes] = ("signed_paper", "meeting", "telephone")
