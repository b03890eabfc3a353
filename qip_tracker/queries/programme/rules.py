"""Policy numbers in force on a day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.rules import Rules, rules_from
from qip_tracker.models import PolicyNumber


def rules_on(session: Session, mission_id: int, day: date) -> Rules:
    """The defaults with the mission's latest values effective on or before `day` laid over them."""
    rows = session.execute(
        select(PolicyNumber.key, PolicyNumber.value)
        .where(PolicyNumber.mission_id == mission_id, PolicyNumber.effective_from <= day)
        .order_by(PolicyNumber.effective_from, PolicyNumber.id)
    )
    return rules_from({row.key: row.value for row in rows})
