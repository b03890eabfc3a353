"""Freezing a report: its facts and their hash are stored once and never change; a correction is a new snapshot."""

from dataclasses import dataclass

from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import refuse
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.models import AuditHead, ReportSnapshot
from qip_tracker.queries import subjects
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project.moves import live_project


@dataclass(frozen=True, slots=True)
class FreezeReport:
    """Facts already gathered in this transaction, as canonical JSON, and their SHA-256."""

    project_id: int
    kind: str
    facts_json: str
    sha256: str


def require_freeze(work: Work, project_id: int) -> None:
    """Whoever freezes may; and there is something to report: `Refused` before the committee has approved."""
    work.require(
        ReportingPermission.REPORT_FREEZE, subjects.project_subject(work.session, work.actor, project_id)
    )
    if live_project(work, project_id).approved_usd_minor is None:
        raise refuse("report.nothing_approved")


def freeze(work: Work, command: FreezeReport) -> ReportSnapshot:
    """Store the snapshot; the same facts frozen twice are one snapshot."""
    require_freeze(work, command.project_id)
    project = live_project(work, command.project_id)
    same = work.session.scalars(
        select(ReportSnapshot).where(ReportSnapshot.sha256 == command.sha256)
    ).one_or_none()
    if same is not None:
        return same
    head = work.session.scalars(select(AuditHead)).one()
    snapshot = ReportSnapshot(
        project_id=project.id,
        kind=command.kind,
        facts_json=command.facts_json,
        sha256=command.sha256,
        as_of=work.today,
        audit_sequence=head.sequence,
        audit_hash=head.hash,
        frozen_at=work.now,
        frozen_by_id=work.person_id,
    )
    work.session.add(snapshot)
    work.session.flush()
    work.record(
        "report.frozen",
        snapshot,
        mission_id=project.mission_id,
        project_id=project.id,
        kind=command.kind,
        sha256=command.sha256,
    )
    return snapshot


def release(work: Work, project_id: int, report_id: int) -> ReportSnapshot:
    """Open a frozen report to its donor; the manager or the head of mission decides."""
    path = {"project_id": project_id, "report_id": report_id}
    work.require(ReportingPermission.REPORT_RELEASE, subjects.load(work.session, work.actor, "report", path))
    snapshot = work.locked(ReportSnapshot, report_id)
    if snapshot.released_on is None:
        snapshot.released_on, snapshot.released_by_id = work.today, work.person_id
        project = live_project(work, project_id)
        work.record("report.released", snapshot, mission_id=project.mission_id, project_id=project_id)
    return snapshot
