"""Labels of codes: co-owners, contributions, panels and scores."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
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
    "dimension": {
        "SAF": lazy_in("dimension", "Safety"),
        "INC": lazy_in("dimension", "Inclusion"),
        "TRU_M": lazy_in("dimension", "Confidence in the mission"),
        "TRU_P": lazy_in("dimension", "Confidence in the peace process"),
        "STA": lazy_in("dimension", "Identification with the state"),
        "COH": lazy_in("dimension", "Ties between groups"),
        "OWN": lazy_in("dimension", "Ownership"),
        "USE": lazy_in("dimension", "Usefulness"),
        "RSP": lazy_in("dimension", "Responsiveness"),
    },
    "dimension_question": {
        "SAF": lazy_in(
            "dimension_question",
            "People like me can go to the market, the fields and the water without fear.",
        ),
        "INC": lazy_in("dimension_question", "All groups here had a say in this project and can use it."),
        "TRU_M": lazy_in("dimension_question", "The UN mission does what it says it will do here."),
        "TRU_P": lazy_in("dimension_question", "Life here is more peaceful than six months ago."),
        "STA": lazy_in(
            "dimension_question",
            "Local authorities serve people like me, and I am treated as a citizen like others.",
        ),
        "COH": lazy_in("dimension_question", "I can rely on people from the other groups here."),
        "OWN": lazy_in("dimension_question", "This is ours, and we know who looks after it."),
        "USE": lazy_in("dimension_question", "It works and we use it."),
        "RSP": lazy_in("dimension_question", "When we complained or gave advice, we got an answer."),
    },
    "score_face": {
        "1": lazy_in("score_face", "Very bad"),
        "2": lazy_in("score_face", "Bad"),
        "3": lazy_in("score_face", "Neither good nor bad"),
        "4": lazy_in("score_face", "Good"),
        "5": lazy_in("score_face", "Very good"),
    },
    "abstention": {
        "dont_know": lazy_in("abstention", "I don't know"),
        "prefer_not_to_say": lazy_in("abstention", "I prefer not to say"),
    },
    "round_stage": {
        "baseline": lazy_in("round_stage", "Before the works"),
        "completion": lazy_in("round_stage", "At completion"),
        "six_months": lazy_in("round_stage", "Six months after"),
    },
    "verdict": {
        "shared": lazy_in("verdict", "Shared view"),
        "moderate": lazy_in("verdict", "Moderate agreement"),
        "split": lazy_in("verdict", "Divided"),
        "polarised": lazy_in("verdict", "Polarised"),
    },
    "concordance": {
        "slight": lazy_in("concordance", "Slight"),
        "fair": lazy_in("concordance", "Fair"),
        "moderate": lazy_in("concordance", "Moderate"),
        "substantial": lazy_in("concordance", "Substantial"),
        "near_perfect": lazy_in("concordance", "Nearly perfect"),
    },
    "withheld": {
        "too_few": lazy_in("withheld", "Withheld to protect people: too few answered"),
        "unanimous": lazy_in("withheld", "Withheld to protect people: everybody answered alike"),
        "not_closed": lazy_in("withheld", "Not shown before the round is closed"),
        "no_strata": lazy_in("withheld", "No breakdown was recorded"),
        "one_mind": lazy_in("withheld", "Withheld to protect people: a group might have been of one mind"),
    },
    "band": {
        "low_or_middle": lazy_in("band", "Low or in the middle"),
        "high": lazy_in("band", "High"),
    },
}
