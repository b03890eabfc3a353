"""An address as a QR code: rows of dark squares, for a page as one path, for paper as boxes."""

import re
from dataclasses import dataclass

from reportlab.graphics.barcode.qr import QrCodeWidget

# Any of the eight masks is readable; trying all of them to find the prettiest costs eight times as much.
_MASK = 2
QUIET_ZONE = 4
_DARK = re.compile("1+")


@dataclass(frozen=True, slots=True)
class QrCode:
    """`path` is SVG path data in squares, `size` the side with its quiet zone, in squares."""

    address: str
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Squares:
    """`side` squares in a row and a column; `runs` are the dark ones as (column, row, length), row 0 on top."""

    side: int
    runs: tuple[tuple[int, int, int], ...]


def squares(address: str, level: str) -> Squares:
    """The dark squares of an address, those side by side joined; `level` L to H is how much damage it survives."""
    code = QrCodeWidget(address, barLevel=level).qr
    code.version = code.version or code.calculate_version()
    code.makeImpl(False, _MASK)
    runs = (
        (run.start(), row, run.end() - run.start())
        for row, modules in enumerate(code.modules)
        for run in _DARK.finditer("".join("1" if dark else " " for dark in modules))
    )
    return Squares(code.moduleCount, tuple(runs))


def qr_code(address: str) -> QrCode:
    """The code of an address for a page: one path of whole squares, to be drawn as large as the paper allows."""
    # Level M survives a fold through the card.
    code = squares(address, "M")
    boxes = [f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h{-length}z" for x, y, length in code.runs]
    return QrCode(address, "".join(boxes), code.side + 2 * QUIET_ZONE)
