"""Stored facts of any version, read as those of today.

A changed set of fields is a new version of its report: raise its `VERSION`, and freeze a sample of it with
`python -m tests.reports.frozen`. A new field with a default needs no more; for any other change, add the step that
turns the plain JSON of the version before into the new one. What was frozen earlier keeps its text and its hash.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from qip_tracker.domain.kernel.refusals import refuse
from qip_tracker.reports.facts import donor_report, pbf_progress
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.snapshot import parsed, shaped

ReportFacts = DonorReportFacts | PbfProgressFacts
Step = Callable[[dict[str, Any]], dict[str, Any]]

FACTS: Final[Mapping[str, type[ReportFacts]]] = {
    "donor_report": DonorReportFacts,
    "pbf_progress": PbfProgressFacts,
}
VERSIONS: Final[Mapping[str, int]] = {
    "donor_report": donor_report.VERSION,
    "pbf_progress": pbf_progress.VERSION,
}


def read(kind: str, version: int, text: str) -> ReportFacts:
    """The facts of a report frozen in this version, as those of today.

    Raises `Refused` for a version of a newer program, and for a text that says it is another report or version than
    the store does; SnapshotError for facts that do not fit their version.
    """
    if version > VERSIONS[kind]:
        raise refuse("report.newer_version")
    plain = parsed(text)
    if not isinstance(plain, dict) or plain.get("schema") != f"{kind}/{version}":
        raise refuse("report.facts_altered")
    for older in range(version, VERSIONS[kind]):
        step = STEPS.get((kind, older))
        plain = {**(step(plain) if step else plain), "schema": f"{kind}/{older + 1}"}
    return shaped(FACTS[kind], plain)


def _without_its_freezing(plain: dict[str, Any]) -> dict[str, Any]:
    """In version 1 the moment, the link of the audit trail and the author stood among the facts."""
    beside = ("frozen_at", "audit", "prepared_by")
    kept = {name: value for name, value in plain["provenance"].items() if name not in beside}
    return {**plain, "provenance": kept}


# (report, version) -> how its plain JSON becomes that of the next version, where more changed than a new default.
STEPS: Final[Mapping[tuple[str, int], Step]] = {
    ("donor_report", 1): _without_its_freezing,
    ("pbf_progress", 1): _without_its_freezing,
}
