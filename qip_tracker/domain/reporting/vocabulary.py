"""The closed list of reports.

Sources: docs/glossary.md. A code is stored; its words stand in `i18n`.
"""

from enum import StrEnum


class ReportKind(StrEnum):
    """A report that can be frozen and printed."""

    DONOR_REPORT = "donor_report"
    PBF_PROGRESS = "pbf_progress"
