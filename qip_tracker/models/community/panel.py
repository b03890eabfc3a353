"""Advisory panels: their composition by stratum, and member cards that name nobody."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qip_tracker.domain.kernel.vocabulary import STRATA
from qip_tracker.models.kernel.base import Base, Versioned, one_of


class Panel(Versioned, Base):
    """A representative advisory group of local people for one project."""

    __tablename__ = "panel"
    __table_args__ = (
        UniqueConstraint("project_id", "name"),
        UniqueConstraint("code"),
        Index("ix_panel_mission_id", "mission_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    code: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(160))
    chosen_how: Mapped[str] = mapped_column(String(1000))
    formed_on: Mapped[date]
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    strata: Mapped[list["PanelStratum"]] = relationship(lazy="raise", order_by="PanelStratum.id")


class PanelStratum(Base):
    """How many members of the panel belong to a stratum; each member counts in exactly one."""

    __tablename__ = "panel_stratum"
    __table_args__ = (
        UniqueConstraint("panel_id", "code"),
        one_of("code", STRATA),
        CheckConstraint("members > 0", name="has_members"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    code: Mapped[str] = mapped_column(String(20))
    members: Mapped[int]


class MemberCard(Base):
    """A member of a panel, known only by a number on a card and a short secret printed beside a QR code."""

    __tablename__ = "member_card"
    __table_args__ = (
        UniqueConstraint("panel_id", "number"),
        one_of("stratum", STRATA),
    )
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    number: Mapped[int]
    stratum: Mapped[str] = mapped_column(String(20))
    secret_hash: Mapped[str] = mapped_column(String(200))
    withdrawn_on: Mapped[date | None]
