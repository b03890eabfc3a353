"""Whether this installation has been started before."""

from sqlalchemy import Boolean, text
from sqlalchemy.orm import Mapped, mapped_column

from qip_tracker.models.kernel.base import Base


class FirstStart(Base):
    """One row once the demonstration has been loaded, so that it is never loaded twice."""

    __tablename__ = "first_start"
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True)
    demonstration_loaded: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
