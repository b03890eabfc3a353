"""Staff and outside readers who sign in by name, what they may do where, and their open sessions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.domain.people.roles import Role, Seat
from qip_tracker.models.kernel.base import Base, Versioned, one_of


class Person(Versioned, Base):
    """Somebody with a name and a passphrase. Community advisors are never persons: see `MemberCard`."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("name"), UniqueConstraint("key"))
    sensitivity = {
        Sensitivity.CONFIDENTIAL: "name display_name passphrase_hash",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    # Names stay out of the audit trail: it knows a person by the key alone, so that a person can be erased.
    name: Mapped[str] = mapped_column(String(60))
    display_name: Mapped[str] = mapped_column(String(120))
    passphrase_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="en")
    time_zone: Mapped[str] = mapped_column(String(60), default="UTC")
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    grants: Mapped[list["Grant"]] = relationship(
        back_populates="person", foreign_keys="Grant.person_id", lazy="raise"
    )


class Grant(Base):
    """A role a person holds in a mission; ended, never deleted. Donors and partners are bound to their body."""

    __tablename__ = "grant_of_role"
    __table_args__ = (
        one_of("role", Role),
        one_of("seat", Seat, optional=True),
        CheckConstraint("(role = 'committee_member') = (seat IS NOT NULL)", name="seat_of_committee_members"),
        CheckConstraint("(role = 'partner') = (partner_id IS NOT NULL)", name="partner_of_partners"),
        CheckConstraint("(role = 'donor') = (donor_id IS NOT NULL)", name="donor_of_donors"),
        Index("ix_grant_of_role_person_id", "person_id"),
        Index("ix_grant_of_role_mission_id", "mission_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    role: Mapped[str] = mapped_column(String(40))
    seat: Mapped[str | None] = mapped_column(String(40))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    donor_id: Mapped[int | None] = mapped_column(ForeignKey("donor.id"))
    granted_at: Mapped[datetime]
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(back_populates="grants", foreign_keys=[person_id], lazy="raise")


class SignInSession(Base):
    """An open session; the cookie holds the token, the row only its SHA-256. Ended rows are deleted.

    Idle time is measured by the signed cookie, so that reading a page never writes. For a member card the row is
    deleted when the ballot is sent, and `started_at` is cut to the day: no list of when which card was used exists.
    """

    __tablename__ = "sign_in_session"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        CheckConstraint("(person_id IS NULL) <> (member_card_id IS NULL)", name="person_or_member"),
        Index("ix_sign_in_session_person_id", "person_id"),
    )
    audited = False
    sensitivity = {
        Sensitivity.CONFIDENTIAL: "token_hash",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    member_card_id: Mapped[int | None] = mapped_column(ForeignKey("member_card.id"))
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("mission.id"))
    started_at: Mapped[datetime]


class Invitation(Base):
    """A single-use link by which a person sets their own name and passphrase; nobody else ever knows it.

    With `person_id` it renews the passphrase of somebody who is already here, and gives no role.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        one_of("role", Role),
        one_of("seat", Seat, optional=True),
        CheckConstraint("(role = 'committee_member') = (seat IS NOT NULL)", name="seat_of_committee_members"),
        CheckConstraint("(role = 'partner') = (partner_id IS NOT NULL)", name="partner_of_partners"),
        CheckConstraint("(role = 'donor') = (donor_id IS NOT NULL)", name="donor_of_donors"),
    )
    sensitivity = {
        Sensitivity.CONFIDENTIAL: "token_hash display_name",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    mission_id: Mapped[int] = mapped_column(ForeignKey("mission.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    display_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(40))
    seat: Mapped[str | None] = mapped_column(String(40))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    donor_id: Mapped[int | None] = mapped_column(ForeignKey("donor.id"))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
