"""The roles people hold in a mission, and the seats of its committee."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What somebody does in a mission. The stored text is the value; roles are offered in this order."""

    PROGRAMME_OFFICER = "programme_officer"
    PROGRAMME_MANAGER = "programme_manager"
    COMMITTEE_MEMBER = "committee_member"
    HEAD_OF_MISSION = "head_of_mission"
    CERTIFYING_OFFICER = "certifying_officer"
    APPROVING_OFFICER = "approving_officer"
    FACILITATOR = "facilitator"
    PARTNER = "partner"
    DONOR = "donor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


# Those who write and run projects, those who pay, and those who decide.
OFFICERS: Final = (Role.PROGRAMME_OFFICER, Role.PROGRAMME_MANAGER)
FINANCE: Final = (Role.CERTIFYING_OFFICER, Role.APPROVING_OFFICER)
DECIDERS: Final = (Role.COMMITTEE_MEMBER, Role.HEAD_OF_MISSION)
# Everybody of the mission who works with projects; administrators and facilitators run accounts and panels instead.
INSIDE: Final = (*OFFICERS, *FINANCE, *DECIDERS, Role.AUDITOR)
STAFF: Final = (*INSIDE, Role.ADMINISTRATOR, Role.FACILITATOR)


class Seat(StrEnum):
    """Where a member of the project committee sits; a quorum may need certain seats."""

    CHAIR = "chair"
    FINANCE = "finance"
    ENGINEERING = "engineering"
    FIELD_OFFICE = "field_office"
    CIVIL_AFFAIRS = "civil_affairs"
