"""Western digits grouped the way each language groups them: the part of formats that messages need too."""

from functools import cache
from typing import Final

from babel import Locale

_NUMBERING: Final = "latn"


@cache
def symbols(language: str) -> tuple[str, str, str]:
    """Group sign, decimal sign and minus of a language, as CLDR has them for Western digits."""
    signs = Locale.parse(language).number_symbols[_NUMBERING]
    return signs["group"], signs["decimal"], signs["minusSign"]


def grouped(whole: int, language: str) -> str:
    """An integer with its thousands grouped."""
    if -1000 < whole < 1000:
        return str(whole) if whole >= 0 else symbols(language)[2] + str(-whole)
    group, _, minus = symbols(language)
    text = f"{abs(whole):,}"
    if group != ",":
        text = text.replace(",", group)
    return text if whole >= 0 else minus + text
