"""The strings of a PDF as they are drawn, page by page and in the order of drawing, read from the file itself.

A reader's copy and paste turns the lines of an Arabic page round as it sees fit; what is drawn is what stands there:
from left to right, in the joined forms of the letters.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[?((?:\s*<[0-9A-Fa-f]+>)+)\s*\]?")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One string, its page from 1 on, and where it starts; points from the lower left corner."""

    words: str
    page: int
    x: float
    y: float


def drawn_strings(pdf: bytes) -> list[Drawn]:
    """Every string of the pages themselves; what is the same on each (the foot) stands in `drawn_feet`."""
    return [
        one
        for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, 1)
        for one in _strings(page.get_contents(), page["/Resources"], number)
    ]


def drawn_feet(pdf: bytes) -> list[list[str]]:
    """The strings of the forms that each page shows: its foot."""
    feet = []
    for page in PdfReader(BytesIO(pdf)).pages:
        shown = [
            str(operands[0]) for operands, operator in page.get_contents().operations if operator == b"Do"
        ]
        forms = page["/Resources"].get("/XObject", {})
        feet.append(
            [
                one.words
                for name in shown
                if forms[name].get("/Subtype") == "/Form"
                for one in _strings(ContentStream(forms[name], None), forms[name]["/Resources"], 0)
            ]
        )
    return feet


def _strings(content: Any, resources: Any, page: int) -> list[Drawn]:
    letters = {name: _letters(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    found: list[Drawn] = []
    pieces: list[str] = []
    x = y = 0.0
    font = ""

    def end() -> None:
        if pieces:
            found.append(Drawn("".join(pieces), page, x, y))
            pieces.clear()

    for operands, operator in content.operations:
        if operator == b"Tf":
            font = str(operands[0])
        elif operator in (b"Tm", b"ET"):
            end()
            x, y = (float(operands[4]), float(operands[5])) if operator == b"Tm" else (x, y)
        elif operator == b"Tj":
            codes = operands[0].original_bytes
            pieces.append("".join(letters[font].get(code, "\ufffd") for code in codes))
    return found


def _letters(font: Any) -> dict[int, str]:
    """Code -> character, as the font tells those who copy from the page."""
    text = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, character in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(character).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, targets in _RANGE.findall(block):
            characters = re.findall(r"<([0-9A-Fa-f]+)>", targets)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if len(characters) > 1:
                    found[code] = bytes.fromhex(characters[place]).decode("utf-16-be")
                else:
                    found[code] = chr(int(characters[0], 16) + place)
    return found
