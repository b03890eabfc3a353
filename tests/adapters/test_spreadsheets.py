"""Tables as people save them are read; files made to fill the memory are refused before they are opened."""

import io
import zipfile

import pytest
import xlsxwriter

from qip_tracker.adapters import spreadsheets
from qip_tracker.adapters.spreadsheets import UnreadableTable, read_table

TABLE = "Title;Place;Amount\r\nÉcole de Ménaka;Ménaka;1 200\r\n"


def _workbook(*far: tuple[int, int]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for column, words in enumerate(("title", "place")):
            sheet.write_string(0, column, words)
            sheet.write_string(1, column, "Ménaka")
        for row, column in far:
            sheet.write_string(row, column, "x")
    return content.getvalue()


def _replaced(content: bytes, name: str, text: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, text if member == name else old.read(member))
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(";", "\t").encode("utf-16"),
        b"\xfe\xff" + TABLE.replace(";", "\t").encode("utf-16-be"),
        TABLE.replace(";", ",").encode(),
    ],
    ids=["semicolons", "marked", "utf-16", "unicode text", "big end first", "commas"],
)
def test_what_spreadsheet_programs_save_is_read(content: bytes) -> None:
    (line,) = read_table(content)
    assert line.number == 2
    assert line.cells == {"title": "École de Ménaka", "place": "Ménaka", "amount": "1 200"}


def test_a_workbook_is_read() -> None:
    (line,) = read_table(_workbook())
    assert line.cells == {"title": "Ménaka", "place": "Ménaka"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TABLE.encode("cp1252"), "table.encoding"),
        (b"\xff\xfe\x00", "table.encoding"),
        (b"title\x00place", "table.encoding"),
        (b"  \r\n ", "table.empty"),
        (b"PK\x03\x04 no archive", "table.malformed"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read_table(content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("far", "code"),
    [
        ((1_048_575, 0), "table.too_long"),
        ((0, 16_383), "table.headings"),
        ((1_048_575, 16_383), "table.too_long"),
    ],
)
def test_one_cell_far_away_does_not_make_room_for_all_before_it(far: tuple[int, int], code: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read_table(_workbook(far))
    assert refused.value.code == code


def test_a_workbook_that_unpacks_to_more_than_a_table_is_refused() -> None:
    text = b"<worksheet><sheetData>" + b" " * (spreadsheets.MOST_UNPACKED + 1) + b"</sheetData></worksheet>"
    bomb = _replaced(_workbook(), "xl/worksheets/sheet1.xml", text)
    assert len(bomb) < 1_000_000
    with pytest.raises(UnreadableTable) as refused:
        read_table(bomb)
    assert refused.value.code == "table.too_long"


def test_an_archive_of_another_kind_is_no_workbook() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    for other in (
        content.getvalue(),
        _replaced(_workbook(), "xl/worksheets/sheet1.xml", b"<worksheet><c r='A1'>"),
    ):
        with pytest.raises(UnreadableTable) as refused:
            read_table(other)
        assert refused.value.code == "table.malformed"
