"""What a stored code is called on a page, joined from the words of the areas.

Every label stands in the context of its kind, because one English word ("Approved") agrees with different nouns.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from qip_tracker.i18n.formats import country, currency_name
from qip_tracker.i18n.language import own_name
from qip_tracker.i18n.messages import Lazy
from qip_tracker.i18n.words import money, people, portfolio, programme, project, reporting, selection, works
from qip_tracker.i18n.words.community import labels as community
from qip_tracker.i18n.words.community import trail as community_trail

KINDS: Final[Mapping[str, Mapping[str, Lazy]]] = {
    **people.KINDS,
    **programme.KINDS,
    **project.KINDS,
    **selection.KINDS,
    **money.KINDS,
    **works.KINDS,
    **community.KINDS,
    **reporting.KINDS,
    "audit_action": {
        **people.ACTIONS,
        **programme.ACTIONS,
        **project.ACTIONS,
        **selection.ACTIONS,
        **money.ACTIONS,
        **works.ACTIONS,
        **community_trail.ACTIONS,
        **portfolio.ACTIONS,
        **reporting.ACTIONS,
    },
    "audit_object": {
        **people.OBJECTS,
        **programme.OBJECTS,
        **project.OBJECTS,
        **selection.OBJECTS,
        **money.OBJECTS,
        **works.OBJECTS,
        **community_trail.OBJECTS,
        **reporting.OBJECTS,
    },
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
