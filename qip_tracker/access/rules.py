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

AnyOf = tuple[tuple[Predicate, ...], ...]


def roles(*names: str) -> InMission:
    """One of these roles in the subject's mission."""
    return InMission(frozenset(names))


OFFICERS = ("programme_officer", "programme_manager")
FINANCE = ("certifying_officer", "approving_officer")
DECIDERS = ("committee_member", "head_of_mission")
# Everybody of the mission who works with projects; administrators and facilitators run accounts and panels instead.
INSIDE = (*OFFICERS, *FINANCE, *DECIDERS, "auditor")
STAFF = (*INSIDE, "administrator", "facilitator")


def _one(*predicates: Predicate) -> AnyOf:
    return (predicates,)


RULES: Final[Mapping[P, AnyOf]] = {
    P.PUBLIC_READ: _one(Anyone()),
    P.OWN_ACCOUNT_USE: _one(SignedIn()),
    P.HOME_VIEW: _one(SignedIn()),
    P.MISSION_VIEW: _one(roles(*STAFF, "partner", "donor")),
    P.DASHBOARD_VIEW: _one(roles(*INSIDE)),
    P.PEOPLE_EDIT: ((roles("administrator"),), (IsSystem(),)),
    P.PROGRAMME_VIEW: _one(roles(*STAFF)),
    P.PROGRAMME_EDIT: ((roles("administrator", "programme_manager"),), (IsSystem(),)),
    P.PARTNER_VIEW: _one(roles(*INSIDE)),
    P.PARTNER_EDIT: _one(roles(*OFFICERS)),
    P.PARTNER_ASSESS: _one(roles("programme_manager")),
    P.PROJECT_LIST: _one(roles(*INSIDE, "facilitator", "partner", "donor")),
    P.PROJECT_VIEW: ((roles(*INSIDE, "facilitator"),), (OwnPartner(),), (OwnDonor(), Approved())),
    P.PROJECT_LOG: ((roles(*OFFICERS),), (IsSystem(),)),
    P.PROJECT_EDIT: _one(roles(*OFFICERS)),
    P.PROJECT_IMPORT: ((roles("programme_manager"),), (IsSystem(),)),
    P.PROJECT_SUBMIT: _one(roles(*OFFICERS)),
    P.PROJECT_SCREEN: _one(roles("programme_manager"), NotOnTheFile()),
    P.PROJECT_DECIDE: _one(roles("committee_member"), NotOnTheFile()),
    P.PROJECT_WITHDRAW: _one(roles(*OFFICERS)),
    P.PROJECT_HOLD: _one(roles("programme_manager")),
    P.PROJECT_COMPLETE: _one(roles("programme_manager")),
    P.PROJECT_HAND_OVER: _one(roles(*OFFICERS)),
    P.PROJECT_CLOSE: _one(roles("programme_manager")),
    P.PROJECT_TERMINATE: _one(roles("head_of_mission")),
    P.CONDITION_CLEAR: _one(roles("programme_manager")),
    P.AGREEMENT_SIGN: _one(roles("programme_manager")),
    P.TRANCHE_REQUEST: _one(roles("programme_officer")),
    P.TRANCHE_CLEAR: _one(roles("programme_manager")),
    P.TRANCHE_CERTIFY: _one(roles("certifying_officer")),
    P.TRANCHE_APPROVE: _one(roles("approving_officer")),
    P.TRANCHE_PAY: _one(roles("certifying_officer")),
    P.VISIT_RECORD: _one(roles(*OFFICERS)),
    P.MILESTONE_CONFIRM: _one(roles(*OFFICERS, "facilitator")),
    P.PHOTO_VIEW: ((roles(*INSIDE, "facilitator"),), (OwnPartner(),), (OwnDonor(), Approved())),
    P.COOWNERSHIP_EDIT: _one(roles(*OFFICERS)),
    P.PANEL_VIEW: _one(roles(*OFFICERS, "facilitator", "auditor")),
    P.PANEL_FORM: _one(roles("facilitator"), NotOnTheFile()),
    P.CARD_ISSUE: _one(roles("facilitator"), OwnFacilitation(), NotOnTheFile()),
    P.ROUND_OPEN: _one(roles("facilitator"), OwnFacilitation(), NotOnTheFile()),
    P.ROUND_CLOSE: _one(roles("facilitator"), OwnFacilitation(), NotOnTheFile()),
    P.RESULTS_VIEW: _one(roles(*INSIDE, "facilitator")),
    P.COMMENTS_READ: _one(roles("facilitator"), OwnFacilitation(), NotOnTheFile()),
    P.BALLOT_CAST: _one(OwnPanel()),
    P.REPORT_VIEW: ((roles(*INSIDE),), (OwnDonor(), Released())),
    P.REPORT_FREEZE: _one(roles(*OFFICERS)),
    P.REPORT_RELEASE: _one(roles("programme_manager", "head_of_mission")),
    P.AUDIT_VIEW: _one(roles("auditor")),
}
