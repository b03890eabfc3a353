"""Words for people: what they may do, where they sit, and who a partner is."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

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
    "partner_type": {
        "national_ngo": lazy_in("partner_type", "National NGO"),
        "international_ngo": lazy_in("partner_type", "International NGO"),
        "cbo": lazy_in("partner_type", "Community-based organisation"),
        "local_authority": lazy_in("partner_type", "Local authority"),
        "ministry": lazy_in("partner_type", "Ministry"),
        "un_agency": lazy_in("partner_type", "UN agency"),
        "military_contingent": lazy_in("partner_type", "Military contingent"),
        "police_component": lazy_in("partner_type", "Police component"),
    },
    "partner_status": {
        "candidate": lazy_in("partner_status", "Candidate"),
        "recommended": lazy_in("partner_status", "Recommended"),
        "on_watch": lazy_in("partner_status", "On watch"),
        "suspended": lazy_in("partner_status", "Suspended"),
        "barred": lazy_in("partner_status", "Barred"),
    },
    "partner_assessment": {
        "not_assessed": lazy_in("partner_assessment", "Not assessed"),
        "passed": lazy_in("partner_assessment", "Passed"),
        "passed_with_conditions": lazy_in("partner_assessment", "Passed with conditions"),
        "failed": lazy_in("partner_assessment", "Failed"),
    },
}
