"""The closed lists of a project's plan and life.

Sources: docs/glossary.md. A code is stored; its words stand in `i18n`.
"""

from enum import StrEnum


class BudgetCategory(StrEnum):
    """What a budget line is spent on."""

    MATERIALS = "materials"
    EQUIPMENT = "equipment"
    SKILLED_LABOUR = "skilled_labour"
    UNSKILLED_LABOUR = "unskilled_labour"
    TRANSPORT = "transport"
    TRAINING_COSTS = "training_costs"
    VISIBILITY = "visibility"
    ADMIN_OVERHEAD = "admin_overhead"


class FundedBy(StrEnum):
    """Who pays a budget line."""

    QIP = "qip"
    PARTNER = "partner"
    COMMUNITY = "community"
    AUTHORITY = "authority"
    OTHER = "other"


class MandatePillar(StrEnum):
    """The part of the mandate a project serves."""

    PROTECTION_OF_CIVILIANS = "protection_of_civilians"
    STATE_AUTHORITY_RULE_OF_LAW = "state_authority_rule_of_law"
    SOCIAL_COHESION_RECONCILIATION = "social_cohesion_reconciliation"
    POLITICAL_PROCESS_ELECTIONS = "political_process_elections"
    RETURN_REINTEGRATION = "return_reintegration"


class ConfidenceObjective(StrEnum):
    """In what a project is to build confidence."""

    MISSION = "mission"
    MANDATE = "mandate"
    PEACE_PROCESS = "peace_process"


class HarmEffect(StrEnum):
    """What a project may do to a group, for the do-no-harm table."""

    GAINS = "gains"
    LOSES = "loses"
    EXCLUDED = "excluded"
    SEEN_AS_PARTISAN = "seen_as_partisan"
    AT_RISK = "at_risk"


class HoldReason(StrEnum):
    """Why work stands still."""

    INSECURITY = "insecurity"
    WEATHER_ACCESS = "weather_access"
    PARTNER = "partner"
    COMMUNITY_DISPUTE = "community_dispute"
    DESIGN_CHANGE = "design_change"
    SUPPLY_PRICE = "supply_price"
