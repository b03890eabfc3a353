"""Freezing a report: its facts and their hash are stored once and never change; a correction is a new snapshot."""

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.refusals import refuse
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.domain.reporting.snapshots import hash_of, is_as_frozen
from qip_tracker.domain.reporting.vocabulary import SubjectKind
from qip_tracker.models import AuditEvent, AuditHead, Project, ReportSnapshot
from qip_tracker.queries import subjects
from qip_tracker.services.kernel.audit import READING, START, raise_unless_unreadable
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project.moves import live_project

FROZEN: Final = "report.frozen"


@dataclass(frozen=True, slots=True)
class FreezeReport:
    """Facts already gathered in this transaction, as canonical JSON, and the version of their schema."""

    project_id: int
    kind: str
    schema_version: int
    facts_json: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """The report that holds the facts; not new when they were frozen before and nothing has changed since."""

    snapshot: ReportSnapshot
    is_new: bool


def require_freeze(work: Work, project_id: int) -> None:
    """Whoever freezes may; and there is something to report: `Refused` before the committee has approved."""
    work.require(
        ReportingPermission.REPORT_FREEZE, subjects.project_subject(work.session, work.actor, project_id)
    )
    if live_project(work, project_id).approved_usd_minor is None:
        raise refuse("report.nothing_approved")


def freeze(work: Work, command: FreezeReport) -> Frozen:
    """Store the facts under the hash of their text; facts that are still those of the newest make no second report."""
    require_freeze(work, command.project_id)
    project = live_project(work, command.project_id)
    sha256 = hash_of(command.facts_json)
    newest = work.session.scalars(
        select(ReportSnapshot)
        .where(ReportSnapshot.project_id == command.project_id, ReportSnapshot.kind == command.kind)
        .order_by(ReportSnapshot.id.desc())
        .limit(1)
    ).one_or_none()
    if newest is not None and newest.sha256 == sha256:
        return Frozen(newest, is_new=False)
    head = work.session.scalars(select(AuditHead)).one()
    snapshot = ReportSnapshot(
        mission_id=project.mission_id,
        subject_kind=SubjectKind.PROJECT,
        project_id=project.id,
        kind=command.kind,
        schema_version=command.schema_version,
        facts_json=command.facts_json,
        sha256=sha256,
        as_of=work.today,
        audit_sequence=head.sequence,
        audit_hash=head.hash,
        frozen_at=work.now,
        frozen_by_id=work.person_id,
    )
    work.session.add(snapshot)
    work.session.flush()
    work.record(
        FROZEN,
        snapshot,
        mission_id=project.mission_id,
        project_id=project.id,
        kind=command.kind,
        sha256=sha256,
    )
    return Frozen(snapshot, is_new=True)


def release(work: Work, project_id: int, report_id: int) -> ReportSnapshot:
    """Open a frozen report to its donor; the manager or the head of mission decides."""
    path = {"project_id": project_id, "report_id": report_id}
    work.require(ReportingPermission.REPORT_RELEASE, subjects.load(work.session, work.actor, "report", path))
    snapshot = work.locked(ReportSnapshot, report_id)
    if not is_as_frozen(snapshot.facts_json, snapshot.sha256):
        raise refuse("report.facts_altered")
    if snapshot.released_on is None:
        snapshot.released_on, snapshot.released_by_id = work.today, work.person_id
        project = live_project(work, project_id)
        work.record("report.released", snapshot, mission_id=project.mission_id, project_id=project_id)
    return snapshot


@dataclass(frozen=True, slots=True)
class ReportFault:
    """A report that is not what was frozen: its number, kind and project's reference, and what differs."""

    report_id: int
    kind: str
    reference: str
    what: str


def verify(session: Session) -> tuple[int, list[ReportFault]]:
    """Every report against its own hash and against the row of the audit trail that says it was frozen.

    Answers how many reports were read, and the faults. That the trail is whole, `services.kernel.audit` proves.
    """
    frozen = {
        event.object_id: event
        for event in session.execute(
            select(AuditEvent.object_id, AuditEvent.change, AuditEvent.happened_at).where(
                AuditEvent.action == FROZEN
            )
        )
    }
    names = session.execute(
        select(ReportSnapshot.id, ReportSnapshot.kind, Project.reference)
        .join(Project, Project.id == ReportSnapshot.project_id)
        .order_by(ReportSnapshot.id)
    ).all()
    faults = []
    for report_id, kind, reference in names:
        what = _fault_of(session, report_id, frozen.pop(str(report_id), None))
        if what:
            faults.append(ReportFault(report_id, kind, reference, what))
    faults += [ReportFault(int(gone), "report", "a project", "it is no longer there") for gone in frozen]
    return len(names), faults


def _fault_of(session: Session, report_id: int, event: Any) -> str | None:
    """The first fault of one report, read by itself: one that cannot be read must not hide the others."""
    linked = select(ReportSnapshot, AuditEvent.hash).outerjoin(
        AuditEvent, AuditEvent.sequence == ReportSnapshot.audit_sequence
    )
    try:
        snapshot, link = session.execute(linked.where(ReportSnapshot.id == report_id)).one()
    except READING as error:
        raise_unless_unreadable(error)
        return "it cannot be read"
    return _difference(snapshot, event, link or START)


def _difference(snapshot: ReportSnapshot, event: Any, link: str) -> str | None:
    """What differs between a stored report, its hash, and the words of the trail: the first thing found."""
    if not is_as_frozen(snapshot.facts_json, snapshot.sha256):
        return "its facts are not those that were frozen"
    if event is None:
        return "the audit trail knows nothing of its freezing"
    said = json.loads(event.change)["details"]
    if (said.get("sha256"), said.get("kind")) != (snapshot.sha256, snapshot.kind):
        return "its hash is not the one in the audit trail"
    if event.happened_at != snapshot.frozen_at:
        return "its moment of freezing is not the one in the audit trail"
    if snapshot.audit_hash != link:
        return "its link of the audit trail is not in the chain"
    return None
