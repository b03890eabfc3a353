"""What a stored code is called on a page: one registry, one file of words per floor of nouns.

Every label stands in the context of its kind, because one English word ("Approved") agrees with different nouns.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from qip_tracker.i18n.formats import country, currency_name
from qip_tracker.i18n.labels import (
    community,
    decisions,
    delivery,
    evaluation,
    people,
    programme,
    projects,
    trail,
)
from qip_tracker.i18n.language import own_name
from qip_tracker.i18n.messages import Lazy

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    **people.KINDS,
    **projects.KINDS,
    **decisions.KINDS,
    **delivery.KINDS,
    **community.KINDS,
    **evaluation.KINDS,
    **programme.KINDS,
    **trail.KINDS,
}

# Names that Babel or the language itself knows.
_NAMED_ELSEWHERE: Final = {"country": country, "currency": currency_name, "language": own_name}


def label(kind: str, code: str | int) -> str:
    """What a code is called in the language spoken now; KeyError when the kind or the code is unknown."""
    if kind in _NAMED_ELSEWHERE:
        return _NAMED_ELSEWHERE[kind](str(code))
    return str(KINDS[kind][str(code)])


def choices(kind: str, codes: Iterable[str] | None = None) -> list[tuple[str, Lazy]]:
    """Codes with their labels, for a choice in a form: all of a kind in order, or those named; KeyError as above."""
    words = KINDS[kind]
    return [(code, words[code]) for code in (words if codes is None else codes)]
