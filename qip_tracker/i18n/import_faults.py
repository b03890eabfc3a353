"""Why a row of a table cannot be stored, in words."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.i18n.messages import Lazy
from qip_tracker.i18n.parse_errors import PARSE_ERRORS
from qip_tracker.i18n.words import portfolio

IMPORT_FAULTS: Final[Mapping[str, Lazy]] = {**PARSE_ERRORS, **portfolio.IMPORT_FAULTS}
TABLE_FAULTS: Final[Mapping[str, Lazy]] = {**portfolio.TABLE_FAULTS}


def fault_words(code: str) -> str:
    """The words for a fault of a row or of a file; KeyError for an unknown code."""
    return str(IMPORT_FAULTS.get(code) or TABLE_FAULTS[code])
