"""Who may do what: co-owners, panels and rounds."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.predicates import AnyOf, NotOnTheFile, OwnFacilitation, OwnPanel, all_of, roles
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import INSIDE, OFFICERS, Role

RULES: Final[Mapping[Permission, AnyOf]] = {
    CommunityPermission.COOWNERSHIP_EDIT: all_of(roles(*OFFICERS)),
    CommunityPermission.PANEL_VIEW: all_of(roles(*OFFICERS, Role.FACILITATOR, Role.AUDITOR)),
    CommunityPermission.PANEL_FORM: all_of(roles(Role.FACILITATOR), NotOnTheFile()),
    CommunityPermission.CARD_ISSUE: all_of(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    CommunityPermission.ROUND_OPEN: all_of(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    CommunityPermission.ROUND_CLOSE: all_of(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    CommunityPermission.RESULTS_VIEW: all_of(roles(*INSIDE, Role.FACILITATOR)),
    CommunityPermission.COMMENTS_READ: all_of(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    CommunityPermission.BALLOT_CAST: all_of(OwnPanel()),
}
