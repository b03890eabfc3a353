"""What waits with frozen reports: to be released, and to be read once they are."""

from typing import Any, Final

from sqlalchemy import and_, exists, literal_column, select
from sqlalchemy.orm import aliased

from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.models import Project, ReportSnapshot
from qip_tracker.queries.project.task_kind import TaskKind, Where

_OF_REPORT: Final = ((ReportSnapshot, ReportSnapshot.project_id == Project.id),)
_newer = aliased(ReportSnapshot)


def _is_newest() -> Where:
    """No later report of the same kind is frozen on the project."""
    newer: Any = (
        select(literal_column("1"))
        .where(
            _newer.project_id == Project.id,
            _newer.kind == ReportSnapshot.kind,
            _newer.id > ReportSnapshot.id,
        )
        .correlate(Project, ReportSnapshot)
    )
    return ~exists(newer)


TASKS: Final = (
    TaskKind(
        "release_report",
        ReportingPermission.REPORT_RELEASE,
        and_(ReportSnapshot.released_on.is_(None), _is_newest()),
        ReportSnapshot.frozen_at,
        _OF_REPORT,
        note=ReportSnapshot.kind,
        part=ReportSnapshot.id,
    ),
    TaskKind(
        "read_report",
        ReportingPermission.REPORT_VIEW,
        ReportSnapshot.released_on.is_not(None),
        ReportSnapshot.released_on,
        _OF_REPORT,
        group="reading",
        scope=ProjectPermission.PROJECT_VIEW,
        roles=(Role.DONOR,),
        note=ReportSnapshot.kind,
        part=ReportSnapshot.id,
    ),
)
