"""The closed lists of need, screening and decision.

Sources: docs/glossary.md. A code is stored; its words stand in `i18n`.
"""

from enum import StrEnum


class ConsultedGroup(StrEnum):
    """A group of the community that was heard about its need."""

    WOMEN = "women"
    MEN = "men"
    YOUTH_F = "youth_f"
    YOUTH_M = "youth_m"
    ELDERS = "elders"
    DISPLACED = "displaced"
    RETURNEES = "returnees"
    HOST = "host"
    MINORITY = "minority"
    PERSONS_WITH_DISABILITIES = "persons_with_disabilities"
    PASTORALISTS = "pastoralists"
    FARMERS = "farmers"
    TRADERS = "traders"
    LOCAL_AUTHORITY = "local_authority"
    SECURITY_FORCES = "security_forces"


class NeedMethod(StrEnum):
    """How the community was heard."""

    COMMUNITY_MEETING = "community_meeting"
    FOCUS_GROUPS = "focus_groups"
    KEY_INFORMANTS = "key_informants"
    JOINT_MISSION = "joint_mission"
    PERCEPTION_SURVEY = "perception_survey"
    PATROL_REPORT = "patrol_report"
    AUTHORITY_REQUEST = "authority_request"


class ScreeningCheck(StrEnum):
    """What an opinion of the screening is about."""

    ELIGIBILITY = "eligibility"
    PARTNER_CAPACITY = "partner_capacity"
    ENGINEERING = "engineering"
    COST_ESTIMATE = "cost_estimate"
    DUPLICATION = "duplication"
    HUMAN_RIGHTS_DUE_DILIGENCE = "human_rights_due_diligence"
    ENVIRONMENT = "environment"
    GENDER = "gender"
    DO_NO_HARM = "do_no_harm"
    LAND = "land"


class ScreeningOutcome(StrEnum):
    """What an opinion of the screening says."""

    PASSED = "passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"


class DecisionOutcome(StrEnum):
    """What the committee decided."""

    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    DEFERRED = "deferred"
    RETURNED = "returned"
    REJECTED = "rejected"
