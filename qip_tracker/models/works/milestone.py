"""The weighted plan, the visits that look at it, and the photos they bring."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.works.vocabulary import (
    ConfirmationMethod,
    DelayReason,
    KeyHolder,
    VisitPurpose,
    VisitRecommendation,
)
from qip_tracker.models.kernel.base import Base, Versioned, grows, one_of


class Milestone(Versioned, Base):
    """A dated, weighted step. Done is never stored: it follows from two keys, the mission's visit and a co-owner."""

    __tablename__ = "milestone"
    __table_args__ = (
        UniqueConstraint("project_id", "position"),
        CheckConstraint("weight_pct BETWEEN 1 AND 100", name="weight_sensible"),
        CheckConstraint(
            "(seen_on IS NULL) = (seen_by_id IS NULL) AND (seen_on IS NULL) = (seen_on_visit_id IS NULL)",
            name="seen_on_a_visit",
        ),
        CheckConstraint(
            "(confirmed_on IS NULL) = (confirmed_by_co_owner_id IS NULL)"
            " AND (confirmed_on IS NULL) = (confirmation_recorded_by_id IS NULL)"
            " AND (confirmed_on IS NULL) = (confirmation_method IS NULL)",
            name="confirmed_by_a_co_owner",
        ),
        # Two keys in one hand are one key.
        CheckConstraint(
            "seen_by_id IS NULL OR confirmation_recorded_by_id IS NULL OR seen_by_id <> confirmation_recorded_by_id",
            name="two_keys_two_hands",
        ),
        CheckConstraint(
            "dropped_on IS NULL OR confirmed_on IS NULL OR seen_on IS NULL", name="dropped_or_done"
        ),
        CheckConstraint("(dropped_on IS NULL) = (dropped_reason IS NULL)", name="dropped_with_a_reason"),
    )
    sensitivity = {
        Sensitivity.PARTNER: (
            "title weight_pct planned_on delay_reason seen_on confirmed_on confirmation_method "
            "dropped_on dropped_reason"
        ),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    weight_pct: Mapped[int]
    planned_on: Mapped[date]
    delay_reason: Mapped[str | None] = mapped_column(String(40), info=grows(DelayReason))
    seen_on: Mapped[date | None]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    seen_on_visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    confirmed_on: Mapped[date | None]
    confirmed_by_co_owner_id: Mapped[int | None] = mapped_column(ForeignKey("co_owner.id"))
    confirmation_recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmation_method: Mapped[str | None] = mapped_column(String(20), info=grows(ConfirmationMethod))
    dropped_on: Mapped[date | None]
    dropped_reason: Mapped[str | None] = mapped_column(String(500))


class MilestoneKey(Base):
    """One key turned or taken back: the mission's on a visit, or a co-owner's. Never rewritten, by trigger.

    The last entry of a holder is what the milestone's own columns say; `queries.portfolio.totals` proves it.
    """

    __tablename__ = "milestone_key"
    __table_args__ = (
        one_of("holder", KeyHolder),
        CheckConstraint(
            "is_withdrawn OR (holder = 'mission') = (visit_id IS NOT NULL)"
            " AND (holder = 'co_owner') = (co_owner_id IS NOT NULL AND method IS NOT NULL)",
            name="turned_by_its_holder",
        ),
        CheckConstraint("NOT is_withdrawn OR reason IS NOT NULL", name="withdrawn_with_a_reason"),
        Index("ix_milestone_key_project_id", "project_id"),
        Index("ix_milestone_key_milestone_id", "milestone_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"))
    holder: Mapped[str] = mapped_column(String(20))
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    turned_on: Mapped[date]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    co_owner_id: Mapped[int | None] = mapped_column(ForeignKey("co_owner.id"))
    method: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(500))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class Visit(Versioned, Base):
    """Somebody of the mission went and looked."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_project_id", "project_id"),)
    sensitivity = {
        Sensitivity.PARTNER: "purpose visited_on with_engineer women_met men_met",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    purpose: Mapped[str] = mapped_column(String(40), info=grows(VisitPurpose))
    visited_on: Mapped[date]
    with_engineer: Mapped[bool] = mapped_column(default=False)
    observations: Mapped[str] = mapped_column(String(4000))
    women_met: Mapped[int | None]
    men_met: Mapped[int | None]
    recommendation: Mapped[str] = mapped_column(String(40), info=grows(VisitRecommendation))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
    photos: Mapped[list["Photo"]] = relationship(lazy="raise", order_by="Photo.id")


class Photo(Base):
    """A picture without metadata, resized; the original is discarded, its SHA-256 kept as evidence."""

    __tablename__ = "photo"
    __table_args__ = (
        UniqueConstraint("media_key"),
        UniqueConstraint("project_id", "original_sha256"),
        Index("ix_photo_visit_id", "visit_id"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "caption media_key width height",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    media_key: Mapped[str] = mapped_column(String(64))
    original_sha256: Mapped[str] = mapped_column(String(64))
    caption: Mapped[str] = mapped_column(String(200))
    width: Mapped[int]
    height: Mapped[int]
