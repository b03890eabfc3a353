"""Words for the community's side: who was heard, who co-owns, who agreed, who may be harmed."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "need_method": {
        "community_meeting": lazy_in("need_method", "Community meeting"),
        "focus_groups": lazy_in("need_method", "Focus groups"),
        "key_informants": lazy_in("need_method", "Talks with key informants"),
        "joint_mission": lazy_in("need_method", "Joint field mission"),
        "perception_survey": lazy_in("need_method", "Perception survey"),
        "patrol_report": lazy_in("need_method", "Patrol report"),
        "authority_request": lazy_in("need_method", "Request by an authority"),
    },
    "consulted_group": {
        "women": lazy_in("consulted_group", "Women"),
        "men": lazy_in("consulted_group", "Men"),
        "youth_f": lazy_in("consulted_group", "Young women"),
        "youth_m": lazy_in("consulted_group", "Young men"),
        "elders": lazy_in("consulted_group", "Elders"),
        "displaced": lazy_in("consulted_group", "Displaced people"),
        "returnees": lazy_in("consulted_group", "Returnees"),
        "host": lazy_in("consulted_group", "Host community"),
        "minority": lazy_in("consulted_group", "Minority groups"),
        "persons_with_disabilities": lazy_in("consulted_group", "Persons with disabilities"),
        "pastoralists": lazy_in("consulted_group", "Pastoralists"),
        "farmers": lazy_in("consulted_group", "Farmers"),
        "traders": lazy_in("consulted_group", "Traders"),
        "local_authority": lazy_in("consulted_group", "Local authority"),
        "security_forces": lazy_in("consulted_group", "Security forces"),
    },
    "stratum": {
        "women": lazy_in("stratum", "Women"),
        "men": lazy_in("stratum", "Men"),
        "youth": lazy_in("stratum", "Youth"),
        "elders": lazy_in("stratum", "Elders"),
        "displaced": lazy_in("stratum", "Displaced people"),
        "host": lazy_in("stratum", "Host community"),
        "minority": lazy_in("stratum", "Minority groups"),
        "leaders": lazy_in("stratum", "Leaders"),
    },
    "co_owner_side": {
        "state": lazy_in("co_owner_side", "State"),
        "society": lazy_in("co_owner_side", "Society"),
    },
    "contribution_kind": {
        "land": lazy_in("contribution_kind", "Land"),
        "labour": lazy_in("contribution_kind", "Labour"),
        "materials": lazy_in("contribution_kind", "Materials"),
        "cash": lazy_in("contribution_kind", "Cash"),
        "other": lazy_in("contribution_kind", "Another contribution"),
    },
    "consent_stage": {
        "design": lazy_in("consent_stage", "Design"),
        "agreement": lazy_in("consent_stage", "Agreement with the partner"),
        "handover": lazy_in("consent_stage", "Handover"),
    },
    "harm_effect": {
        "gains": lazy_in("harm_effect", "Gains"),
        "loses": lazy_in("harm_effect", "Loses"),
        "excluded": lazy_in("harm_effect", "Left out"),
        "seen_as_partisan": lazy_in("harm_effect", "Seen as taking sides"),
        "at_risk": lazy_in("harm_effect", "Put at risk"),
    },
    "ownership_point": {
        "raised": lazy_in("ownership_point", "Raised locally"),
        "design": lazy_in("ownership_point", "Design changed by the community"),
        "contribution": lazy_in("ownership_point", "Contribution made"),
        "management": lazy_in("ownership_point", "Women in the management body"),
        "maintenance": lazy_in("ownership_point", "Maintenance funded"),
    },
    "ownership_reason": {
        "raised_locally": lazy_in("ownership_reason", "The community raised the need itself."),
        "raised_elsewhere": lazy_in("ownership_reason", "The need was not raised locally."),
        "design_changed": lazy_in("ownership_reason", "The community changed the design."),
        "design_unchanged": lazy_in("ownership_reason", "No change of design by the community is on record."),
        "contribution_delivered": lazy_in("ownership_reason", "The community has delivered a contribution."),
        "contribution_only_promised": lazy_in(
            "ownership_reason", "A contribution is promised, none delivered yet."
        ),
        "no_contribution": lazy_in("ownership_reason", "No contribution is on record."),
        "women_manage": lazy_in("ownership_reason", "A management body exists, with women in it."),
        "no_woman_manages": lazy_in("ownership_reason", "A management body exists, without women."),
        "women_not_recorded": lazy_in(
            "ownership_reason", "A management body exists; whether women sit in it is not recorded."
        ),
        "no_management_body": lazy_in("ownership_reason", "No management body exists."),
        "maintenance_funded": lazy_in("ownership_reason", "Maintenance has an owner and money."),
        "maintenance_not_funded": lazy_in("ownership_reason", "Maintenance has an owner, but no money."),
        "maintenance_open": lazy_in("ownership_reason", "Nobody is named for maintenance."),
    },
}
