"""Words for people, their roles and their accounts."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "role": {
        "programme_officer": lazy_in("role", "Programme officer"),
        "programme_manager": lazy_in("role", "Programme manager"),
        "committee_member": lazy_in("role", "Committee member"),
        "head_of_mission": lazy_in("role", "Head of Mission"),
        "certifying_officer": lazy_in("role", "Certifying officer"),
        "approving_officer": lazy_in("role", "Approving officer"),
        "facilitator": lazy_in("role", "Panel facilitator"),
        "partner": lazy_in("role", "Implementing partner"),
        "donor": lazy_in("role", "Donor"),
        "auditor": lazy_in("role", "Auditor"),
        "administrator": lazy_in("role", "Administrator"),
    },
    "seat": {
        "chair": lazy_in("seat", "Chair"),
        "finance": lazy_in("seat", "Finance"),
        "engineering": lazy_in("seat", "Engineering"),
        "field_office": lazy_in("seat", "Field office"),
        "civil_affairs": lazy_in("seat", "Civil Affairs"),
    },
}

REFUSALS: Final[Mapping[str, Lazy]] = {
    "account.unknown": lazy("The name or the passphrase is not right."),
    "account.throttled": lazy("Too many tries. Minutes to wait: %(minutes)s."),
    "account.name_taken": lazy("Somebody already signs in with this name."),
    "account.weak_passphrase": lazy(
        "Use at least 15 characters that are not a common phrase; five words are good."
    ),
    "account.invitation_over": lazy("This invitation has been used or is too old. Ask for a new one."),
    "account.bad_name": lazy("Use 3 to 60 letters, figures, dots, hyphens or underscores, without spaces."),
    "account.wrong_passphrase": lazy("This is not your passphrase."),
    "account.seat_missing": lazy("Choose the seat this person has on the committee."),
    "account.partner_missing": lazy("Choose the partner this person works for."),
    "account.donor_missing": lazy("Choose the donor this person reads for."),
    "account.role_held": lazy("This person already holds this role here."),
    "account.last_administrator": lazy(
        "A mission keeps at least one administrator. Give somebody else the role first."
    ),
    "account.not_yourself": lazy("Nobody does this to their own account. Ask another administrator."),
    "account.works_elsewhere": lazy(
        "This person also works in a mission where you are not administrator. End the roles they hold here instead."
    ),
    "account.no_role_here": lazy("This person has no open role here, or is disabled."),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "grant.ended": lazy_in("audit_action", "Ended a role"),
    "grant.given": lazy_in("audit_action", "Gave a role"),
    "invitation.made": lazy_in("audit_action", "Made an invitation"),
    "invitation.renewal_made": lazy_in("audit_action", "Made a link for a new passphrase"),
    "invitation.withdrawn": lazy_in("audit_action", "Withdrew an invitation"),
    "person.changed_passphrase": lazy_in("audit_action", "Changed their passphrase"),
    "person.disabled": lazy_in("audit_action", "Disabled an account"),
    "person.edited": lazy_in("audit_action", "Changed their account"),
    "person.enabled": lazy_in("audit_action", "Enabled an account"),
    "person.joined": lazy_in("audit_action", "Joined by an invitation"),
    "person.renewed_passphrase": lazy_in("audit_action", "Set a new passphrase by a link"),
    "person.signed_in": lazy_in("audit_action", "Signed in"),
    "person.signed_out_everywhere": lazy_in("audit_action", "Ended all sessions of an account"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "grant_of_role": lazy_in("audit_object", "Role"),
    "invitation": lazy_in("audit_object", "Invitation"),
    "person": lazy_in("audit_object", "Person"),
}
