"""The project: who it is, where it stands, its money totals; and the proposal that argues for it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.domain.project.vocabulary import (
    BudgetCategory,
    ConfidenceObjective,
    FundedBy,
    HarmEffect,
    HoldReason,
    MandatePillar,
)
from qip_tracker.models.kernel.base import Base, Versioned, grows, one_of
from qip_tracker.models.people.person import Person


class Project(Versioned, Base):
    """One quick impact project from draft to closure.

    Totals (`approved`, `paid`, milestones done) are rolled up here in the transaction that changes them,
    so that a list of 25 rows is one statement; `queries.portfolio.totals` proves them against the rows.
    Money in minor units: US cents, and the minor unit of `local_currency`.
    """

    __tablename__ = "project"
    __table_args__ = (
        UniqueConstraint("reference"),
        UniqueConstraint("mission_id", "import_key"),
        one_of("state", ProjectState),
        CheckConstraint(
            "paid_usd_minor >= 0 AND paid_usd_minor <= coalesce(approved_usd_minor, 0)",
            name="paid_within_approved",
        ),
        CheckConstraint(
            "paid_local_minor >= 0 AND paid_local_minor <= coalesce(approved_local_minor, 0)",
            name="paid_local_within_approved",
        ),
        CheckConstraint(
            "state NOT IN ('approved', 'agreed', 'active', 'on_hold', 'completed', 'closed', 'terminated')"
            " OR approved_usd_minor IS NOT NULL",
            name="approved_amount_when_approved",
        ),
        CheckConstraint("state <> 'on_hold' OR held_since IS NOT NULL", name="hold_has_a_date"),
        CheckConstraint("completed_on IS NULL OR first_paid_on IS NOT NULL", name="completed_after_payment"),
        CheckConstraint("milestones_done <= milestones_total", name="milestones_done_within_total"),
        Index("ix_project_mission_id_state_id", "mission_id", "state", "id"),
        Index("ix_project_mission_id_id", "mission_id", "id"),
        Index("ix_project_partner_id", "partner_id"),
        Index("ix_project_fund_id", "fund_id"),
        Index("ix_project_focal_point_id", "focal_point_id"),
    )
    sensitivity = {
        Sensitivity.PUBLIC: (
            "reference title state sector_code country place admin_area latitude longitude "
            "point_exactness local_currency approved_local_minor approved_usd_minor "
            "paid_local_minor paid_usd_minor planned_start_on planned_end_on first_paid_on "
            "completed_on handed_over_on closed_on published_event published_date "
            "published_source"
        ),
        Sensitivity.PARTNER: (
            "exchange_rate exchange_rate_on requested_local_minor requested_usd_minor "
            "planned_weeks milestones_total milestones_done done_weight_pct held_since "
            "last_visit_on"
        ),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    reference: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20), default=ProjectState.DRAFT)
    state_since: Mapped[datetime]
    field_office_id: Mapped[int | None] = mapped_column(ForeignKey("field_office.id"))
    budget_year_id: Mapped[int | None] = mapped_column(ForeignKey("budget_year.id"))
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    donor_id: Mapped[int] = mapped_column(ForeignKey("donor.id"))
    sector_code: Mapped[str] = mapped_column(ForeignKey("sector.code"))
    plan_goal_id: Mapped[int | None] = mapped_column(ForeignKey("plan_goal.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    sponsoring_section: Mapped[str | None] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(2))
    place: Mapped[str] = mapped_column(String(160))
    admin_area: Mapped[str | None] = mapped_column(String(160))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    point_exactness: Mapped[str | None] = mapped_column(String(20))
    focal_point_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    local_currency: Mapped[str] = mapped_column(String(3))
    exchange_rate: Mapped[str | None] = mapped_column(String(30))
    exchange_rate_on: Mapped[date | None]
    requested_local_minor: Mapped[int | None] = mapped_column(BigInteger)
    requested_usd_minor: Mapped[int | None] = mapped_column(BigInteger)
    approved_local_minor: Mapped[int | None] = mapped_column(BigInteger)
    approved_usd_minor: Mapped[int | None] = mapped_column(BigInteger)
    paid_local_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    paid_usd_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    planned_start_on: Mapped[date | None]
    planned_weeks: Mapped[int | None]
    planned_end_on: Mapped[date | None]
    first_paid_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    handed_over_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    held_since: Mapped[date | None]
    milestones_total: Mapped[int] = mapped_column(default=0)
    milestones_done: Mapped[int] = mapped_column(default=0)
    done_weight_pct: Mapped[int] = mapped_column(default=0)
    last_visit_on: Mapped[date | None]
    import_key: Mapped[str | None] = mapped_column(String(64))
    published_event: Mapped[str | None] = mapped_column(String(20))
    published_date: Mapped[str | None] = mapped_column(String(10))
    published_source: Mapped[str | None] = mapped_column(String(300))
    deleted_at: Mapped[datetime | None]


class Proposal(Versioned, Base):
    """The argument of a project: whose confidence it builds, for whom, at what risk, and who looks after it."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("project_id"),
        CheckConstraint("gender_marker IS NULL OR gender_marker BETWEEN 0 AND 3", name="gender_marker_known"),
    )
    sensitivity = {
        Sensitivity.PUBLIC: "summary change_expected beneficiaries_women beneficiaries_men gender_marker",
        Sensitivity.PARTNER: (
            "mandate_pillar confidence_objective maintenance_owner maintenance_plan "
            "maintenance_yearly_usd_minor maintenance_funded management_body management_women "
            "management_men beneficiaries_note"
        ),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    summary: Mapped[str | None] = mapped_column(String(4000))
    change_expected: Mapped[str | None] = mapped_column(String(2000))
    mandate_pillar: Mapped[str | None] = mapped_column(String(40), info=grows(MandatePillar))
    confidence_objective: Mapped[str | None] = mapped_column(String(40), info=grows(ConfidenceObjective))
    beneficiaries_women: Mapped[int | None]
    beneficiaries_men: Mapped[int | None]
    gender_marker: Mapped[int | None]
    benefits_security_forces: Mapped[bool] = mapped_column(default=False)
    maintenance_owner: Mapped[str | None] = mapped_column(String(200))
    maintenance_plan: Mapped[str | None] = mapped_column(String(2000))
    maintenance_yearly_usd_minor: Mapped[int | None] = mapped_column(BigInteger)
    maintenance_funded: Mapped[bool] = mapped_column(default=False)
    management_body: Mapped[str | None] = mapped_column(String(200))
    management_women: Mapped[int | None]
    management_men: Mapped[int | None]
    exception_reason: Mapped[str | None] = mapped_column(String(2000))
    beneficiaries_note: Mapped[str | None] = mapped_column(String(500))


class BudgetLine(Base):
    """A line of the budget: local currency as the partner quotes it, and US cents at the project's rate."""

    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("project_id", "position"),
        one_of("funded_by", FundedBy),
        CheckConstraint("local_minor > 0 AND usd_minor >= 0", name="amount_positive"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "category description funded_by local_minor usd_minor",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    position: Mapped[int]
    category: Mapped[str] = mapped_column(String(40), info=grows(BudgetCategory))
    description: Mapped[str] = mapped_column(String(300))
    funded_by: Mapped[str] = mapped_column(String(20), default=FundedBy.QIP)
    local_minor: Mapped[int] = mapped_column(BigInteger)
    usd_minor: Mapped[int] = mapped_column(BigInteger)


class ExpectedResult(Base):
    """Something countable the project will leave behind: 3 classrooms, 52 panels."""

    __tablename__ = "expected_result"
    __table_args__ = (
        UniqueConstraint("project_id", "position"),
        CheckConstraint("planned > 0", name="planned_positive"),
        CheckConstraint("delivered IS NULL OR delivered >= 0", name="delivered_not_negative"),
    )
    sensitivity = {
        Sensitivity.PUBLIC: "description unit planned delivered",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    position: Mapped[int]
    description: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(60))
    planned: Mapped[int]
    delivered: Mapped[int | None]


class HarmConsideration(Base):
    """A row of the do-no-harm table: which group gains, loses, is left out or at risk, and what is done about it."""

    __tablename__ = "harm_consideration"
    __table_args__ = (UniqueConstraint("project_id", "position"),)
    sensitivity = {
        Sensitivity.CONFIDENTIAL: "effect who mitigation",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    position: Mapped[int]
    effect: Mapped[str] = mapped_column(String(40), info=grows(HarmEffect))
    who: Mapped[str] = mapped_column(String(200))
    mitigation: Mapped[str] = mapped_column(String(1000))


class Hold(Base):
    """A time during which work stood still, and why; the clock keeps running."""

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= since_on", name="until_after_since"),
        Index("ix_hold_project_id", "project_id"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "reason since_on until_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    reason: Mapped[str] = mapped_column(String(40), info=grows(HoldReason))
    note: Mapped[str] = mapped_column(String(1000))
    since_on: Mapped[date]
    until_on: Mapped[date | None]


class ProjectEvent(Base):
    """A move of a project, in the past tense; append-only by trigger."""

    __tablename__ = "project_event"
    __table_args__ = (Index("ix_project_event_project_id", "project_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    action: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(2000))
    happened_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by: Mapped[Person | None] = relationship(lazy="raise")
