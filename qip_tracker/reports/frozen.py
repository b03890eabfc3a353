"""Into the store and out of it: facts are gathered and frozen in one transaction, and only unaltered ones come back."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from qip_tracker.domain.kernel.refusals import refuse
from qip_tracker.domain.reporting.snapshots import is_as_frozen
from qip_tracker.models import ReportSnapshot
from qip_tracker.reports.facts.provenance import AuditHead, Proof
from qip_tracker.reports.facts.snapshot import canonical_json
from qip_tracker.reports.facts.versions import VERSIONS, ReportFacts, read
from qip_tracker.reports.gather import donor_report, pbf_progress
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.reporting import reports
from qip_tracker.services.reporting.reports import FreezeReport, Frozen

GATHER: Final[Mapping[str, Callable[..., Any]]] = {
    "donor_report": donor_report.gather,
    "pbf_progress": pbf_progress.gather,
}


def freeze(work: Work, project_id: int, kind: str) -> Frozen:
    """Gather the facts of today and store them; facts that are stored already make no second report."""
    reports.require_freeze(work, project_id)
    facts = GATHER[kind](work.session, project_id, today=work.today, prepared_by=work.actor.display_name)
    return reports.freeze(work, FreezeReport(project_id, kind, VERSIONS[kind], canonical_json(facts)))


def opened(snapshot: ReportSnapshot) -> ReportFacts:
    """The facts of a stored report; `Refused` when they are not those that were frozen, or a newer program's."""
    if not is_as_frozen(snapshot.facts_json, snapshot.sha256):
        raise refuse("report.facts_altered")
    return read(snapshot.kind, snapshot.schema_version, snapshot.facts_json)


def proof_of(snapshot: ReportSnapshot, address: str) -> Proof:
    """What a page of this report prints so that it can be checked: its own stored hash, never one worked out anew."""
    return Proof(
        sha256=snapshot.sha256,
        frozen_at=snapshot.frozen_at,
        audit=AuditHead(sequence=snapshot.audit_sequence, hash=snapshot.audit_hash),
        address=address,
    )
