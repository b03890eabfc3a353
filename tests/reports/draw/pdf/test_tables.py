"""Tables of every report in three languages: heads and figures whole, money once where the dollar is at home."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from qip_tracker.i18n import formats, use_language
from qip_tracker.reports.draw.pdf import fonts
from qip_tracker.reports.draw.pdf.grid import Grid
from qip_tracker.reports.draw.pdf.render import render
from qip_tracker.reports.draw.pdf.styles import styles_for
from qip_tracker.reports.draw.pdf.text import one_line
from qip_tracker.reports.facts.amounts import TwoAmounts, amounts
from qip_tracker.reports.facts.project import Money
from qip_tracker.reports.facts.versions import ReportFacts
from qip_tracker.reports.telling.document import Column, Row
from tests.reports import samples
from tests.reports.draw.pdf.test_render import LANGUAGES, printed, words

WIDTH = 481.9


def _grids(facts: ReportFacts, key: str, language: str, monkeypatch: pytest.MonkeyPatch) -> list[Grid]:
    """Every table of a report as it was set."""
    found: list[Grid] = []
    original = Grid._set

    def listening(self: Grid, width: float) -> None:
        original(self, width)
        found.append(self)

    monkeypatch.setattr(Grid, "_set", listening)
    render(samples.document_of(facts, language, kind=key), assets=samples.assets)
    return found


def _as_words(lines: Any) -> str:
    return " ".join(line.text for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["donor_report", "pbf_progress"])
def test_no_head_and_no_figure_breaks_inside_a_word(
    key: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts: ReportFacts = samples.donor_report() if key == "donor_report" else samples.pbf_progress()
    grids = _grids(facts, key, language, monkeypatch)
    assert len(grids) > 7
    direction = int(language == "ar")
    for grid in grids:
        for column, lines in zip(grid.columns, grid._head.lines if grid._head else [], strict=False):
            whole = [one_line(word, fonts.BOLD, 7.5, direction).text for word in column.heading.split(" ")]
            assert sorted(_as_words(lines).split(" ")) == sorted(whole), column.heading
        for row, set_row in zip(grid.rows, grid._body, strict=True):
            for column, cell, lines in zip(grid.columns, row.cells, set_row.lines, strict=True):
                if (column.is_number or column.is_whole) and len(cell) <= 24:
                    assert len(lines) == 1, (column.heading, cell)


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_stay_whole_where_fewer_letters_are_wider(month: int) -> None:
    """Of 14 August and 18 September the shorter word is the wider one in Arabic type."""
    with use_language("ar"):
        days = [formats.date(date(2026, one, 14)) for one in (month, 9)]
    columns = (Column("x", 0.9), Column("التاريخ", 0.1, is_whole=True))
    grid = Grid(columns, [Row(("word " * 60, day)) for day in days], styles_for(True), 1)
    grid.wrap(WIDTH, 1000)
    assert [len(row.lines[1]) for row in grid._body] == [1, 1]


@pytest.mark.parametrize("direction", [0, 1])
def test_a_column_takes_the_room_its_longest_head_word_needs(direction: int) -> None:
    columns = (Column("Bénéficiaires rencontrés", 0.02), Column("x", 0.98))
    grid = Grid(columns, [Row(("1", "word " * 200))], styles_for(bool(direction)), direction)
    grid.wrap(WIDTH, 1000)
    assert grid._head and [line.text for line in grid._head.lines[0]] == ["Bénéficiaires", "rencontrés"]
    assert sum(grid._widths) == pytest.approx(WIDTH)


def test_heads_that_cannot_all_be_whole_share_the_width() -> None:
    columns = tuple(Column("W" * 40, 0.2) for _number in range(5))
    grid = Grid(columns, [Row(("1",) * 5)], styles_for(False), 0)
    grid.wrap(WIDTH, 1000)
    assert sum(grid._widths) == pytest.approx(WIDTH)
    assert min(grid._widths) > 50


def in_dollars(money: Money) -> Money:
    """The same money of a project whose local currency is the dollar."""

    def both(one: TwoAmounts) -> TwoAmounts:
        minor = one.usd.minor if one.usd else None
        return amounts(minor, "USD", minor)

    return replace(
        money,
        approved=both(money.approved),
        paid=both(money.paid),
        balance=both(money.balance),
        tranches=tuple(replace(one, amount=both(one.amount)) for one in money.tranches),
        budget=tuple(replace(one, amount=both(one.amount)) for one in money.budget),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_dollar_is_the_local_currency_each_sum_stands_once(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = samples.donor_report()
    grids = _grids(replace(facts, money=in_dollars(facts.money)), "donor_report", language, monkeypatch)
    heads = [[column.heading for column in grid.columns] for grid in grids]
    assert [head.count("USD") for head in heads if "USD" in head] == [1, 1]


def test_a_rate_of_the_dollar_to_itself_is_not_printed() -> None:
    facts = samples.donor_report()
    text = words(printed(replace(facts, money=in_dollars(facts.money))))
    assert "Paid in all 39,856.00" in text and "39,856.00 39,856.00" not in text
    assert "to the dollar" not in text
