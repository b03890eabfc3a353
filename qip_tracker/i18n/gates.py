"""What each line of a checklist says when it is met; what is missing is said by `i18n.refusals`."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy
from qip_tracker.i18n.words import money, programme, selection, works
from qip_tracker.i18n.words.community import refusals as community

GATES: Final[Mapping[str, Lazy]] = {
    **programme.GATES,
    **selection.GATES,
    **money.GATES,
    **works.GATES,
    **community.GATES,
}


def gate_words(code: str) -> str:
    """The short positive words for a gate; KeyError for a code that is none."""
    return str(GATES[code])
