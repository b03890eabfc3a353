"""Advisory panels: their composition by stratum, and member cards that name nobody."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qip_tracker.domain.community.vocabulary import Stratum
from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.models.kernel.base import Base, Versioned, grows


class Panel(Versioned, Base):
    """A representative advisory group of local people of one place; projects of the place draw on it."""

    __tablename__ = "panel"
    __table_args__ = (
        UniqueConstraint("mission_id", "country", "place", "name"),
        UniqueConstraint("code"),
        Index("ix_panel_mission_id", "mission_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    country: Mapped[str] = mapped_column(String(2))
    place: Mapped[str] = mapped_column(String(160))
    admin_area: Mapped[str | None] = mapped_column(String(160))
    code: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(160))
    chosen_how: Mapped[str] = mapped_column(String(1000))
    formed_on: Mapped[date]
    created_at: Mapped[datetime]
    strata: Mapped[list["PanelStratum"]] = relationship(lazy="raise", order_by="PanelStratum.id")


class ProjectPanel(Base):
    """A project draws on a panel of its place since a day."""

    __tablename__ = "project_panel"
    __table_args__ = (Index("ix_project_panel_panel_id", "panel_id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"), primary_key=True)
    since_on: Mapped[date]


class Facilitation(Base):
    """Who leads a panel, and from when to when; one person at a time, so `until_on` is empty on one row at most."""

    __tablename__ = "facilitation"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= since_on", name="until_after_since"),
        Index(
            "ix_facilitation_one_at_a_time",
            "panel_id",
            unique=True,
            sqlite_where=text("until_on IS NULL"),
            postgresql_where=text("until_on IS NULL"),
        ),
        Index("ix_facilitation_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since_on: Mapped[date]
    until_on: Mapped[date | None]


class PanelStratum(Base):
    """How many members of the panel belong to a stratum; each member counts in exactly one."""

    __tablename__ = "panel_stratum"
    __table_args__ = (
        UniqueConstraint("panel_id", "code"),
        CheckConstraint("members > 0", name="has_members"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    code: Mapped[str] = mapped_column(String(20), info=grows(Stratum))
    members: Mapped[int]


class MemberCard(Base):
    """A member of a panel, known only by a number on a card and a short secret printed beside a QR code."""

    __tablename__ = "member_card"
    __table_args__ = (UniqueConstraint("panel_id", "number"),)
    audited = False
    sensitivity = {
        Sensitivity.COMMUNITY: "panel_id number stratum secret_hash withdrawn_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    number: Mapped[int]
    stratum: Mapped[str] = mapped_column(String(20), info=grows(Stratum))
    secret_hash: Mapped[str] = mapped_column(String(200))
    withdrawn_on: Mapped[date | None]
