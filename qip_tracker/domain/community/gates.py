"""What the community must have said before an agreement is signed and before a file is closed."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.domain.kernel.gates import AllOf, Codes, Equals, Expression, Gate, Includes, Not, Number

STAGES_AGREED_TO: Final = Codes("stages_agreed_to")
STAGES_REFUSED: Final = Codes("stages_refused")
ROUNDS_CLOSED: Final = Codes("rounds_closed")
ROUNDS_OPEN: Final = Number("rounds_open")


def consented(stage: str) -> Expression:
    """At least one co-owner agreed to this stage, and none said no."""
    return AllOf(Includes(STAGES_AGREED_TO, stage), Not(Includes(STAGES_REFUSED, stage)))


GATES: Final[Mapping[str, tuple[Gate, ...]]] = {
    "sign_agreement": (Gate("coowners.no_consent_design", "coownership", consented("design")),),
    "close": (
        Gate("coowners.no_consent_handover", "coownership", consented("handover")),
        Gate("rounds.no_completion", "community", Includes(ROUNDS_CLOSED, "completion")),
        Gate("rounds.open", "community", Equals(ROUNDS_OPEN, 0)),
    ),
}
