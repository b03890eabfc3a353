"""What waits for one reader, oldest first: all kinds of tasks in one statement, however many roles somebody holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Date, Integer, String, bindparam, cast, literal_column, null, select, union_all
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.access.predicates import InMission
from qip_tracker.access.rules import RULES
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.models import Invitation, Project
from qip_tracker.models.kernel.base import UtcDateTime
from qip_tracker.queries.kernel.gates import policy_values
from qip_tracker.queries.portfolio.tasks import KINDS
from qip_tracker.queries.project import scopes
from qip_tracker.queries.project.task_kind import TaskKind

# A list nobody could finish today helps nobody today: the rest is one press away in the list of projects.
MOST_OF_A_KIND: Final = 8
SIX_MONTHS: Final = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits. Ages in days; `part_id` is the tranche, milestone, round or report it concerns."""

    kind: str
    group: str
    project_id: int
    reference: str
    title: str
    since: date
    due_on: date | None
    number: int | None
    note: str | None
    part_id: int | None

    def age(self, today: date) -> int:
        """Days since it began to wait."""
        return max(0, (today - self.since).days)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has come."""
        return self.due_on is not None and self.due_on <= today


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that waits for a reader; `more` names the kinds of which only the oldest are listed."""

    tasks: list[Task]
    more: frozenset[str]


def bound(actor: Actor, rules: Rules, today: date) -> dict[str, object]:
    """The values the conditions of the areas' tasks ask for."""
    return {
        **policy_values(rules),
        "mission_id": actor.mission_id,
        "person_id": actor.person_id,
        "today": today,
        "visit_before": today - timedelta(days=rules.visit_gap_days),
        "six_months_before": today - SIX_MONTHS,
    }


def kinds_for(actor: Actor) -> list[TaskKind]:
    """The kinds of tasks this reader could have at all, by role."""
    held = actor.roles
    return [
        kind
        for kind in KINDS
        if (not kind.roles or held & set(kind.roles)) and _could_hold(actor, kind.permission)
    ]


def _could_hold(actor: Actor, permission: Any) -> bool:
    """Whether some alternative of the rule does not already fail on the actor's roles in this mission."""
    mission = Subject("mission", actor.mission_id, actor.mission_id)
    return any(
        all(predicate.holds(actor, mission) for predicate in every if isinstance(predicate, InMission))
        for every in RULES[permission]
    )


def _typed(column: Any, kind: Any) -> Any:
    return cast(null(), kind) if column is None else column


def _arm(actor: Actor, kind: TaskKind) -> Any:
    is_moment = isinstance(kind.since.type, UtcDateTime)
    rows = select(
        literal_column(f"'{kind.code}'", String()).label("kind"),
        Project.id.label("project_id"),
        Project.reference.label("reference"),
        Project.title.label("title"),
        Project.state_since.label("state_since"),
        _typed(kind.since if is_moment else None, UtcDateTime()).label("since_at"),
        _typed(None if is_moment else kind.since, Date()).label("since_on"),
        _typed(kind.due_on, Date()).label("due_on"),
        _typed(kind.number, Integer()).label("number"),
        _typed(kind.note, String()).label("note"),
        _typed(kind.part, Integer()).label("part_id"),
    ).select_from(Project)
    for model, on in kind.joins:
        rows = rows.join(model, on)
    rows = (
        rows.where(
            scopes.projects(actor, kind.scope or kind.permission),
            Project.mission_id == bindparam("mission_id"),
            kind.where,
        )
        .order_by(kind.since, Project.id)
        .limit(MOST_OF_A_KIND + 1)
    )
    # Only a statement of its own may have an order and a limit inside a union on SQLite.
    return select(rows.subquery())


@lru_cache(maxsize=512)
def _statement(actor: Actor) -> Any:
    arms = [_arm(actor, kind) for kind in kinds_for(actor)]
    return union_all(*arms) if arms else None


def waiting_for(session: Session, actor: Actor, rules: Rules, today: date) -> Waiting:
    """Everything that waits for the reader in the mission they work in now, oldest first."""
    statement = _statement(actor)
    if statement is None:
        return Waiting([], frozenset())
    kinds = {kind.code: kind for kind in KINDS}
    by_kind: dict[str, list[Task]] = {}
    for row in session.connection().execute(statement, bound(actor, rules, today)):
        by_kind.setdefault(row.kind, []).append(_task(row, kinds[row.kind], rules))
    tasks = [task for several in by_kind.values() for task in several[:MOST_OF_A_KIND]]
    tasks.sort(key=lambda task: (task.since, task.project_id))
    more = frozenset(kind for kind, several in by_kind.items() if len(several) > MOST_OF_A_KIND)
    return Waiting(tasks, more)


def _task(row: Any, kind: TaskKind, rules: Rules) -> Task:
    # An imported project may lack the day itself; the day it came into its state is known of every project.
    since: date = row.since_on or (row.since_at or row.state_since).date()
    due_on = row.due_on
    if due_on is None and kind.due_rule is not None:
        due_on = since + timedelta(days=getattr(rules, kind.due_rule))
    return Task(
        kind.code,
        kind.group,
        row.project_id,
        row.reference,
        row.title,
        since,
        due_on,
        row.number,
        row.note,
        row.part_id,
    )


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation nobody has used yet and that still opens the door."""

    display_name: str
    role: str
    created_at: datetime
    expires_at: datetime


def open_invitations(session: Session, mission_id: int, now: datetime) -> list[OpenInvitation]:
    """Open invitations of the mission, oldest first; for whoever may edit its people."""
    rows = session.execute(
        select(Invitation.display_name, Invitation.role, Invitation.created_at, Invitation.expires_at)
        .where(Invitation.mission_id == mission_id, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .order_by(Invitation.created_at, Invitation.id)
        .limit(MOST_OF_A_KIND)
    )
    return [OpenInvitation(*row) for row in rows]
