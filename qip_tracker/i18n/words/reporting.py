"""Words for reports."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, lazy, lazy_in

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    "report_kind": {
        "donor_report": lazy_in("report_kind", "Donor report"),
        "pbf_progress": lazy_in("report_kind", "Peacebuilding Fund progress report"),
    },
}

REFUSALS: Final[Mapping[str, Lazy]] = {
    "report.not_pbf": lazy("This report exists only for projects paid by the Peacebuilding Fund."),
    "report.nothing_approved": lazy("A report needs a project the committee has approved."),
    "report.facts_altered": lazy(
        "This report is not shown: its stored facts are no longer those that were frozen. Tell an administrator."
    ),
    "report.newer_version": lazy(
        "A newer version of this program froze this report; this one cannot read it."
    ),
}

ACTIONS: Final[Mapping[str, Lazy]] = {
    "report.frozen": lazy_in("audit_action", "Froze a report"),
    "report.released": lazy_in("audit_action", "Released a report"),
}

OBJECTS: Final[Mapping[str, Lazy]] = {
    "report_snapshot": lazy_in("audit_object", "Report"),
}
