"""What leaves as a file computes nothing in the program that opens it, and numbers stay numbers."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from qip_tracker.reports.draw.xlsx.cells import safe, safe_text
from qip_tracker.reports.draw.xlsx.tables import comma_separated, workbook

COMMANDS = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "|calc",
    "%0A",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=HYPERLINK(1)",
    "\x00=1",
    "\uff1d1",
    "=cmd|' /C calc'!A0",
)
HEADS = ("Reference", "Paid", "Days", "End")


@pytest.mark.parametrize("text", COMMANDS)
def test_what_a_program_would_compute_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text).startswith("'")


@pytest.mark.parametrize("text", ["Water point", "École 'Ifoghas'", "بئر", "100 %", "a=b", ""])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_numbers_and_days_are_never_touched() -> None:
    for cell in (-5, Decimal("-12.50"), date(2026, 3, 16), None):
        assert safe(cell) is cell


@pytest.mark.parametrize("text", COMMANDS)
def test_both_files_carry_the_same_cells(text: str) -> None:
    rows = [(text, Decimal("24961.05"), -3, date(2026, 3, 16)), ("plain", None, 0, None)]
    read = list(csv.reader(io.StringIO(comma_separated(HEADS, rows).decode("utf-8-sig"))))
    assert read[0] == list(HEADS)
    assert read[1][0].startswith("'")
    assert read[1][1:] == ["24961.05", "-3", "2026-03-16"]
    assert read[2] == ["plain", "", "0", ""]
    content = workbook("Projects", HEADS, rows)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert str(sheet[1][0]).startswith("'")
    assert sheet[1][1:] == [24961.05, -3.0, date(2026, 3, 16)]


def test_the_workbook_holds_no_formula_and_no_link() -> None:
    import zipfile

    content = workbook("Projects", ("A",), [("=1+1",), ("http://example.org",), ("{=1}",)])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert not any("rels" in name and "sheet" in name for name in parts.namelist())


def test_a_title_that_no_sheet_may_have_is_bent_until_it_may() -> None:
    assert workbook("[Projects: 2025/26 * all?] of a very long title", ("A",), [])
    assert workbook("", ("A",), [])
