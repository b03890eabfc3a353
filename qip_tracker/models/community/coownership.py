"""Who owns the project on the side of the state and of society, what they gave, changed and agreed to."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.community.vocabulary import ConsentStage, ContributionKind, CoOwnerSide
from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.models.kernel.base import Base, Versioned, grows, one_of


class CoOwner(Versioned, Base):
    """A body that owns the project with the mission: an authority or a group of society. Bodies, not people."""

    __tablename__ = "co_owner"
    __table_args__ = (UniqueConstraint("project_id", "body"), one_of("side", CoOwnerSide))
    sensitivity = {
        Sensitivity.PARTNER: "side body role",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    side: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(String(200))
    role: Mapped[str | None] = mapped_column(String(200))


class Contribution(Versioned, Base):
    """What the community or an authority gave, in kind or money; valued in US cents where somebody valued it."""

    __tablename__ = "contribution"
    __table_args__ = (
        CheckConstraint("value_usd_minor IS NULL OR value_usd_minor >= 0", name="value_not_negative"),
        Index("ix_contribution_project_id", "project_id"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "kind description value_usd_minor promised_on delivered_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    co_owner_id: Mapped[int] = mapped_column(ForeignKey("co_owner.id"))
    kind: Mapped[str] = mapped_column(String(20), info=grows(ContributionKind))
    description: Mapped[str] = mapped_column(String(300))
    value_usd_minor: Mapped[int | None] = mapped_column(BigInteger)
    promised_on: Mapped[date]
    delivered_on: Mapped[date | None]


class DesignChange(Base):
    """Something in the design that is different because the community said so."""

    __tablename__ = "design_change"
    __table_args__ = (Index("ix_design_change_project_id", "project_id"),)
    sensitivity = {
        Sensitivity.PARTNER: "change raised_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    co_owner_id: Mapped[int] = mapped_column(ForeignKey("co_owner.id"))
    change: Mapped[str] = mapped_column(String(1000))
    raised_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class Consent(Base):
    """A co-owner's word at a stage: agreed or not, with what was said. Never rewritten, by trigger.

    A change of mind is a new row with the next number; the highest number of a co-owner and a stage is what stands.
    """

    __tablename__ = "consent"
    __table_args__ = (
        UniqueConstraint("co_owner_id", "stage", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("agreed OR note IS NOT NULL", name="refusal_has_a_reason"),
        Index("ix_consent_project_id", "project_id"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "stage number agreed note given_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    co_owner_id: Mapped[int] = mapped_column(ForeignKey("co_owner.id"))
    stage: Mapped[str] = mapped_column(String(20), info=grows(ConsentStage))
    number: Mapped[int]
    agreed: Mapped[bool]
    note: Mapped[str | None] = mapped_column(String(1000))
    given_on: Mapped[date]
    witness: Mapped[str | None] = mapped_column(String(200))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
