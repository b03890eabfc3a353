"""A mission's programme: offices, years, donors, funds, sectors, plan goals and dated policy numbers."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.kernel.rules import KEYS
from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.programme.vocabulary import FundingKind
from qip_tracker.models.kernel.base import Base, Versioned, grows


class Mission(Versioned, Base):
    """A peace operation. Project references begin with its code."""

    __tablename__ = "mission"
    __table_args__ = (UniqueConstraint("code"),)
    sensitivity = {
        Sensitivity.PUBLIC: "code name local_currency started_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="en")
    local_currency: Mapped[str] = mapped_column(String(3))
    started_on: Mapped[date | None]
    is_demonstration: Mapped[bool] = mapped_column(default=False)


class FieldOffice(Versioned, Base):
    """An office of the mission in the field; projects belong to one."""

    __tablename__ = "field_office"
    __table_args__ = (UniqueConstraint("mission_id", "code"),)
    sensitivity = {
        Sensitivity.PUBLIC: "code name",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))


class BudgetYear(Versioned, Base):
    """A budget year and the money allotted to quick impact projects in it (US cents)."""

    __tablename__ = "budget_year"
    __table_args__ = (
        UniqueConstraint("mission_id", "label"),
        CheckConstraint("ends_on > starts_on", name="ends_after_start"),
        CheckConstraint("allotment_usd_minor >= 0", name="allotment_not_negative"),
    )
    sensitivity = {
        Sensitivity.PUBLIC: "label starts_on ends_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    label: Mapped[str] = mapped_column(String(20))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    allotment_usd_minor: Mapped[int] = mapped_column(BigInteger)


class Donor(Versioned, Base):
    """Who gives the money of a fund, and may read its reports."""

    __tablename__ = "donor"
    __table_args__ = (UniqueConstraint("mission_id", "name"),)
    sensitivity = {
        Sensitivity.PUBLIC: "name",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    name: Mapped[str] = mapped_column(String(160))


class Fund(Versioned, Base):
    """A source of money; only the assessed budget is bound by the ceiling, only a PBF project reports to the PBF."""

    __tablename__ = "fund"
    __table_args__ = (UniqueConstraint("mission_id", "code"),)
    sensitivity = {
        Sensitivity.PUBLIC: "code name kind",
        Sensitivity.PARTNER: "pbf_number pbf_focus_area pbf_risk_marker",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    donor_id: Mapped[int] = mapped_column(ForeignKey("donor.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(40), info=grows(FundingKind))
    pbf_number: Mapped[str | None] = mapped_column(String(40))
    pbf_focus_area: Mapped[str | None] = mapped_column(String(10))
    pbf_risk_marker: Mapped[int | None]


class Sector(Base):
    """What a project is about, in three languages; the same list for all missions."""

    __tablename__ = "sector"
    sensitivity = {
        Sensitivity.PUBLIC: "code name_en name_fr name_ar has_works",
    }

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    name_en: Mapped[str] = mapped_column(String(120))
    name_fr: Mapped[str] = mapped_column(String(120))
    name_ar: Mapped[str] = mapped_column(String(120))
    has_works: Mapped[bool] = mapped_column(default=True)


class PlanGoal(Versioned, Base):
    """A goal of the mission's plan that projects serve."""

    __tablename__ = "plan_goal"
    __table_args__ = (UniqueConstraint("mission_id", "code"),)
    sensitivity = {
        Sensitivity.PUBLIC: "code title",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    code: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))


class PolicyNumber(Base):
    """One policy number from a day on; never edited, a change is a later row with its reason."""

    __tablename__ = "policy_number"
    __table_args__ = (
        UniqueConstraint("mission_id", "key", "effective_from"),
        Index("ix_policy_number_mission_id", "mission_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    key: Mapped[str] = mapped_column(String(60), info=grows(KEYS))
    value: Mapped[str] = mapped_column(String(60))
    effective_from: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500))
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
