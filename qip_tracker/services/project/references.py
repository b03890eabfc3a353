"""References of projects: mission, budget year, office, running number; never changed, never used twice."""

from datetime import date

from sqlalchemy import func, select

from qip_tracker.domain.kernel.dates import budget_year_of
from qip_tracker.models import Mission, Project
from qip_tracker.services.kernel.work import Work


def next_reference(work: Work, mission_id: int, office_code: str, day: date) -> str:
    """The next reference, such as `MINUSX/2025-26/MOP/017`; the mission's row is locked so that two cannot be equal."""
    mission = work.locked(Mission, mission_id)
    rules = work.rules_of(mission_id)
    year = budget_year_of(day, rules.financial_year_start_month, rules.financial_year_start_day)
    prefix = f"{mission.code}/{year.name.replace('/', '-')}/{office_code}/"
    taken = work.session.scalars(
        select(func.substr(Project.reference, len(prefix) + 1)).where(
            Project.mission_id == mission_id, Project.reference.like(f"{prefix}%")
        )
    )
    last = max((int(number) for number in taken if number.isdigit()), default=0)
    return f"{prefix}{last + 1:03d}"
