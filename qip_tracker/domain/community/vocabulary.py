"""The closed lists of co-owners, panels and rounds.

Sources: docs/glossary.md. A code is stored; its words stand in `i18n`.
"""

from enum import StrEnum


class CoOwnerSide(StrEnum):
    """The side a co-owner stands on; a proposal needs one of each."""

    STATE = "state"
    SOCIETY = "society"


class ContributionKind(StrEnum):
    """What a co-owner gives in kind or cash."""

    LAND = "land"
    LABOUR = "labour"
    MATERIALS = "materials"
    CASH = "cash"
    OTHER = "other"


class ConsentStage(StrEnum):
    """What a co-owner agrees to, in the order in which it comes."""

    DESIGN = "design"
    AGREEMENT = "agreement"
    HANDOVER = "handover"


class RoundStage(StrEnum):
    """When a panel scores a project, in the order in which it comes."""

    BASELINE = "baseline"
    COMPLETION = "completion"
    SIX_MONTHS = "six_months"


class Stratum(StrEnum):
    """The group for which a member sits on a panel."""

    WOMEN = "women"
    MEN = "men"
    YOUTH = "youth"
    ELDERS = "elders"
    DISPLACED = "displaced"
    HOST = "host"
    MINORITY = "minority"
    LEADERS = "leaders"
