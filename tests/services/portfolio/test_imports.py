"""Real projects come in as they are; a broken file tells every fault and stores nothing; twice is once."""

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import func, select

from qip_tracker.models import Fund, Partner, Project
from tests.factories.world import World

REAL = Path(__file__).parents[2] / "data" / "qips-public.csv"


def _with_au_fund(world: World) -> None:
    def add(work):  # type: ignore[no-untyped-def]
        fund = Fund(
            mission_id=world.mission_id, donor_id=world.donor_id, code="AU", name="African Union", kind="au"
        )
        work.session.add(fund)
        work.session.flush()
        work.record("fund.added", fund, mission_id=world.mission_id)

    world.do("administrator", add)


def _run(app: Flask, *arguments: str):  # type: ignore[no-untyped-def]
    return app.test_cli_runner().invoke(args=["qip", "import", *arguments])


def _count(world: World) -> int:
    with world.reading() as session:
        return session.execute(select(func.count()).select_from(Project)).scalar_one()


def test_the_real_projects_are_stored_and_the_same_file_twice_makes_no_doubles(
    world: World, app: Flask
) -> None:
    _with_au_fund(world)
    first = _run(app, str(REAL), "--mission", "MINUX")
    assert first.exit_code == 0, first.output
    assert "22 stored, 0 already there" in first.output
    second = _run(app, str(REAL), "--mission", "minux")
    assert "0 stored, 22 already there" in second.output
    assert _count(world) == 22
    with world.reading() as session:
        town_hall = session.scalars(select(Project).where(Project.place == "Bossembélé")).one()
        assert (town_hall.local_currency, town_hall.requested_local_minor) == ("XAF", 27_830_000)
        assert (town_hall.title, town_hall.requested_usd_minor) == ("Rénovation de la mairie", 5_000_000)
        residence = session.scalars(select(Project).where(Project.title.contains("Boyoma"))).one()
        assert residence.published_date == "2003"
        pump = session.scalars(select(Project).where(Project.place == "Chebaa")).one()
        assert pump.requested_usd_minor is None
        assert session.execute(select(func.count()).select_from(Partner)).scalar_one() > 5


def test_a_dry_run_stores_nothing(world: World, app: Flask) -> None:
    _with_au_fund(world)
    outcome = _run(app, str(REAL), "--dry-run")
    assert outcome.exit_code == 0
    assert "22 would be stored" in outcome.output
    assert _count(world) == 0


BREAKAGES = [
    ("sector", "XYZ", "There is no sector with this code."),
    ("amount", "about forty", "Enter an amount"),
    ("amount", "5000000", "over the ceiling"),
    ("event_date", "2019-02-30", "not in the calendar"),
    ("event_date", "2999", "future"),
    ("country", "Mali", "two-letter country code"),
    ("currency", "CFA", "not a currency code"),
    ("funding_source", "pocket money", "not a funding source"),
    ("lat", "95", "Latitude"),
    ("duration_weeks", "twelve", "whole number"),
    ("title", "", "must not be empty"),
]


def test_a_broken_file_tells_every_fault_with_row_and_column_and_stores_nothing(
    world: World, app: Flask, tmp_path: Path
) -> None:
    _with_au_fund(world)
    rows = list(csv.DictReader(io.StringIO(REAL.read_text("utf-8"))))
    for index, (column, value, _words) in enumerate(BREAKAGES):
        rows[index][column] = value
    rows.append(dict(rows[-1]))
    broken = tmp_path / "broken.csv"
    with broken.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    outcome = _run(app, str(broken))
    assert outcome.exit_code == 1
    for index, (column, value, words) in enumerate(BREAKAGES):
        line = next(
            said
            for said in outcome.output.splitlines()
            if said.startswith(f"row {index + 2}, column {column},")
        )
        assert repr(value) in line
        assert words in line
    assert f"row {len(rows) + 1}, column title" in outcome.output
    assert f"{len(BREAKAGES) + 1} faults, 0 stored" in outcome.output
    assert _count(world) == 0


def test_a_workbook_is_read_like_a_table(world: World, app: Flask, tmp_path: Path) -> None:
    _with_au_fund(world)
    path = tmp_path / "projects.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for number, row in enumerate(csv.reader(io.StringIO(REAL.read_text("utf-8")))):
        for column, cell in enumerate(row):
            if number and cell.isdigit():
                sheet.write_number(number, column, int(cell))
            else:
                sheet.write_string(number, column, cell)
    book.close()
    outcome = _run(app, str(path))
    assert "22 stored" in outcome.output, outcome.output


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00a", b"PK\x03\x04 not a workbook", b'"unclosed', b"a,a\n1,2"]
)
def test_what_is_not_a_table_is_refused_in_words(
    world: World, app: Flask, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    outcome = _run(app, str(path))
    assert outcome.exit_code == 1
    assert "Error: " in outcome.output or "missing" in outcome.output
    assert _count(world) == 0


def test_the_page_lists_the_faults_and_then_stores(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    _with_au_fund(world)
    browser = as_role("programme_manager")
    text = REAL.read_text("utf-8")
    broken = text.replace(",ADM,", ",NOPE,", 1).encode()
    answer = browser.submit("/projects/import", {"file": (io.BytesIO(broken), "q.csv")})
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert "NOPE" in html
    assert "Nothing was stored" in html
    answer = browser.submit("/projects/import", {"file": (io.BytesIO(text.encode()), "q.csv")})
    assert answer.status_code == 303
    assert _count(world) == 22
    assert as_role("programme_officer").get("/projects/import").status_code == 403
