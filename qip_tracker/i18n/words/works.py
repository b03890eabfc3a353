"""Words for milestones, visits, completion and handover."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

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
    "delay_reason": {
        "insecurity": lazy_in("delay_reason", "Insecurity"),
        "weather_access": lazy_in("delay_reason", "Weather or access"),
        "mission_payment": lazy_in("delay_reason", "Payment by the mission"),
        "partner": lazy_in("delay_reason", "Partner"),
        "community_dispute": lazy_in("delay_reason", "Dispute in the community"),
        "supply_price": lazy_in("delay_reason", "Supply or prices"),
        "design_change": lazy_in("delay_reason", "Change of design"),
        "authority": lazy_in("delay_reason", "Authorities"),
        "other": lazy_in("delay_reason", "Another reason"),
    },
}

REFUSALS: Final[Mapping[str, Lazy]] = {
    "milestones.open": lazy("Every milestone must be done, with both keys, or dropped with a reason."),
    "visits.no_final": lazy("Record the final visit."),
    "visits.too_few": lazy("There were fewer visits than the programme asks for."),
    "visit.in_future": lazy("The visit cannot lie in the future."),
    "photos.missing": lazy("Add at least one photo from a visit."),
    "photo.not_a_picture": lazy("This file is not a picture we can read (JPEG, PNG or WebP)."),
    "photo.too_large": lazy("This picture is too large: at most 10 MB and 25 megapixels."),
    "photo.already_there": lazy("This picture has been added before."),
    "milestone.same_person": lazy(
        "The mission's visit and the co-owner's confirmation must be recorded by different people."
    ),
    "milestone.not_open": lazy("This milestone is already done or dropped."),
    "handover.missing": lazy("Record the handover to the owner."),
    "completion.before_start": lazy("The works cannot have ended before the first payment."),
    "completion.visit_too_early": lazy("The final visit must be on the day the works ended or after it."),
    "result.not_countable": lazy(
        "What was delivered can be recorded once money has been paid and until the file is closed."
    ),
    "handover.too_early": lazy("The handover cannot be dated before the works were completed."),
    "handover.not_now": lazy(
        "A handover is recorded when the works are completed and before the file is closed."
    ),
    "visit.project_not_running": lazy(
        "Visits are recorded once the agreement is signed and until the file is closed."
    ),
    "visit.nobody_was_there": lazy(
        "A milestone is seen on the spot; a visit from a distance cannot say that it is done."
    ),
    "photo.caption_missing": lazy("Say what the photo shows."),
    "photo.too_many": lazy("A visit has at most %(most)s photos."),
    "milestone.rested_on": lazy(
        "This confirmation can no longer be withdrawn: the last tranche has been requested, or the works do not run."
    ),
    "milestone.not_confirmed": lazy("No co-owner has confirmed this milestone."),
    "milestone.project_not_running": lazy(
        "Milestones move once the agreement is signed and until the file is closed."
    ),
    "milestone.not_late": lazy("This milestone is not late."),
}

GATES: Final[Mapping[str, Lazy]] = {
    "milestones.open": lazy("Every milestone is done or dropped"),
    "visits.no_final": lazy("The final visit is recorded"),
    "visits.too_few": lazy("The mission has visited often enough"),
    "handover.missing": lazy("The handover to the owner is recorded"),
    "photos.missing": lazy("There is a photo from a visit"),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "handover.corrected": lazy_in("audit_action", "Corrected the record of the handover"),
    "handover.recorded": lazy_in("audit_action", "Recorded the handover"),
    "milestone.confirmation_withdrawn": lazy_in(
        "audit_action", "Withdrew a co-owner's confirmation of a milestone"
    ),
    "milestone.confirmed": lazy_in("audit_action", "Recorded a co-owner's confirmation of a milestone"),
    "milestone.delay_explained": lazy_in("audit_action", "Explained a delay"),
    "milestone.dropped": lazy_in("audit_action", "Dropped a milestone"),
    "milestone.seen": lazy_in("audit_action", "Saw a milestone on a visit"),
    "project.delivery_counted": lazy_in("audit_action", "Counted what a project delivered"),
    "visit.photos_added": lazy_in("audit_action", "Added photos to a visit"),
    "visit.recorded": lazy_in("audit_action", "Recorded a visit"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "handover": lazy_in("audit_object", "Handover"),
    "milestone": lazy_in("audit_object", "Milestone"),
    "milestone_key": lazy_in("audit_object", "Key of a milestone"),
    "photo": lazy_in("audit_object", "Photo"),
    "visit": lazy_in("audit_object", "Visit"),
}
