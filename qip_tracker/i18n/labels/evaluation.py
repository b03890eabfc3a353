"""Words for scoring: the nine dimensions, the faces, and what the statistics say."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
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
