"""The end of a project: what was delivered, works completed, file closed, or terminated before its time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotVisible, Refused
from qip_tracker.domain.works.completion import completion_refusals, counting_refusals
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.models import ExpectedResult, Project
from qip_tracker.queries.subjects import project_subject
from qip_tracker.queries.works.milestones import last_final_visit_on
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves
from qip_tracker.services.project.holds import end_hold


@dataclass(frozen=True, slots=True)
class RecordDelivery:
    """Quantities counted on site by expected result; None takes a count back."""

    project_id: int
    delivered: Mapping[int, int | None]
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CompleteWorks:
    """The day the works ended."""

    project_id: int
    completed_on: date
    version: int | None = None


def record_delivery(work: Work, command: RecordDelivery) -> Project:
    """Store what was counted.

    Raises `Refused`, `StaleEdit`, `NotAllowed`, and `NotVisible` for a result of another project.
    """
    work.require(WorksPermission.VISIT_RECORD, project_subject(work.session, work.actor, command.project_id))
    project = moves.live_project(work, command.project_id)
    work.check_version(project, command.version)
    refusals = counting_refusals(project.state)
    if refusals:
        raise Refused(*refusals)
    rows = {
        row.id: row
        for row in work.session.scalars(select(ExpectedResult).where(ExpectedResult.project_id == project.id))
    }
    if not rows.keys() >= command.delivered.keys():
        raise NotVisible("expected_result")
    for result_id, quantity in command.delivered.items():
        rows[result_id].delivered = quantity
    # The counts have no version of their own: the project's grows, so that whoever counted at the same time is told.
    project.version += 1
    work.record("project.delivery_counted", project, mission_id=project.mission_id, project_id=project.id)
    return project


def complete(work: Work, command: CompleteWorks) -> Project:
    """Declare the works completed: all milestones done, final visit made on that day or later.

    Raises `Refused` with every reason, `StaleEdit`, `NotAllowed`.
    """
    project = moves.move(work, command.project_id, "complete", version=command.version)
    refusals = completion_refusals(
        completed_on=command.completed_on,
        first_paid_on=project.first_paid_on,
        final_visit_on=last_final_visit_on(work.session, project.id),
        today=work.today,
    )
    if refusals:
        raise Refused(*refusals)
    project.completed_on = command.completed_on
    return project


def close(work: Work, project_id: int, version: int | None = None) -> Project:
    """Close the file once every line of the checklist is met. Raises `Refused`, `StaleEdit`, `NotAllowed`."""
    project = moves.move(work, project_id, "close", version=version)
    project.closed_on = work.today
    return project


def terminate(work: Work, project_id: int, reason: str | None, version: int | None = None) -> Project:
    """End a project before its time, with the cause. Raises `Refused`, `StaleEdit`, `NotAllowed`."""
    project = moves.move(work, project_id, "terminate", reason=reason, version=version)
    end_hold(work, project)
    return project
