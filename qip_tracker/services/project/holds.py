"""Work stands still and goes on again; the clock keeps running and every hold stays on record."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.project.holds import hold_refusals
from qip_tracker.models import Hold, Project
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves


@dataclass(frozen=True, slots=True)
class HoldProject:
    """Why work stands still; `reason` of HOLD_REASONS."""

    project_id: int
    reason: str
    note: str
    since_on: date
    version: int | None = None


def hold(work: Work, command: HoldProject) -> Hold:
    """Put a running project on hold. Raises `Refused`, `StaleEdit`, `NotAllowed`."""
    project = moves.move(work, command.project_id, "hold", reason=command.note, version=command.version)
    refusals = hold_refusals(command.since_on, project.first_paid_on, work.today)
    if refusals:
        raise Refused(*refusals)
    row = Hold(project_id=project.id, reason=command.reason, note=command.note, since_on=command.since_on)
    work.session.add(row)
    project.held_since = command.since_on
    return row


def resume(work: Work, project_id: int, version: int | None = None) -> Project:
    """Work goes on today. Raises `Refused`, `StaleEdit`, `NotAllowed`."""
    project = moves.move(work, project_id, "resume", version=version)
    end_hold(work, project)
    return project


def end_hold(work: Work, project: Project) -> None:
    """Close the open hold of a project that leaves the state, if there is one."""
    for row in work.session.scalars(
        select(Hold).where(Hold.project_id == project.id, Hold.until_on.is_(None))
    ):
        row.until_on = max(work.today, row.since_on)
    project.held_since = None
