"""Frozen reports as subjects of access."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.models import Project, ReportSnapshot
from qip_tracker.queries.kernel.subjects import Loader, Path
from qip_tracker.queries.project.subjects import live_project, subject_of_project


def _report(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        live_project(path, ReportSnapshot.released_on)
        .join(ReportSnapshot, ReportSnapshot.project_id == Project.id)
        .where(ReportSnapshot.id == path["report_id"])
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return subject_of_project("report", row, id=path["report_id"], is_released=row.released_on is not None)


LOADERS: Final[Mapping[str, Loader]] = {
    "report": Loader(_report, (ReportingPermission.REPORT_VIEW,)),
}
