"""The closed list of reports.

Sources: docs/glossary.md. A code is stored; its words stand in `i18n`.
"""

from enum import StrEnum


class SubjectKind(StrEnum):
    """What a report is about: exactly one of these."""

    PROJECT = "project"
    FUND_PROJECT = "fund_project"
    PLACE = "place"
    MISSION = "mission"


class ReportKind(StrEnum):
    """A report that can be frozen and printed."""

    DONOR_REPORT = "donor_report"
    PBF_PROGRESS = "pbf_progress"
