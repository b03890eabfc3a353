"""Screening opinions and the committee's decision with who sat, who declared an interest, and why."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.people.roles import Seat
from qip_tracker.domain.selection.vocabulary import DecisionOutcome, ScreeningCheck, ScreeningOutcome
from qip_tracker.models.kernel.base import Base, Versioned, grows, one_of


class ScreeningOpinion(Versioned, Base):
    """One opinion on a submitted project, by check; the latest of a round of screening stands."""

    __tablename__ = "screening_opinion"
    __table_args__ = (
        UniqueConstraint("project_id", "check_code"),
        one_of("outcome", ScreeningOutcome),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    check_code: Mapped[str] = mapped_column(String(40), info=grows(ScreeningCheck))
    outcome: Mapped[str] = mapped_column(String(40))
    note: Mapped[str | None] = mapped_column(String(2000))
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


class Decision(Base):
    """A decision of the project review committee; final, a new meeting makes a new row.

    It exists only whole: a date, a quorum, a reason, and an amount exactly when something is approved.
    """

    __tablename__ = "decision"
    __table_args__ = (
        one_of("outcome", DecisionOutcome),
        CheckConstraint("length(reason) >= 10", name="reason_given"),
        CheckConstraint("present_count >= quorum_required AND present_count > 0", name="quorum_met"),
        CheckConstraint(
            "(outcome IN ('approved', 'approved_with_conditions')) = (approved_usd_minor IS NOT NULL)",
            name="amount_exactly_when_approved",
        ),
        CheckConstraint(
            "(approved_usd_minor IS NULL) = (approved_local_minor IS NULL)", name="both_amounts_or_none"
        ),
        Index("ix_decision_project_id", "project_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    meeting_number: Mapped[str] = mapped_column(String(40))
    decided_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(4000))
    approved_usd_minor: Mapped[int | None] = mapped_column(BigInteger)
    approved_local_minor: Mapped[int | None] = mapped_column(BigInteger)
    present_count: Mapped[int]
    quorum_required: Mapped[int]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
    attendances: Mapped[list["Attendance"]] = relationship(lazy="raise", order_by="Attendance.id")
    conditions: Mapped[list["Condition"]] = relationship(lazy="raise", order_by="Condition.id")


class Attendance(Base):
    """A member present at the decision; a declared interest means the member took no part in it."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("decision_id", "person_id"),
        one_of("seat", Seat),
        CheckConstraint("NOT has_interest OR interest IS NOT NULL", name="interest_described"),
    )
    sensitivity = {
        Sensitivity.CONFIDENTIAL: "has_interest interest",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    seat: Mapped[str] = mapped_column(String(40))
    has_interest: Mapped[bool] = mapped_column(default=False)
    interest: Mapped[str | None] = mapped_column(String(500))


class Condition(Versioned, Base):
    """Something that must be true before the agreement is signed."""

    __tablename__ = "condition"
    __table_args__ = (
        CheckConstraint("(cleared_on IS NULL) = (cleared_by_id IS NULL)", name="cleared_by_somebody"),
        Index("ix_condition_decision_id", "decision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    text: Mapped[str] = mapped_column(String(500))
    due_on: Mapped[date | None]
    cleared_on: Mapped[date | None]
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    cleared_note: Mapped[str | None] = mapped_column(String(500))
