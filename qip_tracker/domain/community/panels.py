"""Advisory panels: who sits on them against the rule, and numbers for cards that anybody can type.

Everything printed on a card is digits, because a telephone set to Arabic, Tamasheq or French shows the same keys for
them; twelve digits hold 40 bits, as much as eight letters and digits without look-alikes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import randbelow
from typing import Final

from qip_tracker.domain.community.vocabulary import Stratum
from qip_tracker.domain.kernel.refusals import Refusal
from qip_tracker.domain.kernel.rules import Rules

CODE_DIGITS: Final = 6
SECRET_DIGITS: Final = 12
MOST_MEMBERS: Final = 60
# Balance of a panel (docs/glossary.md): at least two women in five. A figure of practice, not of a rule book.
WOMEN_SHARE_PCT: Final = 40


@dataclass(frozen=True, slots=True)
class CompositionLine:
    """One rule of composition, named by `code`: `actual` is what the panel has, `wanted` the least it should have."""

    code: str
    is_met: bool
    actual: int
    wanted: int


def new_number(digits: int) -> str:
    """Random digits that do not begin with zero, so that none is lost when somebody copies them."""
    lowest = 10 ** (digits - 1)
    return str(lowest + randbelow(9 * lowest))


def in_groups(number: str, size: int = 4) -> str:
    """Digits in groups, as people read them aloud: 4821 9930 1175."""
    return " ".join(number[start : start + size] for start in range(0, len(number), size))


def only_digits(typed: str) -> str:
    """What was typed as plain digits: Arabic and Persian figures are read, blanks and hyphens dropped; else ""."""
    kept = [character for character in typed if not character.isspace() and character not in "-.–"]
    if not kept or not all(character.isdecimal() for character in kept):
        return ""
    return "".join(str(int(character)) for character in kept)


def composition(members_by_stratum: Mapping[str, int], rules: Rules) -> list[CompositionLine]:
    """The panel against the rule: its size, and women in whole percent of all members.

    Only members who sit as women are counted as women; a woman who sits for the elders is not seen here.
    """
    size = sum(members_by_stratum.values())
    women = 100 * members_by_stratum.get(Stratum.WOMEN, 0) // size if size else 0
    return [
        CompositionLine("size", size >= rules.panel_minimum_size, size, rules.panel_minimum_size),
        CompositionLine(Stratum.WOMEN, women >= WOMEN_SHARE_PCT, women, WOMEN_SHARE_PCT),
    ]


def forming_refusals(members_by_stratum: Mapping[str, int]) -> list[Refusal]:
    """A panel is formed with one member at least and `MOST_MEMBERS` at most.

    Whether it is large enough to be asked is looked at when a round opens (`evaluations.opening_refusals`).
    """
    size = sum(members_by_stratum.values())
    if size < 1 or any(members < 0 for members in members_by_stratum.values()):
        return [Refusal("panel.no_members", Stratum.WOMEN)]
    return [Refusal("panel.too_large", Stratum.WOMEN, {"most": MOST_MEMBERS})] if size > MOST_MEMBERS else []
