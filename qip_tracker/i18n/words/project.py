"""Words for a project as a whole: its states, its moves, what it is for."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "project_state": {
        "draft": lazy_in("project_state", "Draft"),
        "submitted": lazy_in("project_state", "Sent for screening"),
        "returned": lazy_in("project_state", "Returned"),
        "screened": lazy_in("project_state", "Screened"),
        "approved": lazy_in("project_state", "Approved"),
        "rejected": lazy_in("project_state", "Rejected"),
        "withdrawn": lazy_in("project_state", "Withdrawn"),
        "agreed": lazy_in("project_state", "Agreement signed"),
        "active": lazy_in("project_state", "Under way"),
        "on_hold": lazy_in("project_state", "On hold"),
        "completed": lazy_in("project_state", "Works completed"),
        "closed": lazy_in("project_state", "Closed"),
        "terminated": lazy_in("project_state", "Terminated"),
    },
    "project_action": {
        "submit": lazy_in("project_action", "Send for screening"),
        "screen": lazy_in("project_action", "Finish the screening"),
        "return_to_author": lazy_in("project_action", "Return to the author"),
        "withdraw": lazy_in("project_action", "Withdraw the proposal"),
        "approve": lazy_in("project_action", "Approve the project"),
        "defer": lazy_in("project_action", "Defer the decision"),
        "return_by_committee": lazy_in("project_action", "Return for revision"),
        "reject": lazy_in("project_action", "Reject the proposal"),
        "sign_agreement": lazy_in("project_action", "Sign the agreement"),
        "start": lazy_in("project_action", "Start with the first payment"),
        "hold": lazy_in("project_action", "Put on hold"),
        "resume": lazy_in("project_action", "Resume the works"),
        "complete": lazy_in("project_action", "Declare the works completed"),
        "close": lazy_in("project_action", "Close the file"),
        "terminate": lazy_in("project_action", "Terminate the project"),
    },
    "project_event": {
        "import": lazy_in("project_event", "Taken over from a published table"),
        "submit": lazy_in("project_event", "Sent for screening"),
        "screen": lazy_in("project_event", "Screening finished"),
        "return_to_author": lazy_in("project_event", "Returned to the author"),
        "withdraw": lazy_in("project_event", "Proposal withdrawn"),
        "approve": lazy_in("project_event", "Approved by the committee"),
        "defer": lazy_in("project_event", "Decision deferred"),
        "return_by_committee": lazy_in("project_event", "Returned by the committee"),
        "reject": lazy_in("project_event", "Rejected by the committee"),
        "sign_agreement": lazy_in("project_event", "Agreement signed"),
        "start": lazy_in("project_event", "First tranche paid, the clock starts"),
        "hold": lazy_in("project_event", "Put on hold"),
        "resume": lazy_in("project_event", "Works resumed"),
        "complete": lazy_in("project_event", "Works declared completed"),
        "close": lazy_in("project_event", "File closed"),
        "terminate": lazy_in("project_event", "Terminated"),
    },
    "budget_category": {
        "materials": lazy_in("budget_category", "Materials"),
        "equipment": lazy_in("budget_category", "Equipment"),
        "skilled_labour": lazy_in("budget_category", "Skilled labour"),
        "unskilled_labour": lazy_in("budget_category", "Unskilled labour"),
        "transport": lazy_in("budget_category", "Transport"),
        "training_costs": lazy_in("budget_category", "Training"),
        "visibility": lazy_in("budget_category", "Visibility"),
        "admin_overhead": lazy_in("budget_category", "Administration and overhead"),
    },
    "funded_by": {
        "qip": lazy_in("funded_by", "QIP funds"),
        "partner": lazy_in("funded_by", "Partner"),
        "community": lazy_in("funded_by", "Community"),
        "authority": lazy_in("funded_by", "Local authority"),
        "other": lazy_in("funded_by", "Another source"),
    },
    "mandate_pillar": {
        "protection_of_civilians": lazy_in("mandate_pillar", "Protection of civilians"),
        "state_authority_rule_of_law": lazy_in("mandate_pillar", "State authority and rule of law"),
        "social_cohesion_reconciliation": lazy_in("mandate_pillar", "Social cohesion and reconciliation"),
        "political_process_elections": lazy_in("mandate_pillar", "Political process and elections"),
        "return_reintegration": lazy_in("mandate_pillar", "Return and reintegration"),
    },
    "confidence_objective": {
        "mission": lazy_in("confidence_objective", "Confidence in the mission"),
        "mandate": lazy_in("confidence_objective", "Confidence in the mandate"),
        "peace_process": lazy_in("confidence_objective", "Confidence in the peace process"),
    },
    "gender_marker": {
        "0": lazy_in("gender_marker", "0: no contribution to gender equality expected"),
        "1": lazy_in("gender_marker", "1: some contribution to gender equality"),
        "2": lazy_in("gender_marker", "2: gender equality is a significant objective"),
        "3": lazy_in("gender_marker", "3: gender equality is the principal objective"),
    },
    "harm_effect": {
        "gains": lazy_in("harm_effect", "Gains"),
        "loses": lazy_in("harm_effect", "Loses"),
        "excluded": lazy_in("harm_effect", "Left out"),
        "seen_as_partisan": lazy_in("harm_effect", "Seen as taking sides"),
        "at_risk": lazy_in("harm_effect", "Put at risk"),
    },
    "hold_reason": {
        "insecurity": lazy_in("hold_reason", "Insecurity"),
        "weather_access": lazy_in("hold_reason", "Weather or access"),
        "partner": lazy_in("hold_reason", "Partner"),
        "community_dispute": lazy_in("hold_reason", "Dispute in the community"),
        "design_change": lazy_in("hold_reason", "Change of design"),
        "supply_price": lazy_in("hold_reason", "Supply or prices"),
    },
}

REFUSALS: Final[Mapping[str, Lazy]] = {
    "project.not_from_here": lazy("This step is not possible from the state the project is in now."),
    "project.reason_missing": lazy("Give the reason."),
    "hold.before_start": lazy("A hold cannot begin before the first payment."),
    "hold.none_open": lazy("The project is not on hold."),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "project.agreement_signed": lazy_in("audit_action", "Moved a project: agreement signed"),
    "project.approved": lazy_in("audit_action", "Moved a project: approved"),
    "project.closed": lazy_in("audit_action", "Moved a project: closed"),
    "project.completed": lazy_in("audit_action", "Moved a project: completed"),
    "project.deferred": lazy_in("audit_action", "Moved a project: deferred"),
    "project.held": lazy_in("audit_action", "Moved a project: put on hold"),
    "project.rejected": lazy_in("audit_action", "Moved a project: rejected"),
    "project.resumed": lazy_in("audit_action", "Moved a project: resumed"),
    "project.returned": lazy_in("audit_action", "Moved a project: returned to its author"),
    "project.returned_by_committee": lazy_in("audit_action", "Moved a project: returned by the committee"),
    "project.screened": lazy_in("audit_action", "Moved a project: screened"),
    "project.started": lazy_in("audit_action", "Moved a project: works started"),
    "project.submitted": lazy_in("audit_action", "Moved a project: submitted"),
    "project.terminated": lazy_in("audit_action", "Moved a project: terminated"),
    "project.withdrawn": lazy_in("audit_action", "Moved a project: withdrawn"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "hold": lazy_in("audit_object", "Hold"),
    "project": lazy_in("audit_object", "Project"),
    "project_event": lazy_in("audit_object", "Move of a project"),
}
