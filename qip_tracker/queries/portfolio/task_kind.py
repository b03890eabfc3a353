"""What is said about a kind of task, and the ways from a project to the row it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.models import (
    Milestone,
    Panel,
    Project,
    ReportSnapshot,
    Round,
    Tranche,
)
from qip_tracker.queries.portfolio.task_conditions import (
    Where,
)


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of task. `group`: `mine` waits for the reader, `others` for somebody else, `reading` asks for nothing.

    `scope` is the permission whose scope picks the projects, where it is not the permission itself. `since` is a day
    or a moment; the task is due on `due_on`, or `due_rule` days (a policy number) after `since`.
    """

    code: str
    permission: Permission
    where: Where
    since: Any
    joins: Sequence[tuple[Any, Where]] = ()
    group: str = "mine"
    scope: Permission | None = None
    roles: tuple[str, ...] = ()
    due_on: Any = None
    due_rule: str | None = None
    number: Any = None
    note: Any = None
    part: Any = None


OF_TRANCHE: Final = ((Tranche, Tranche.project_id == Project.id),)
OF_PANEL: Final = ((Panel, Panel.project_id == Project.id),)
OF_ROUND: Final = (*OF_PANEL, (Round, Round.panel_id == Panel.id))
OF_REPORT: Final = ((ReportSnapshot, ReportSnapshot.project_id == Project.id),)
OF_MILESTONE: Final = ((Milestone, Milestone.project_id == Project.id),)
