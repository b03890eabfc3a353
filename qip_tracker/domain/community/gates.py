"""What the community must have a part in before a proposal is sent, an agreement is signed and a file is closed."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.domain.community.vocabulary import ConsentStage, CoOwnerSide, RoundStage
from qip_tracker.domain.kernel.gates import AllOf, Codes, Equals, Expression, Gate, Includes, Not, Number

CO_OWNER_SIDES: Final = Codes("co_owner_sides")
STAGES_AGREED_TO: Final = Codes("stages_agreed_to")
STAGES_REFUSED: Final = Codes("stages_refused")
ROUNDS_CLOSED: Final = Codes("rounds_closed")
ROUNDS_OPEN: Final = Number("rounds_open")


def consented(stage: ConsentStage) -> Expression:
    """At least one co-owner agreed to this stage, and none said no."""
    return AllOf(Includes(STAGES_AGREED_TO, stage), Not(Includes(STAGES_REFUSED, stage)))


GATES: Final[Mapping[str, tuple[Gate, ...]]] = {
    "submit": (
        Gate(
            "coowners.side_missing",
            "people",
            AllOf(*(Includes(CO_OWNER_SIDES, side) for side in CoOwnerSide)),
        ),
    ),
    "sign_agreement": (Gate("coowners.no_consent_design", "coownership", consented(ConsentStage.DESIGN)),),
    "close": (
        Gate("coowners.no_consent_handover", "coownership", consented(ConsentStage.HANDOVER)),
        Gate("rounds.no_completion", "community", Includes(ROUNDS_CLOSED, RoundStage.COMPLETION)),
        Gate("rounds.open", "community", Equals(ROUNDS_OPEN, 0)),
    ),
}
