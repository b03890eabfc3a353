"""How much harm it would do if a stored value reached the wrong reader; every column of the database has one class."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """The classes, from what anybody may read to what only the community's own box may hold.

    `PUBLIC` may stand in open data. `PARTNER` is for the partner and the donor of a project. `INTERNAL` stays in the
    mission. `CONFIDENTIAL` names people, conflicts or harm: few need it, and the audit trail says only that it changed.
    `COMMUNITY` is what members of panels are, know or said: it enters no trail, no export and no search.
    """

    PUBLIC = "public"
    PARTNER = "partner"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    COMMUNITY = "community"


# The trail is kept for ever and cannot forget, so these enter it only as a sign that something changed.
KEPT_OUT_OF_THE_TRAIL = frozenset({Sensitivity.CONFIDENTIAL, Sensitivity.COMMUNITY})
