"""The committee's conditions as subjects of access."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.models import Condition, Decision, Project
from qip_tracker.queries.kernel.subjects import Loader, Path
from qip_tracker.queries.project.subjects import live_project, subject_of_project


def _condition(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        live_project(path)
        .join(Decision, Decision.project_id == Project.id)
        .join(Condition, Condition.decision_id == Decision.id)
        .where(Condition.id == path["condition_id"])
    )
    row = session.execute(query).one_or_none()
    return subject_of_project("condition", row, id=path["condition_id"]) if row else None


LOADERS: Final[Mapping[str, Loader]] = {
    "condition": Loader(_condition, (ProjectPermission.PROJECT_VIEW,)),
}
