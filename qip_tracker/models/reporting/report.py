"""A report is frozen once: its facts, their hash, and the head of the audit chain at that moment."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.reporting.vocabulary import ReportKind
from qip_tracker.models.kernel.base import Base, one_of


class ReportSnapshot(Base):
    """The facts of one report as canonical JSON; page, PDF and verification read these and nothing else."""

    __tablename__ = "report_snapshot"
    __table_args__ = (
        UniqueConstraint("sha256"),
        one_of("kind", ReportKind),
        Index("ix_report_snapshot_project_id", "project_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[str] = mapped_column(String(40))
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
