"""The agreement with the partner, its tranches signed by different people, and what was paid."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.models.kernel.base import Base, Versioned

_SIGNERS = ("requested", "cleared", "certified", "approved")
_FOUR_PEOPLE = " AND ".join(
    f"({first}_by_id IS NULL OR {second}_by_id IS NULL OR {first}_by_id <> {second}_by_id)"
    for index, first in enumerate(_SIGNERS)
    for second in _SIGNERS[index + 1 :]
)


class Agreement(Versioned, Base):
    """The memorandum of understanding; one a project."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("project_id"),
        CheckConstraint("ends_on > starts_on", name="ends_after_start"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "signed_on starts_on ends_on",
        # People are named on the paper.
        Sensitivity.CONFIDENTIAL: "mission_signatory partner_signatory",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    signed_on: Mapped[date]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    mission_signatory: Mapped[str] = mapped_column(String(160))
    partner_signatory: Mapped[str] = mapped_column(String(160))
    commitment_number: Mapped[str] = mapped_column(String(60))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]


class Tranche(Versioned, Base):
    """A share of the approved money and the signatures it needs; each by another person.

    Amounts in minor units of the project's local currency and in US cents.
    """

    __tablename__ = "tranche"
    __table_args__ = (
        UniqueConstraint("project_id", "number"),
        CheckConstraint("local_minor > 0 AND usd_minor > 0", name="amount_positive"),
        CheckConstraint("percent BETWEEN 5 AND 100", name="percent_sensible"),
        CheckConstraint("(requested_at IS NULL) = (requested_by_id IS NULL)", name="requested_by_somebody"),
        CheckConstraint("(cleared_at IS NULL) = (cleared_by_id IS NULL)", name="cleared_by_somebody"),
        CheckConstraint("(certified_at IS NULL) = (certified_by_id IS NULL)", name="certified_by_somebody"),
        CheckConstraint("(approved_at IS NULL) = (approved_by_id IS NULL)", name="approved_by_somebody"),
        CheckConstraint(
            "(paid_on IS NULL) = (paid_by_id IS NULL) AND (paid_on IS NULL) = (payment_reference IS NULL)",
            name="paid_by_somebody",
        ),
        CheckConstraint("cleared_at IS NULL OR requested_at IS NOT NULL", name="cleared_after_request"),
        CheckConstraint("certified_at IS NULL OR cleared_at IS NOT NULL", name="certified_after_clearance"),
        CheckConstraint(
            "approved_at IS NULL OR certified_at IS NOT NULL", name="approved_after_certification"
        ),
        CheckConstraint("paid_on IS NULL OR approved_at IS NOT NULL", name="paid_after_approval"),
        CheckConstraint(_FOUR_PEOPLE, name="signed_by_different_people"),
        CheckConstraint(
            "paid_by_id IS NULL OR (paid_by_id <> requested_by_id AND paid_by_id <> cleared_by_id"
            " AND paid_by_id <> approved_by_id)",
            name="payer_did_not_decide",
        ),
    )
    sensitivity = {
        Sensitivity.PARTNER: "number percent local_minor usd_minor paid_on",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    percent: Mapped[int]
    local_minor: Mapped[int] = mapped_column(BigInteger)
    usd_minor: Mapped[int] = mapped_column(BigInteger)
    requested_at: Mapped[datetime | None]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    request_note: Mapped[str | None] = mapped_column(String(1000))
    cleared_at: Mapped[datetime | None]
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    certified_at: Mapped[datetime | None]
    certified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    paid_on: Mapped[date | None]
    paid_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    payment_reference: Mapped[str | None] = mapped_column(String(80))


class TrancheSignature(Base):
    """One step under a tranche, as it was taken. Never rewritten, by trigger; the tranche's columns say what stands."""

    __tablename__ = "tranche_signature"
    __table_args__ = (
        Index("ix_tranche_signature_project_id", "project_id"),
        Index("ix_tranche_signature_tranche_id", "tranche_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    tranche_id: Mapped[int] = mapped_column(ForeignKey("tranche.id"))
    signature: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(String(1000))
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime]


class Payment(Base):
    """Money that left, or a payment taken back by its reversal; never rewritten, by trigger.

    A reversal carries negative amounts, the payment it reverses and a reason, so that what was paid is always the sum.
    Amounts in minor units of the project's local currency and in US cents.
    """

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("reverses_id"),
        CheckConstraint(
            "(reverses_id IS NULL AND local_minor > 0 AND usd_minor > 0)"
            " OR (reverses_id IS NOT NULL AND local_minor < 0 AND usd_minor < 0)",
            name="reversal_takes_back",
        ),
        CheckConstraint("(reverses_id IS NULL) = (reason IS NULL)", name="reversal_has_a_reason"),
        Index("ix_payment_project_id", "project_id"),
        Index("ix_payment_tranche_id", "tranche_id"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "paid_on local_minor usd_minor",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    tranche_id: Mapped[int] = mapped_column(ForeignKey("tranche.id"))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"))
    paid_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(80))
    local_minor: Mapped[int] = mapped_column(BigInteger)
    usd_minor: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(String(500))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
