"""What the facts of `domain.money.gates` read."""

from typing import Final

from qip_tracker.domain.money import gates
from qip_tracker.models import Tranche
from qip_tracker.queries.kernel.gates import Columns
from qip_tracker.queries.project.parts import how_many

FACTS: Final[Columns] = {
    gates.TRANCHES: how_many(Tranche),
    gates.TRANCHES_UNPAID: how_many(Tranche, Tranche.paid_on.is_(None)),
}
