"""What a refusal code says to a person: what is wrong and what to do. Joined from the words of the areas."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy, gettext
from qip_tracker.i18n.words import (
    kernel,
    money,
    people,
    portfolio,
    programme,
    project,
    reporting,
    selection,
    works,
)
from qip_tracker.i18n.words.community import refusals as community

REFUSALS: Final[Mapping[str, Lazy]] = {
    **kernel.REFUSALS,
    **people.REFUSALS,
    **programme.REFUSALS,
    **project.REFUSALS,
    **selection.REFUSALS,
    **money.REFUSALS,
    **works.REFUSALS,
    **community.REFUSALS,
    **portfolio.REFUSALS,
    **reporting.REFUSALS,
}


def refusal_message(code: str, details: Mapping[str, object] | None = None) -> str:
    """The words for a code in the current language; an unknown code raises KeyError."""
    return gettext(REFUSALS[code].message, **(details or {}))
