"""The type of our paper: one family, two weights, registered once a process and embedded as subsets."""

from functools import cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "FieldNotebook-Regular"
BOLD = "FieldNotebook-Bold"
REPLACEMENT = "\ufffd"

_FOLDER = Path(__file__).resolve().parents[3] / "static" / "fonts"
_LOCK = Lock()


class _Widths(dict[str, int]):
    """Advance width of a character in thousandths of the type size, filled as characters are met."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._advance = font.face.charWidths
        self._default = font.face.defaultWidth
        self.update(dict.fromkeys("\u200e\u200f\u2068\u2069", 0))

    def __missing__(self, character: str) -> int:
        # ReportLab draws a no-break space as a space, so it is measured as one.
        code = 32 if character == "\u00a0" else ord(character)
        width = round(self._advance.get(code, self._default))
        if len(self) < 5000:
            self[character] = width
        return width


@cache
def _registered(name: str) -> tuple[frozenset[int], _Widths]:
    font = TTFont(name, str(_FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph), _Widths(font)


def register() -> None:
    """Make both weights known to ReportLab; cheap after the first call."""
    with _LOCK:
        _registered(REGULAR)
        _registered(BOLD)


def glyphs(name: str = REGULAR) -> frozenset[int]:
    """Code points this font has a glyph for. ReportLab drops any other without a word."""
    return _registered(name)[0]


def widths(name: str) -> _Widths:
    """Advance widths of one font, thousandths of the type size per character."""
    return _registered(name)[1]


def width_of(text: str, name: str, size: float) -> float:
    """Width of a text in points."""
    return sum(map(_registered(name)[1].__getitem__, text)) * size / 1000
