"""The answers to forms already processed."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.models.kernel.base import Base


class FormToken(Base):
    """The answer to a form already processed, so that a resent form is one record, for 30 days.

    Ballots never leave a row here: the roll's flag already makes them single.
    """

    __tablename__ = "form_token"
    __table_args__ = (Index("ix_form_token_created_at", "created_at"),)
    audited = False

    token: Mapped[str] = mapped_column(String(80), primary_key=True)
    owner: Mapped[str] = mapped_column(String(80), primary_key=True)
    endpoint: Mapped[str] = mapped_column(String(120))
    content_hash: Mapped[str] = mapped_column(String(64))
    location: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]
