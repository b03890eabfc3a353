"""Cells that no spreadsheet program takes for a command."""

from datetime import date
from decimal import Decimal
from typing import Final

Cell = str | int | Decimal | date | None

# What makes a program compute or fetch: =1+1, +1, -1, @SUM, |cmd, %0A, and blanks that are skipped before those.
STARTS_A_COMMAND: Final = frozenset("=+-@|%\t\r\n\x0b\x0c\uff1d\uff0b\uff0d\uff20")
_CONTROLS: Final = dict.fromkeys(code for code in (*range(32), 127) if code not in (9, 10))
LONGEST_TEXT: Final = 32_767


def safe_text(text: str) -> str:
    """Text as a spreadsheet shows it: an apostrophe before what would be computed, control signs left out."""
    kept = text.translate(_CONTROLS)
    if kept.lstrip(" \u00a0")[:1] in STARTS_A_COMMAND or text[:1] in STARTS_A_COMMAND:
        kept = f"'{kept}"
    return kept[:LONGEST_TEXT]


def safe(cell: Cell) -> Cell:
    """A cell that may leave: text is made safe, numbers and days stay what they are."""
    return safe_text(cell) if isinstance(cell, str) else cell
