"""How pictures and pages get the label of a stored code: a function the caller hands in, in the language spoken now."""

from collections.abc import Callable

# (vocabulary, code) -> label: ("delay_reason", "weather_access") -> "Weather or access".
Labels = Callable[[str, str], str]


def bare(vocabulary: str, code: str) -> str:
    """The code itself, readable: for tests, and where a vocabulary has no labels yet."""
    return code.replace("_", " ")
