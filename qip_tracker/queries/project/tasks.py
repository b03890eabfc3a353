"""What waits on a project as such: to go on, to be looked at, to be read."""

from typing import Final

from sqlalchemy import and_

from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import PROPOSED_STATES, UNDER_AGREEMENT_STATES, ProjectState
from qip_tracker.models import Project
from qip_tracker.queries.portfolio.gates import movable
from qip_tracker.queries.project.task_kind import TODAY, TaskKind, in_state

TASKS: Final = (
    TaskKind("resume", ProjectPermission.PROJECT_HOLD, movable("resume"), Project.held_since),
    TaskKind(
        "look_at_late",
        ProjectPermission.PROJECT_TERMINATE,
        and_(in_state(ProjectState.ACTIVE), Project.planned_end_on < TODAY),
        Project.planned_end_on,
        due_on=Project.planned_end_on,
    ),
    TaskKind(
        "look_at_held",
        ProjectPermission.PROJECT_TERMINATE,
        in_state(ProjectState.ON_HOLD),
        Project.held_since,
    ),
    TaskKind(
        "own_project",
        ProjectPermission.PROJECT_VIEW,
        in_state(*PROPOSED_STATES, *UNDER_AGREEMENT_STATES),
        Project.state_since,
        group="reading",
        roles=(Role.PARTNER, Role.DONOR),
        note=Project.state,
    ),
)
