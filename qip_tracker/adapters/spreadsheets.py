"""Tables from outside: CSV and XLSX become rows of text, with the line each stood on. No meaning is given here."""

import codecs
import csv
import datetime as clocktime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from python_calamine import CalamineError, load_workbook

MOST_ROWS = 20_000
MOST_COLUMNS = 60
# A workbook of as many rows and columns as we take unpacks to less; what unpacks to more was made to fill the memory.
MOST_UNPACKED: Final = 64 * 1024 * 1024
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_PIECE: Final = 1 << 16


class UnreadableTable(Exception):
    """The file is not a table we can read; `code` is `table.*`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stood in the file: its number there (the heading is 1) and its cells by heading."""

    number: int
    cells: dict[str, str]


def read_table(content: bytes) -> list[Line]:
    """The rows of a CSV or XLSX file; which of the two is told by the content, never by the name.

    Raises `UnreadableTable`: table.empty, table.encoding, table.malformed, table.too_long, table.headings.
    """
    if not content.strip():
        raise UnreadableTable("table.empty")
    rows = _workbook_rows(content) if content.startswith(b"PK\x03\x04") else _csv_rows(content)
    headings = [heading.strip().lower() for heading in next(rows, [])]
    while headings and not headings[-1]:
        headings.pop()
    if not headings or len(headings) > MOST_COLUMNS or len(set(headings)) != len(headings):
        raise UnreadableTable("table.headings")
    lines = []
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise UnreadableTable("table.too_long")
        cells = [cell.strip() for cell in row]
        if any(cells):
            padded = cells + [""] * (len(headings) - len(cells))
            lines.append(Line(number, dict(zip(headings, padded, strict=False))))
    if not lines:
        raise UnreadableTable("table.empty")
    return lines


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    # Excel's "Unicode text" is UTF-16 with its mark. Without one nothing is guessed: names would be spoilt in silence.
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTable("table.encoding") from error
    if "\x00" in text:
        raise UnreadableTable("table.encoding")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise UnreadableTable("table.malformed") from error


def _check_workbook(content: bytes) -> None:
    """Refuse what would need more memory than a table does, before the reader makes room for it.

    The reader makes room for every cell between the first and the last: one cell in the last corner of a sheet is a
    small file and 17 thousand million cells. Raises `UnreadableTable`: table.malformed, table.too_long, table.headings.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableTable("table.malformed")
            left = MOST_UNPACKED
            for member in archive.infolist():
                parser = expat.ParserCreate() if member.filename.lower().endswith(".xml") else None
                if parser:
                    parser.StartElementHandler = _check_place
                with archive.open(member) as stream:
                    while piece := stream.read(_PIECE):
                        left -= len(piece)
                        if left < 0:
                            raise UnreadableTable("table.too_long")
                        if parser:
                            parser.Parse(piece, False)
                if parser:
                    parser.Parse(b"", True)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise UnreadableTable("table.malformed") from error


def _check_place(name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(":")[2] != "c" or "r" not in attributes:
        return
    place = _PLACE.match(attributes["r"])
    if not place:
        raise UnreadableTable("table.malformed")
    letters, row = place.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if int(row) > MOST_ROWS:
        raise UnreadableTable("table.too_long")
    # Twice the columns, because people colour cells beside their table.
    if column > 2 * MOST_COLUMNS:
        raise UnreadableTable("table.headings")


def _workbook_rows(content: bytes) -> Iterator[list[str]]:
    _check_workbook(content)
    try:
        workbook = load_workbook(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise UnreadableTable("table.malformed") from error
    for row in rows:
        yield [_cell_text(cell) for cell in row]


def _cell_text(cell: object) -> str:
    """A cell as a person would have typed it: whole numbers without a point, dates as year-month-day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, clocktime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, clocktime.date):
        return cell.isoformat()
    return str(cell)
