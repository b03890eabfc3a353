"""A kind of task, and the words in which the areas say when one waits. Bound values: those of `my_work.bound`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, bindparam, or_

from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.models import Project
from qip_tracker.queries.kernel.gates import is_one_of

Where = ColumnElement[bool]
ME: Final[Any] = bindparam("person_id")
TODAY: Final[Any] = bindparam("today", type_=Date())


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


def own_file() -> Where:
    """The reader's own file: focal point or author."""
    return or_(Project.focal_point_id == ME, Project.created_by_id == ME)


def in_state(*states: str) -> Where:
    """The project stands in one of these states."""
    return is_one_of(Project.state, states)
