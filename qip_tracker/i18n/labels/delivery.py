"""Words for works and payments: milestones, visits, tranches, reports."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "milestone_state": {
        "not_started": lazy_in("milestone_state", "Not started"),
        "on_track": lazy_in("milestone_state", "On track"),
        "late": lazy_in("milestone_state", "Late"),
        "observed": lazy_in("milestone_state", "Seen by the mission"),
        "confirmed": lazy_in("milestone_state", "Confirmed by a co-owner"),
        "done": lazy_in("milestone_state", "Done"),
        "dropped": lazy_in("milestone_state", "Dropped"),
    },
    "confirmation_method": {
        "signed_paper": lazy_in("confirmation_method", "Signed paper"),
        "meeting": lazy_in("confirmation_method", "Meeting"),
        "telephone": lazy_in("confirmation_method", "Telephone"),
    },
    "visit_purpose": {
        "baseline": lazy_in("visit_purpose", "Before the works"),
        "progress": lazy_in("visit_purpose", "Progress"),
        "pre_payment": lazy_in("visit_purpose", "Before a payment"),
        "final": lazy_in("visit_purpose", "Final visit"),
        "post_handover": lazy_in("visit_purpose", "After the handover"),
        "remote": lazy_in("visit_purpose", "From a distance"),
    },
    "visit_recommendation": {
        "continue": lazy_in("visit_recommendation", "Continue"),
        "pay": lazy_in("visit_recommendation", "Pay the next tranche"),
        "hold": lazy_in("visit_recommendation", "Put on hold"),
        "extend": lazy_in("visit_recommendation", "Extend the time"),
        "terminate": lazy_in("visit_recommendation", "Terminate"),
    },
    "tranche_state": {
        "planned": lazy_in("tranche_state", "Planned"),
        "requested": lazy_in("tranche_state", "Requested"),
        "cleared": lazy_in("tranche_state", "Cleared by the QIPs Unit"),
        "certified": lazy_in("tranche_state", "Certified"),
        "approved": lazy_in("tranche_state", "Approved"),
        "paid": lazy_in("tranche_state", "Paid"),
    },
    "report_kind": {
        "donor_report": lazy_in("report_kind", "Donor report"),
        "pbf_progress": lazy_in("report_kind", "Peacebuilding Fund progress report"),
    },
}
