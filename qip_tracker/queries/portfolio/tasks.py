"""What can wait for somebody: what each area declares, joined.

The conditions say what `domain` would decide, so that nobody is sent to a page that refuses them; a test asks the
domain about every row listed.
"""

from typing import Final

from qip_tracker.queries.community import tasks as community
from qip_tracker.queries.money import tasks as money
from qip_tracker.queries.project import tasks as project
from qip_tracker.queries.project.task_kind import TaskKind
from qip_tracker.queries.reporting import tasks as reporting
from qip_tracker.queries.selection import tasks as selection
from qip_tracker.queries.works import tasks as works

KINDS: Final[tuple[TaskKind, ...]] = (
    *project.TASKS,
    *selection.TASKS,
    *money.TASKS,
    *works.TASKS,
    *community.TASKS,
    *reporting.TASKS,
)
