"""Tables from outside: CSV and XLSX become rows of text, with the line each stood on. No meaning is given here."""

import csv
import datetime as clocktime
import io
from collections.abc import Iterator
from dataclasses import dataclass

from python_calamine import CalamineError, load_workbook

MOST_ROWS = 20_000
MOST_COLUMNS = 60


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
    return lines


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    if b"\x00" in content:
        raise UnreadableTable("table.encoding")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTable("table.encoding") from error
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise UnreadableTable("table.malformed") from error


def _workbook_rows(content: bytes) -> Iterator[list[str]]:
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
