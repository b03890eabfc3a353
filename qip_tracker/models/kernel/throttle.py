"""Counters of tries, shared by all processes."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.domain.kernel.sensitivity import Sensitivity
from qip_tracker.models.kernel.base import Base


class Throttle(Base):
    """Counts tries in a window, before any hashing, in the database so that all processes share it."""

    __tablename__ = "throttle"
    audited = False
    sensitivity = {
        Sensitivity.CONFIDENTIAL: "key",
    }

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    window_started_at: Mapped[datetime]
    tries: Mapped[int]
    blocked_until: Mapped[datetime | None]
