"""The closed lists of visits and milestones.

Sources: docs/glossary.md. A code is stored; its words stand in `i18n`.
"""

from enum import StrEnum


class MilestoneState(StrEnum):
    """How far a milestone has come; derived from its dates, never stored, except that nothing runs before the works."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    LATE = "late"
    OBSERVED = "observed"
    CONFIRMED = "confirmed"
    DONE = "done"
    DROPPED = "dropped"


class KeyHolder(StrEnum):
    """Whose key a milestone's key is: two keys make a milestone done, and they are never in one hand."""

    MISSION = "mission"
    CO_OWNER = "co_owner"


class VisitPurpose(StrEnum):
    """Why the mission visited."""

    BASELINE = "baseline"
    PROGRESS = "progress"
    PRE_PAYMENT = "pre_payment"
    FINAL = "final"
    POST_HANDOVER = "post_handover"
    REMOTE = "remote"


class VisitRecommendation(StrEnum):
    """What a visit recommends."""

    CONTINUE = "continue"
    PAY = "pay"
    HOLD = "hold"
    EXTEND = "extend"
    TERMINATE = "terminate"


class ConfirmationMethod(StrEnum):
    """How a co-owner said that a milestone is reached."""

    SIGNED_PAPER = "signed_paper"
    MEETING = "meeting"
    TELEPHONE = "telephone"


class DelayReason(StrEnum):
    """Why a milestone is late."""

    INSECURITY = "insecurity"
    WEATHER_ACCESS = "weather_access"
    MISSION_PAYMENT = "mission_payment"
    PARTNER = "partner"
    COMMUNITY_DISPUTE = "community_dispute"
    SUPPLY_PRICE = "supply_price"
    DESIGN_CHANGE = "design_change"
    AUTHORITY = "authority"
    OTHER = "other"
