"""Words for screening and the committee's decision."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "screening_check": {
        "eligibility": lazy_in("screening_check", "Eligibility"),
        "partner_capacity": lazy_in("screening_check", "Partner capacity"),
        "engineering": lazy_in("screening_check", "Engineering review"),
        "cost_estimate": lazy_in("screening_check", "Cost estimate"),
        "duplication": lazy_in("screening_check", "Duplication with others"),
        "human_rights_due_diligence": lazy_in("screening_check", "Human rights due diligence"),
        "environment": lazy_in("screening_check", "Environment"),
        "gender": lazy_in("screening_check", "Gender"),
        "do_no_harm": lazy_in("screening_check", "Do no harm"),
        "land": lazy_in("screening_check", "Land ownership"),
    },
    "screening_outcome": {
        "passed": lazy_in("screening_outcome", "Passed"),
        "passed_with_conditions": lazy_in("screening_outcome", "Passed with conditions"),
        "failed": lazy_in("screening_outcome", "Failed"),
        "not_applicable": lazy_in("screening_outcome", "Does not apply"),
    },
    "decision_outcome": {
        "approved": lazy_in("decision_outcome", "Approved"),
        "approved_with_conditions": lazy_in("decision_outcome", "Approved with conditions"),
        "deferred": lazy_in("decision_outcome", "Deferred"),
        "returned": lazy_in("decision_outcome", "Returned for revision"),
        "rejected": lazy_in("decision_outcome", "Rejected"),
    },
}
