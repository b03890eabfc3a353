"""The roster of implementing partners."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.programme.vocabulary import PartnerAssessment, PartnerStatus, PartnerType
from qip_tracker.models.kernel.base import Base, Versioned, grows, one_of


class Partner(Versioned, Base):
    """A body that implements projects under an agreement; no agreement without an assessment."""

    __tablename__ = "partner"
    __table_args__ = (
        UniqueConstraint("mission_id", "name"),
        one_of("status", PartnerStatus),
        one_of("assessment", PartnerAssessment),
        CheckConstraint(
            "(assessment = 'not_assessed') = (assessed_on IS NULL)", name="assessed_exactly_when_dated"
        ),
    )
    sensitivity = {
        Sensitivity.PUBLIC: "name type",
        Sensitivity.CONFIDENTIAL: "contact",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    name: Mapped[str] = mapped_column(String(200))
    type: Mapped[str] = mapped_column(String(40), info=grows(PartnerType))
    registration_number: Mapped[str | None] = mapped_column(String(80))
    contact: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[str] = mapped_column(String(40), default=PartnerStatus.CANDIDATE)
    assessment: Mapped[str] = mapped_column(String(40), default=PartnerAssessment.NOT_ASSESSED)
    assessed_on: Mapped[date | None]
    assessment_note: Mapped[str | None] = mapped_column(String(2000))
