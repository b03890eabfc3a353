"""Words of the audit trail: co-owners, panels and rounds."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

ACTIONS: Final[Mapping[str, Lazy]] = {
    "card.reissued": lazy_in("audit_action", "Issued a member card again"),
    "card.withdrawn": lazy_in("audit_action", "Withdrew a member card"),
    "co_owner.changed": lazy_in("audit_action", "Changed a co-owner"),
    "co_owner.recorded": lazy_in("audit_action", "Named a co-owner"),
    "consent.changed": lazy_in("audit_action", "Changed a consent"),
    "consent.recorded": lazy_in("audit_action", "Recorded a consent"),
    "contribution.changed": lazy_in("audit_action", "Changed a contribution"),
    "contribution.recorded": lazy_in("audit_action", "Recorded a contribution"),
    "design_change.recorded": lazy_in("audit_action", "Recorded a change of the design"),
    "heard.released": lazy_in("audit_action", "Released what was heard"),
    "heard.written": lazy_in("audit_action", "Wrote down what was heard"),
    "panel.formed": lazy_in("audit_action", "Formed a panel"),
    "round.closed": lazy_in("audit_action", "Closed a scoring round"),
    "round.opened": lazy_in("audit_action", "Opened a scoring round"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "co_owner": lazy_in("audit_object", "Co-owner"),
    "consent": lazy_in("audit_object", "Consent"),
    "contribution": lazy_in("audit_object", "Contribution"),
    "design_change": lazy_in("audit_object", "Change of the design"),
    "facilitation": lazy_in("audit_object", "Who leads a panel"),
    "instrument": lazy_in("audit_object", "Set of questions"),
    "panel": lazy_in("audit_object", "Panel"),
    "panel_stratum": lazy_in("audit_object", "Group of a panel"),
    "project_panel": lazy_in("audit_object", "Panel of a project"),
    "round": lazy_in("audit_object", "Scoring round"),
}
