"""The closed lists of the programme: who pays and who implements.

Sources: docs/glossary.md. A code is stored; its words stand in `i18n`.
"""

from enum import StrEnum


class FundingKind(StrEnum):
    """Where the money of a fund comes from; only the mission's assessed budget has a ceiling for each project."""

    ASSESSED_QIP_BUDGET = "assessed_qip_budget"
    PBF = "pbf"
    TRUST_FUND = "trust_fund"
    TCC_NATIONAL_FUNDS = "tcc_national_funds"
    BILATERAL = "bilateral"
    AU = "au"


class PartnerType(StrEnum):
    """What kind of body a partner is."""

    NATIONAL_NGO = "national_ngo"
    INTERNATIONAL_NGO = "international_ngo"
    CBO = "cbo"
    LOCAL_AUTHORITY = "local_authority"
    MINISTRY = "ministry"
    UN_AGENCY = "un_agency"
    MILITARY_CONTINGENT = "military_contingent"
    POLICE_COMPONENT = "police_component"


class PartnerStatus(StrEnum):
    """The standing of a partner on the roster of the mission."""

    CANDIDATE = "candidate"
    RECOMMENDED = "recommended"
    ON_WATCH = "on_watch"
    SUSPENDED = "suspended"
    BARRED = "barred"


class PartnerAssessment(StrEnum):
    """What the assessment of a partner's capacity found."""

    NOT_ASSESSED = "not_assessed"
    PASSED = "passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions"
    FAILED = "failed"
