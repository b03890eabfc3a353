"""What every fact about a project reads: what each area declares, joined."""

from typing import Final

from qip_tracker.queries.community import facts as community
from qip_tracker.queries.kernel.gates import Columns
from qip_tracker.queries.money import facts as money
from qip_tracker.queries.selection import facts as selection
from qip_tracker.queries.works import facts as works

FACTS: Final[Columns] = {**selection.FACTS, **money.FACTS, **works.FACTS, **community.FACTS}
