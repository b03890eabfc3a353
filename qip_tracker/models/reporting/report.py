"""A report is frozen once: its facts, their hash, and the head of the audit chain at that moment."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.reporting.vocabulary import ReportKind, SubjectKind
from qip_tracker.models.kernel.base import Base, grows, one_of


class ReportSnapshot(Base):
    """The facts of one report as canonical JSON; page, PDF and verification read these and nothing else.

    It is about exactly one subject: a project, a fund's project, a place, or the whole mission.
    """

    __tablename__ = "report_snapshot"
    __table_args__ = (
        # Facts may change and change back: the same text is then frozen twice, with other facts in between.
        Index("ix_report_snapshot_sha256", "sha256"),
        CheckConstraint(
            "(subject_kind = 'project') = (project_id IS NOT NULL)"
            " AND (subject_kind = 'fund_project') = (fund_id IS NOT NULL)"
            " AND (subject_kind = 'place') = (place IS NOT NULL)",
            name="one_subject",
        ),
        one_of("subject_kind", SubjectKind),
        Index("ix_report_snapshot_mission_id", "mission_id"),
        Index("ix_report_snapshot_project_id", "project_id"),
    )
    sensitivity = {
        Sensitivity.PUBLIC: "sha256 kind as_of",
        # It holds what members of panels were heard to say, beside much that is public.
        Sensitivity.COMMUNITY: "facts_json",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    subject_kind: Mapped[str] = mapped_column(String(20), default=SubjectKind.PROJECT)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    fund_id: Mapped[int | None] = mapped_column(ForeignKey("fund.id"))
    place: Mapped[str | None] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(40), info=grows(ReportKind))
    # Which facts the text holds: `donor_report` 2 is read otherwise than `donor_report` 1.
    schema_version: Mapped[int]
    facts_json: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    as_of: Mapped[date]
    audit_sequence: Mapped[int]
    audit_hash: Mapped[str] = mapped_column(String(64))
    frozen_at: Mapped[datetime]
    frozen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    released_on: Mapped[date | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
