"""An address as a QR code for a page: one path of whole squares, to be drawn as large as the paper allows."""

from dataclasses import dataclass

from reportlab.graphics.barcode.qr import QrCodeWidget

# Any of the eight masks is readable; trying all of them to find the prettiest costs eight times as much.
_MASK = 2
QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """`path` is SVG path data in squares, `size` the side with its quiet zone, in squares."""

    address: str
    path: str
    size: int


def qr_code(address: str) -> QrCode:
    """The code of an address; dark squares of a row are joined into one box."""
    # Level M survives a fold through the card.
    code = QrCodeWidget(address, barLevel="M").qr
    code.version = code.version or code.calculate_version()
    code.makeImpl(False, _MASK)
    boxes = []
    for row in range(code.moduleCount):
        column = 0
        while column < code.moduleCount:
            end = column
            while end < code.moduleCount and code.modules[row][end]:
                end += 1
            if end > column:
                boxes.append(f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h{end - column}v1h{column - end}z")
            column = end + 1
    return QrCode(address, "".join(boxes), code.moduleCount + 2 * QUIET_ZONE)
