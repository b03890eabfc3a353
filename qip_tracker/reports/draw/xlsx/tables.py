"""One table as a workbook or as comma separated text; both write the same cells."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

from qip_tracker.reports.draw.xlsx.cells import Cell, safe, safe_text


def comma_separated(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark that spreadsheet programs know, days as ISO dates, amounts with a point."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe_text(head) for head in heads])
    for row in rows:
        writer.writerow(["" if cell is None else safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def workbook(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, right_to_left: bool = False
) -> bytes:
    """A workbook of one sheet; text is written as text, never as a formula or a link."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    if right_to_left:
        sheet.right_to_left()
    for column, head in enumerate(heads):
        sheet.write_string(0, column, safe_text(head), bold)
        sheet.set_column(column, column, max(12, min(len(head) + 4, 40)))
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, safe_text(cell))
            elif isinstance(cell, Decimal):
                sheet.write_number(line, column, cell, money)
            elif isinstance(cell, date):
                sheet.write_datetime(line, column, cell, day)
            elif cell is not None:
                sheet.write_number(line, column, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()


def _sheet_name(title: str) -> str:
    """A title without what sheet names may not hold, at most 31 characters."""
    return title.translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " ")).strip()[:31] or "1"
