"""The asset passes to its owner, who will look after it, and the community is told."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.works.completion import handover_refusals
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.models import Handover
from qip_tracker.queries.subjects import project_subject
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project.moves import live_project


@dataclass(frozen=True, slots=True)
class RecordHandover:
    """What stands on the certificate. `version` is that of the handover stored before, None for the first."""

    project_id: int
    handed_over_on: date
    owner_body: str
    signatory_title: str
    assets: str
    maintenance_commitment: str
    mission_credited: bool = True
    community_told_how: str | None = None
    version: int | None = None


def record(work: Work, command: RecordHandover) -> Handover:
    """Record the handover, or correct it until the file is closed. Raises `Refused`, `StaleEdit`, `NotAllowed`."""
    work.require(
        WorksPermission.PROJECT_HAND_OVER, project_subject(work.session, work.actor, command.project_id)
    )
    project = live_project(work, command.project_id)
    refusals = handover_refusals(
        state=project.state,
        handed_over_on=command.handed_over_on,
        completed_on=project.completed_on,
        today=work.today,
    )
    if refusals:
        raise Refused(*refusals)
    row = work.session.scalars(select(Handover).where(Handover.project_id == project.id)).one_or_none()
    is_first = row is None
    if row is None:
        row = Handover(project_id=project.id, recorded_by_id=work.person_id, recorded_at=work.now)
        work.session.add(row)
    else:
        # Without a version the form was drawn when there was no handover yet: somebody else came first.
        work.check_version(row, 0 if command.version is None else command.version)
    row.handed_over_on = project.handed_over_on = command.handed_over_on
    row.owner_body, row.signatory_title = command.owner_body, command.signatory_title
    row.assets, row.maintenance_commitment = command.assets, command.maintenance_commitment
    row.mission_credited = command.mission_credited
    row.community_told_how = command.community_told_how
    work.session.flush()
    work.record(
        "handover.recorded" if is_first else "handover.corrected",
        row,
        mission_id=project.mission_id,
        project_id=project.id,
    )
    return row
