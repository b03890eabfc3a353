"""Words for the agreement and its tranches."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "tranche_state": {
        "planned": lazy_in("tranche_state", "Planned"),
        "requested": lazy_in("tranche_state", "Requested"),
        "cleared": lazy_in("tranche_state", "Cleared by the QIPs Unit"),
        "certified": lazy_in("tranche_state", "Certified"),
        "approved": lazy_in("tranche_state", "Approved"),
        "paid": lazy_in("tranche_state", "Paid"),
    },
}

REFUSALS: Final[Mapping[str, Lazy]] = {
    "tranche.not_from_here": lazy("This tranche is not at this step any more."),
    "tranche.same_person": lazy("Somebody else has to sign here: each step takes another person."),
    "tranche.project_ended": lazy("The project was ended early: this tranche is not paid any more."),
    "tranche.project_not_running": lazy(
        "Money moves only while the agreement is in force and the project is not on hold."
    ),
    "tranche.earlier_unpaid": lazy("The tranche before this one has not been paid."),
    "tranche.no_visit": lazy("Nobody has visited since the last payment."),
    "tranche.milestones_open": lazy("The last tranche waits until every milestone is done."),
    "tranche.over_approved": lazy("Paying this would exceed the amount approved."),
    "tranche.reference_missing": lazy("Give the payment reference."),
    "tranches.unpaid": lazy("Not all tranches have been paid."),
    "agreement.starts_unsigned": lazy("The agreement cannot start before it is signed."),
    "agreement.split_not_allowed": lazy("The programme does not allow this division into tranches."),
    "agreement.amount_unknown": lazy(
        "The approved amount must be known in local currency and in dollars before it can be divided."
    ),
    "tranche.paid_too_early": lazy("The payment cannot be dated before it was approved."),
}

GATES: Final[Mapping[str, Lazy]] = {
    "tranches.unpaid": lazy("All tranches are paid"),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "agreement.signed": lazy_in("audit_action", "Signed the agreement"),
    "tranche.approved": lazy_in("audit_action", "Approved a payment"),
    "tranche.certified": lazy_in("audit_action", "Certified a payment"),
    "tranche.cleared": lazy_in("audit_action", "Cleared a tranche"),
    "tranche.paid": lazy_in("audit_action", "Recorded a payment"),
    "tranche.requested": lazy_in("audit_action", "Requested a tranche"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "agreement": lazy_in("audit_object", "Agreement"),
    "payment": lazy_in("audit_object", "Payment"),
    "tranche": lazy_in("audit_object", "Tranche"),
    "tranche_signature": lazy_in("audit_object", "Signature under a tranche"),
}
