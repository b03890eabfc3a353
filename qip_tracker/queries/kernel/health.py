"""Whether the database answers."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from qip_tracker.models import AuditHead


def database_answers(session: Session) -> bool:
    """Whether a table of ours can be read now; any fault of the database is a no, and leaves the session usable."""
    try:
        session.execute(select(AuditHead.sequence)).first()
    except SQLAlchemyError:
        session.rollback()
        return False
    return True
