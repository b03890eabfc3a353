"""What the money of a project must have come to before its file is closed."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.domain.kernel.gates import AllOf, AtLeast, Equals, Gate, Number

TRANCHES: Final = Number("tranches")
TRANCHES_UNPAID: Final = Number("tranches_unpaid")

GATES: Final[Mapping[str, tuple[Gate, ...]]] = {
    "close": (Gate("tranches.unpaid", "money", AllOf(AtLeast(TRANCHES, 1), Equals(TRANCHES_UNPAID, 0))),),
}
