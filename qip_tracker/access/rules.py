"""Who may do what: permission -> any of (all of predicates). The only place that says so."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.access.permissions import Permission as P
from qip_tracker.access.predicates import (
    Anyone,
    Approved,
    InMission,
    IsSystem,
    NotOnTheFile,
    OwnDonor,
    OwnFacilitation,
    OwnPanel,
    OwnPartner,
    Predicate,
    Released,
    SignedIn,
)
from qip_tracker.domain.people.roles import Role

AnyOf = tuple[tuple[Predicate, ...], ...]


def roles(*names: str) -> InMission:
    """One of these roles in the subject's mission."""
    return InMission(frozenset(names))


OFFICERS = (Role.PROGRAMME_OFFICER, Role.PROGRAMME_MANAGER)
FINANCE = (Role.CERTIFYING_OFFICER, Role.APPROVING_OFFICER)
DECIDERS = (Role.COMMITTEE_MEMBER, Role.HEAD_OF_MISSION)
# Everybody of the mission who works with projects; administrators and facilitators run accounts and panels instead.
INSIDE = (*OFFICERS, *FINANCE, *DECIDERS, Role.AUDITOR)
STAFF = (*INSIDE, Role.ADMINISTRATOR, Role.FACILITATOR)


def _one(*predicates: Predicate) -> AnyOf:
    return (predicates,)


RULES: Final[Mapping[P, AnyOf]] = {
    P.PUBLIC_READ: _one(Anyone()),
    P.OWN_ACCOUNT_USE: _one(SignedIn()),
    P.HOME_VIEW: _one(SignedIn()),
    P.MISSION_VIEW: _one(roles(*STAFF, Role.PARTNER, Role.DONOR)),
    P.DASHBOARD_VIEW: _one(roles(*INSIDE)),
    P.PEOPLE_EDIT: ((roles(Role.ADMINISTRATOR),), (IsSystem(),)),
    P.PROGRAMME_VIEW: _one(roles(*STAFF)),
    P.PROGRAMME_EDIT: ((roles(Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER),), (IsSystem(),)),
    P.PARTNER_VIEW: _one(roles(*INSIDE)),
    P.PARTNER_EDIT: _one(roles(*OFFICERS)),
    P.PARTNER_ASSESS: _one(roles(Role.PROGRAMME_MANAGER)),
    P.PROJECT_LIST: _one(roles(*INSIDE, Role.FACILITATOR, Role.PARTNER, Role.DONOR)),
    P.PROJECT_VIEW: ((roles(*INSIDE, Role.FACILITATOR),), (OwnPartner(),), (OwnDonor(), Approved())),
    P.PROJECT_LOG: ((roles(*OFFICERS),), (IsSystem(),)),
    P.PROJECT_EDIT: _one(roles(*OFFICERS)),
    P.PROJECT_IMPORT: ((roles(Role.PROGRAMME_MANAGER),), (IsSystem(),)),
    P.PROJECT_SUBMIT: _one(roles(*OFFICERS)),
    P.PROJECT_SCREEN: _one(roles(Role.PROGRAMME_MANAGER), NotOnTheFile()),
    P.PROJECT_DECIDE: _one(roles(Role.COMMITTEE_MEMBER), NotOnTheFile()),
    P.PROJECT_WITHDRAW: _one(roles(*OFFICERS)),
    P.PROJECT_HOLD: _one(roles(Role.PROGRAMME_MANAGER)),
    P.PROJECT_COMPLETE: _one(roles(Role.PROGRAMME_MANAGER)),
    P.PROJECT_HAND_OVER: _one(roles(*OFFICERS)),
    P.PROJECT_CLOSE: _one(roles(Role.PROGRAMME_MANAGER)),
    P.PROJECT_TERMINATE: _one(roles(Role.HEAD_OF_MISSION)),
    P.CONDITION_CLEAR: _one(roles(Role.PROGRAMME_MANAGER)),
    P.AGREEMENT_SIGN: _one(roles(Role.PROGRAMME_MANAGER)),
    P.TRANCHE_REQUEST: _one(roles(Role.PROGRAMME_OFFICER)),
    P.TRANCHE_CLEAR: _one(roles(Role.PROGRAMME_MANAGER)),
    P.TRANCHE_CERTIFY: _one(roles(Role.CERTIFYING_OFFICER)),
    P.TRANCHE_APPROVE: _one(roles(Role.APPROVING_OFFICER)),
    P.TRANCHE_PAY: _one(roles(Role.CERTIFYING_OFFICER)),
    P.VISIT_RECORD: _one(roles(*OFFICERS)),
    P.MILESTONE_CONFIRM: _one(roles(*OFFICERS, Role.FACILITATOR)),
    P.PHOTO_VIEW: ((roles(*INSIDE, Role.FACILITATOR),), (OwnPartner(),), (OwnDonor(), Approved())),
    P.COOWNERSHIP_EDIT: _one(roles(*OFFICERS)),
    P.PANEL_VIEW: _one(roles(*OFFICERS, Role.FACILITATOR, Role.AUDITOR)),
    P.PANEL_FORM: _one(roles(Role.FACILITATOR), NotOnTheFile()),
    P.CARD_ISSUE: _one(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    P.ROUND_OPEN: _one(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    P.ROUND_CLOSE: _one(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    P.RESULTS_VIEW: _one(roles(*INSIDE, Role.FACILITATOR)),
    P.COMMENTS_READ: _one(roles(Role.FACILITATOR), OwnFacilitation(), NotOnTheFile()),
    P.BALLOT_CAST: _one(OwnPanel()),
    P.REPORT_VIEW: ((roles(*INSIDE),), (OwnDonor(), Released())),
    P.REPORT_FREEZE: _one(roles(*OFFICERS)),
    P.REPORT_RELEASE: _one(roles(Role.PROGRAMME_MANAGER, Role.HEAD_OF_MISSION)),
    P.AUDIT_VIEW: _one(roles(Role.AUDITOR)),
}
