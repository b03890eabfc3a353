"""The gates of every move: what each area declares, joined in the order of the areas."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.domain.community import gates as community
from qip_tracker.domain.kernel.gates import Gate
from qip_tracker.domain.money import gates as money
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.domain.selection import gates as selection
from qip_tracker.domain.works import gates as works

DECLARED: Final = (selection.GATES, money.GATES, works.GATES, community.GATES)
# Action -> its gates; a move that asks for nothing has none.
GATES: Final[Mapping[str, tuple[Gate, ...]]] = {
    action: tuple(gate for area in DECLARED for gate in area.get(action, ())) for action in MOVES
}
