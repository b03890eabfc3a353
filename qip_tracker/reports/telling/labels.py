"""Words for codes that only reports use; every other code is called what `i18n.labels` calls it.

Names of the Peacebuilding Fund's lists follow its own forms (reports.md 1.1, 1.5, 1.7); parts of the body are recalled.
"""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n import Lazy
from qip_tracker.i18n.labels import label as common_label
from qip_tracker.i18n.messages import lazy_in

CLASSIFICATIONS: Final = ("public", "internal", "confidential")

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "classification": {
        "public": lazy_in("classification", "Public"),
        "internal": lazy_in("classification", "Internal: for the donor and the mission"),
        "confidential": lazy_in("classification", "Confidential"),
    },
    "pbf_report_type": {
        "semi_annual": lazy_in("pbf_report_type", "Semi-annual"),
        "annual": lazy_in("pbf_report_type", "Annual"),
        "final": lazy_in("pbf_report_type", "Final"),
    },
    "pbf_window": {
        "gender": lazy_in("pbf_window", "Gender promotion"),
        "youth": lazy_in("pbf_window", "Youth promotion"),
        "transition": lazy_in("pbf_window", "Transition from UN or regional missions"),
        "cross_border": lazy_in("pbf_window", "Cross-border or regional"),
    },
    "pbf_focus_area": {
        "1.1": lazy_in("pbf_focus_area", "1.1 Security sector reform"),
        "1.2": lazy_in("pbf_focus_area", "1.2 Rule of law"),
        "1.3": lazy_in("pbf_focus_area", "1.3 Disarmament, demobilisation, reintegration"),
        "1.4": lazy_in("pbf_focus_area", "1.4 Political dialogue"),
        "2.1": lazy_in("pbf_focus_area", "2.1 National reconciliation"),
        "2.2": lazy_in("pbf_focus_area", "2.2 Democratic governance"),
        "2.3": lazy_in("pbf_focus_area", "2.3 Conflict prevention and management"),
        "3.1": lazy_in("pbf_focus_area", "3.1 Employment"),
        "3.2": lazy_in("pbf_focus_area", "3.2 Equitable access to social services"),
        "4.1": lazy_in("pbf_focus_area", "4.1 Essential national state capacity"),
        "4.2": lazy_in("pbf_focus_area", "4.2 Extension of state authority and local administration"),
        "4.3": lazy_in("pbf_focus_area", "4.3 Governance of peacebuilding resources"),
    },
    "risk_marker": {
        "0": lazy_in("risk_marker", "0: low risk"),
        "1": lazy_in("risk_marker", "1: medium risk"),
        "2": lazy_in("risk_marker", "2: high risk"),
    },
    "recipient_kind": {
        "un": lazy_in("recipient_kind", "UN organisation"),
        "non_un": lazy_in("recipient_kind", "not a UN organisation"),
    },
    "cost_category": {
        "staff": lazy_in("cost_category", "Staff and other personnel"),
        "supplies": lazy_in("cost_category", "Supplies, commodities, materials"),
        "equipment": lazy_in("cost_category", "Equipment, vehicles, furniture, with depreciation"),
        "contractual": lazy_in("cost_category", "Contractual services"),
        "travel": lazy_in("cost_category", "Travel"),
        "transfers": lazy_in("cost_category", "Transfers and grants to counterparts"),
        "operating": lazy_in("cost_category", "General operating and other direct costs"),
    },
    "outcome_rating": {
        "off_track": lazy_in("outcome_rating", "Off track"),
        "on_track": lazy_in("outcome_rating", "On track"),
        "on_track_with_evidence": lazy_in(
            "outcome_rating", "On track with evidence of peacebuilding results"
        ),
    },
    "catalytic_kind": {
        "financial": lazy_in("catalytic_kind", "Financial"),
        "non_financial": lazy_in("catalytic_kind", "Not financial"),
    },
    "pbf_question": {
        "I.1": lazy_in("pbf_question", "Where the project stands and what was prepared"),
        "I.2": lazy_in("pbf_question", "What is expected in the next six months"),
        "I.3": lazy_in("pbf_question", "Change the project contributed to"),
        "I.4": lazy_in("pbf_question", "What it meant for people"),
        "III.a": lazy_in("pbf_question", "Monitoring and the community's voice"),
        "III.b": lazy_in("pbf_question", "Evaluation"),
        "III.c": lazy_in("pbf_question", "Catalytic effect"),
        "III.d": lazy_in("pbf_question", "Anything else"),
    },
}


def label(kind: str, code: str) -> str:
    """What a code is called in the language spoken now; KeyError when the kind or the code is unknown."""
    return str(KINDS[kind][code]) if kind in KINDS else common_label(kind, code)
