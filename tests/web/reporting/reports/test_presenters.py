"""What the page of a report says in words, from facts alone."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from qip_tracker.i18n import use_language
from qip_tracker.i18n.language import ISOLATE_START
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.web.reporting.reports.presenters import on_screen
from tests.reports import samples
from tests.reports.pdf.test_tables import in_dollars


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [str(value)]
    if is_dataclass(value):
        return [found for one in fields(value) for found in _strings(getattr(value, one.name))]
    if isinstance(value, tuple | list):
        return [found for part in value for found in _strings(part)]
    return []


@pytest.mark.parametrize("facts", [samples.donor_report(), samples.pbf_progress()])
def test_on_an_arabic_page_every_text_somebody_wrote_keeps_its_own_direction(facts: Any) -> None:
    """A browser obeys the mark in a paragraph, a cell, a heading and in the words of a picture."""
    if isinstance(facts, PbfProgressFacts):
        facts = replace(facts, cover=replace(facts.cover, mptf_number="Kafinou (7)."))
    with use_language("ar"):
        strings = _strings(on_screen(facts))
    for words in ("Kafinou", "Examplia" if hasattr(facts, "partner") else "Peacebuilding Fund"):
        found = [text for text in strings if words in text]
        assert found
        for text in found:
            before = text[: text.index(words)]
            assert before.rfind(ISOLATE_START) > before.rfind("\u2069"), text


def test_where_the_dollar_is_the_local_currency_the_page_has_one_column_of_money() -> None:
    facts = samples.donor_report()
    with use_language("en"):
        both, once = on_screen(facts), on_screen(replace(facts, money=in_dollars(facts.money)))
    assert [len(row) for row in both.money_rows] == [4] * 6
    assert [len(row) for row in once.money_rows] == [3] * 6
    assert [heading for _key, heading, _kind in once.money_columns][-1] == "US dollars"
    assert once.rate == ""
    assert once.money_rows[-2][-1] == "USD 39,856.00"
