"""Frozen reports: of a project, by number, by the hash printed on paper."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject, can
from qip_tracker.domain.programme.vocabulary import FundingKind
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.domain.reporting.snapshots import is_as_frozen
from qip_tracker.domain.reporting.vocabulary import ReportKind
from qip_tracker.models import Fund, Mission, Person, Project, ReportSnapshot

# The foot of a page prints twelve characters; fewer could be guessed.
SHORTEST_PRINTED_HASH = 12


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the list of its project."""

    id: int
    kind: str
    as_of: date
    frozen_at: datetime
    frozen_by: str
    sha256: str
    released_on: date | None


def of_project(session: Session, actor: Actor, subject: Subject) -> list[ReportLine]:
    """The reports of a project, newest first; readers outside the mission see only released ones."""
    rows: Any = session.execute(
        select(
            ReportSnapshot.id,
            ReportSnapshot.kind,
            ReportSnapshot.as_of,
            ReportSnapshot.frozen_at,
            Person.display_name,
            ReportSnapshot.sha256,
            ReportSnapshot.released_on,
        )
        .join(Person, Person.id == ReportSnapshot.frozen_by_id)
        .where(ReportSnapshot.project_id == subject.project_id)
        .order_by(ReportSnapshot.id.desc())
    )
    lines = [ReportLine(*row) for row in rows]
    return [line for line in lines if can(actor, ReportingPermission.REPORT_VIEW, _as_subject(subject, line))]


def _as_subject(subject: Subject, line: ReportLine) -> Subject:
    return Subject(
        "report",
        line.id,
        subject.mission_id,
        subject.project_id,
        subject.partner_id,
        subject.donor_id,
        state=subject.state,
        is_released=line.released_on is not None,
    )


def kinds_for(session: Session, project_id: int) -> list[str]:
    """The reports that exist for this project now: none before approval, the PBF's only for what the PBF pays."""
    row = session.execute(
        select(Project.approved_usd_minor, Fund.kind)
        .join(Fund, Fund.id == Project.fund_id)
        .where(Project.id == project_id)
    ).one()
    if row.approved_usd_minor is None:
        return []
    return (
        [ReportKind.DONOR_REPORT, ReportKind.PBF_PROGRESS]
        if row.kind == FundingKind.PBF
        else [ReportKind.DONOR_REPORT]
    )


def stored(session: Session, report_id: int) -> ReportSnapshot:
    """A report the guard has let through."""
    return session.get_one(ReportSnapshot, report_id)


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be said of a printed hash to anybody: that it is ours, of which day, and whether a later one exists.

    `is_altered`: what is stored under the hash is no longer what was frozen, so nothing may be said for it.
    """

    kind: str
    mission: str
    as_of: date
    frozen_at: datetime
    sha256: str
    audit_sequence: int
    audit_hash: str
    is_newest: bool
    is_altered: bool


def verified(session: Session, printed: str) -> Verified | None:
    """The report whose hash begins with what was printed; None when there is none, or more than one.

    A cover breaks the hash over two lines, and people copy whole addresses: blanks and what stands before are dropped.
    """
    text = "".join(printed.split()).rpartition("/")[2].lower()
    if (
        len(text) < SHORTEST_PRINTED_HASH
        or len(text) > 64
        or any(sign not in "0123456789abcdef" for sign in text)
    ):
        return None
    rows = session.execute(
        select(ReportSnapshot, Mission.name)
        .join(Project, Project.id == ReportSnapshot.project_id)
        .join(Mission, Mission.id == Project.mission_id)
        .where(ReportSnapshot.sha256.startswith(text))
        .order_by(ReportSnapshot.id.desc())
    ).all()
    if len({snapshot.sha256 for snapshot, _mission in rows}) != 1:
        return None
    snapshot, mission = rows[0]
    newest = session.scalars(
        select(ReportSnapshot.id)
        .where(ReportSnapshot.project_id == snapshot.project_id, ReportSnapshot.kind == snapshot.kind)
        .order_by(ReportSnapshot.id.desc())
        .limit(1)
    ).one()
    return Verified(
        snapshot.kind,
        mission,
        snapshot.as_of,
        snapshot.frozen_at,
        snapshot.sha256,
        snapshot.audit_sequence,
        snapshot.audit_hash,
        newest == snapshot.id,
        not is_as_frozen(snapshot.facts_json, snapshot.sha256),
    )
