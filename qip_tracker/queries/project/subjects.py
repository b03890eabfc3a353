"""A project and its parts as subjects of access; a part is loaded together with its project, in one statement."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.models import Base, Project
from qip_tracker.queries.kernel.subjects import Loader, Path

PROJECT_COLUMNS = (
    Project.id,
    Project.mission_id,
    Project.partner_id,
    Project.donor_id,
    Project.focal_point_id,
    Project.created_by_id,
    Project.state,
)


def subject_of_project(kind: str, row: Any, **more: Any) -> Subject:
    """A subject from a row of PROJECT_COLUMNS; `more` are the fields that only this kind has."""
    return Subject(
        kind,
        id=more.pop("id", row.id),
        mission_id=row.mission_id,
        project_id=row.id,
        partner_id=row.partner_id,
        donor_id=row.donor_id,
        focal_point_id=row.focal_point_id,
        created_by_id=row.created_by_id,
        state=row.state,
        **more,
    )


def live_project(path: Path, *more: Any) -> Select[Any]:
    """The project of the path, unless it is deleted, with `more` columns for whoever joins a part to it."""
    return select(*PROJECT_COLUMNS, *more).where(
        Project.id == path["project_id"], Project.deleted_at.is_(None)
    )


def part_of_project(kind: str, model: type[Base], parameter: str) -> Loader:
    """A row of the project in the path; one statement, so a part of another project is simply not there."""

    def load(session: Session, actor: Actor, path: Path) -> Subject | None:
        table: Any = model
        query = (
            live_project(path).join(table, table.project_id == Project.id).where(table.id == path[parameter])
        )
        row = session.execute(query).one_or_none()
        return subject_of_project(kind, row, id=path[parameter]) if row else None

    return Loader(load, (ProjectPermission.PROJECT_VIEW,))


def _project(session: Session, actor: Actor, path: Path) -> Subject | None:
    row = session.execute(live_project(path)).one_or_none()
    return subject_of_project("project", row) if row else None


LOADERS: Final[Mapping[str, Loader]] = {"project": Loader(_project, (ProjectPermission.PROJECT_VIEW,))}
