"""The handover of what was built to its owner."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.models.kernel.base import Base, Versioned


class Handover(Versioned, Base):
    """The asset passes to a named owner with a maintenance duty; may come before or after the last payment."""

    __tablename__ = "handover"
    __table_args__ = (UniqueConstraint("project_id"),)
    sensitivity = {
        Sensitivity.PUBLIC: "handed_over_on owner_body",
        Sensitivity.PARTNER: "assets maintenance_commitment mission_credited community_told_how signatory_title",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    handed_over_on: Mapped[date]
    owner_body: Mapped[str] = mapped_column(String(200))
    signatory_title: Mapped[str] = mapped_column(String(160))
    assets: Mapped[str] = mapped_column(String(2000))
    maintenance_commitment: Mapped[str] = mapped_column(String(1000))
    mission_credited: Mapped[bool] = mapped_column(default=True)
    community_told_how: Mapped[str | None] = mapped_column(String(500))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
