"""Scoring rounds and secret ballots that cannot be linked to a member.

The roll says who has voted: a flag set on a row that existed before the round began. The ballot has a random key
and holds the round, the answers and at most one coarse stratum; no author, no time, no order of arrival.
Every ballot and every roll row of a round is written anew whenever one is added (`services.community.evaluations`),
so that neither the physical place of a row nor a row's transaction number on PostgreSQL ties a ballot to a flag.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.community.vocabulary import RoundStage, Stratum
from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.models.kernel.base import Base, Versioned, grows


class Instrument(Base):
    """A version of the questions that are asked; what two versions found is never compared."""

    __tablename__ = "instrument"
    __table_args__ = (UniqueConstraint("code", "version"),)
    sensitivity = {
        Sensitivity.PUBLIC: "code version",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]


class Round(Versioned, Base):
    """One time at which a panel is asked with an instrument: about a project, or about its place when there is none."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("project_id", "panel_id", "stage"),
        CheckConstraint("closes_on >= opened_on", name="closes_after_opening"),
        CheckConstraint("(closed_at IS NULL) = (ballots_sha256 IS NULL)", name="sealed_when_closed"),
        Index("ix_round_panel_id", "panel_id"),
    )
    sensitivity = {
        Sensitivity.PARTNER: "stage opened_on closes_on closed_at ballots_sha256 heard_released_on threshold",
        Sensitivity.COMMUNITY: "heard_summary",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    instrument_id: Mapped[int] = mapped_column(ForeignKey("instrument.id"))
    stage: Mapped[str] = mapped_column(String(20), info=grows(RoundStage))
    opened_on: Mapped[date]
    closes_on: Mapped[date]
    has_strata: Mapped[bool] = mapped_column(default=False)
    threshold: Mapped[int]
    closed_at: Mapped[datetime | None]
    ballots_sha256: Mapped[str | None] = mapped_column(String(64))
    heard_summary: Mapped[str | None] = mapped_column(String(4000))
    heard_released_on: Mapped[date | None]


class RollEntry(Base):
    """A member's line on the roll of a round; the only thing the system knows of a member's vote is this flag."""

    __tablename__ = "roll_entry"
    audited = False
    sensitivity = {
        Sensitivity.COMMUNITY: "round_id member_card_id has_voted",
    }

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    member_card_id: Mapped[int] = mapped_column(ForeignKey("member_card.id"), primary_key=True)
    has_voted: Mapped[bool] = mapped_column(default=False)


class Ballot(Base):
    """One secret ballot: answers as canonical JSON of dimension code to 1-5 or an abstention code."""

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)
    audited = False
    sensitivity = {
        Sensitivity.COMMUNITY: "key round_id stratum answers",
    }

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    stratum: Mapped[str | None] = mapped_column(String(20), info=grows(Stratum))
    answers: Mapped[str] = mapped_column(String(1000))


class OpenComment(Base):
    """What a member wrote before seeing the scales; kept apart from the ballot, under another random key."""

    __tablename__ = "open_comment"
    __table_args__ = ({"sqlite_with_rowid": False},)
    audited = False
    sensitivity = {
        Sensitivity.COMMUNITY: "key round_id text",
    }

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    text: Mapped[str] = mapped_column(String(1000))
