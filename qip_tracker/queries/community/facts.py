"""What the facts of `domain.community.gates` read."""

from typing import Final

from qip_tracker.domain.community import gates
from qip_tracker.models import Consent, CoOwner, Round
from qip_tracker.queries.community.coownership import WORD_STANDS
from qip_tracker.queries.kernel.gates import Columns
from qip_tracker.queries.project.parts import how_many, rows_of

FACTS: Final[Columns] = {
    gates.CO_OWNER_SIDES: rows_of(CoOwner, CoOwner.side),
    gates.STAGES_AGREED_TO: rows_of(Consent, Consent.stage, Consent.agreed.is_(True), WORD_STANDS),
    gates.STAGES_REFUSED: rows_of(Consent, Consent.stage, Consent.agreed.is_(False), WORD_STANDS),
    gates.ROUNDS_CLOSED: rows_of(Round, Round.stage, Round.closed_at.is_not(None)),
    gates.ROUNDS_OPEN: how_many(Round, Round.closed_at.is_(None)),
}
