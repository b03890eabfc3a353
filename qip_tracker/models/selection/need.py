"""What a community said it needs, before anything was proposed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.selection.vocabulary import ConsultedGroup, NeedMethod
from qip_tracker.models.kernel.base import Base, Versioned, grows


class Need(Versioned, Base):
    """A community need: the open statement first, then who was heard, by group and count, never by name."""

    __tablename__ = "need"
    __table_args__ = (Index("ix_need_mission_id", "mission_id"),)
    sensitivity = {
        Sensitivity.PARTNER: "statement method heard_on raised_locally",
        Sensitivity.CONFIDENTIAL: "confidence_gap",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    field_office_id: Mapped[int | None] = mapped_column(ForeignKey("field_office.id"))
    statement: Mapped[str] = mapped_column(String(4000))
    confidence_gap: Mapped[str | None] = mapped_column(String(2000))
    method: Mapped[str | None] = mapped_column(String(40), info=grows(NeedMethod))
    heard_on: Mapped[date | None]
    raised_locally: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
    groups: Mapped[list["NeedGroup"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="NeedGroup.id"
    )


class NeedGroup(Base):
    """How many women and men of one group were heard."""

    __tablename__ = "need_group"
    __table_args__ = (
        UniqueConstraint("need_id", "code"),
        CheckConstraint("women >= 0 AND men >= 0 AND women + men > 0", name="somebody_heard"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "code women men",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    code: Mapped[str] = mapped_column(String(40), info=grows(ConsultedGroup))
    women: Mapped[int]
    men: Mapped[int]
