"""Tasks as rows of the home page, in the groups a reader works through: today, this week, waiting for others."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import url_for

from qip_tracker.access import Actor
from qip_tracker.i18n import Lazy, _, formats, isolated, lazy
from qip_tracker.i18n.labels import label
from qip_tracker.queries.portfolio.my_work import OpenInvitation, Task, Waiting
from qip_tracker.web.portfolio.home.wording import COMES_NEXT, LEADS_ON, WORDS

GROUPS: Final[tuple[tuple[str, Lazy, Lazy], ...]] = (
    ("today", lazy("Today"), lazy("its day has come")),
    ("week", lazy("This week"), lazy("can be done now")),
    ("others", lazy("Waiting for others"), lazy("you have done your part")),
    ("reading", lazy("To read"), lazy("nothing is asked of you")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What `_components/task_row.html` prints."""

    verb: str
    url: str
    project: str
    age: str
    blocks: str | None
    kind: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its rows; never an empty one."""

    code: str
    title: str
    note: str
    rows: list[Row]


def groups_of(waiting: Waiting, invitations: list[OpenInvitation], today: date) -> list[Group]:
    """The groups that hold something, in order."""
    rows: dict[str, list[Row]] = {code: [] for code, _title, _note in GROUPS}
    # What is most overdue stands first; everything else in the order it began to wait.
    for task in sorted(waiting.tasks, key=lambda task: min(task.due_on or today, today)):
        overdue = task.is_overdue(today)
        group = task.group if task.group != "mine" else ("today" if overdue else "week")
        rows[group].append(_row(task, today, overdue and task.group == "mine"))
    rows["others"] += [_invited(invitation, today) for invitation in invitations]
    return [Group(code, str(title), str(note), rows[code]) for code, title, note in GROUPS if rows[code]]


def more_words(waiting: Waiting) -> list[str]:
    """The kinds of which only the oldest are listed, named by their verb."""
    verbs = []
    for code in sorted(waiting.more):
        first = next(task for task in waiting.tasks if task.kind == code)
        verbs.append(_verb(first, number="…", note="…"))
    return verbs


def _row(task: Task, today: date, overdue: bool) -> Row:
    words = WORDS[task.kind]
    return Row(
        _verb(task),
        _address(task),
        task.title,
        _when(task, today, overdue),
        str(words.blocks) if words.blocks else None,
        "late" if overdue else ("waiting" if task.group == "mine" else "moving"),
        task.reference,
    )


def _when(task: Task, today: date, overdue: bool) -> str:
    """How late it is, how long it waits, until when it runs, or the day of what is only to be read."""
    if task.group == "reading":
        return formats.date(task.since)
    if task.group == "others" and task.due_on is not None:
        return _("until %(day)s", day=formats.date(task.due_on))
    late = (today - task.due_on).days if overdue and task.due_on else 0
    return formats.late(late) if late else formats.waiting(task.age(today))


def _verb(task: Task, number: str | None = None, note: str | None = None) -> str:
    words = WORDS[task.kind]
    shown = task.note or ""
    if words.labels and task.note:
        shown = label(words.labels, task.note)
    values = {
        "number": number or (formats.number(task.number) if task.number is not None else ""),
        "note": note or isolated(shown),
    }
    return str(words.verb) % values


def _address(task: Task) -> str:
    words = WORDS[task.kind]
    values: dict[str, Any] = {"project_id": task.project_id} if words.is_of_project else {}
    if words.part and task.part_id is not None:
        values[words.part] = task.part_id
    return url_for(words.endpoint, **values)


def _invited(invitation: OpenInvitation, today: date) -> Row:
    until = formats.date(invitation.expires_at.date())
    days = (today - invitation.created_at.date()).days
    return Row(
        _("Invitation not used yet: %(name)s", name=invitation.display_name),
        url_for("accounts.people"),
        _("%(role)s, open until %(day)s", role=label("role", invitation.role), day=until),
        formats.waiting(days),
        None,
        "moving",
    )


def comes_next(actor: Actor) -> tuple[str, str | None, str | None]:
    """(what usually comes next, words of a link, address) for the first role the reader holds here."""
    role = next((grant.role for grant in actor.grants if grant.mission_id == actor.mission_id), None)
    if role is None:
        return _("You hold no role in this mission now. An administrator can give you one."), None, None
    words, endpoint = LEADS_ON.get(role, (None, ""))
    return str(COMES_NEXT[role]), str(words) if words else None, url_for(endpoint) if endpoint else None
