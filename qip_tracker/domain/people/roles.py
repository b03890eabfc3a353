"""The roles people hold in a mission."""

from enum import StrEnum


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
