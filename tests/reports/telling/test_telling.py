"""What is true of every told report: whose words keep their direction, which columns there are, what is admitted."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from qip_tracker.i18n.language import ISOLATE_END, ISOLATE_START
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.telling.document import Document, Gaps, Table
from tests.reports import samples
from tests.reports.draw.pdf.test_tables import in_dollars


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [found for one in fields(value) for found in _strings(getattr(value, one.name))]
    if isinstance(value, tuple):
        return [found for part in value for found in _strings(part)]
    return []


@pytest.mark.parametrize("facts", [samples.donor_report(), samples.pbf_progress()])
def test_in_an_arabic_report_every_text_somebody_wrote_keeps_its_own_direction(facts: Any) -> None:
    """Page and paper obey the mark in a paragraph, a cell, a heading and in the words of a picture."""
    if isinstance(facts, PbfProgressFacts):
        facts = replace(facts, cover=replace(facts.cover, mptf_number="Kafinou (7)."))
    strings = _strings(samples.document_of(facts, "ar"))
    for words in ("Kafinou", "Examplia" if hasattr(facts, "partner") else "Peacebuilding Fund"):
        found = [text for text in strings if words in text]
        assert found
        for text in found:
            before = text[: text.index(words)]
            assert before.rfind(ISOLATE_START) > before.rfind(ISOLATE_END), text


def _money_tables(document: Document) -> list[Table]:
    return [
        one
        for one in document.blocks
        if isinstance(one, Table) and "USD" in {column.heading for column in one.columns}
    ]


@pytest.mark.parametrize("facts", [samples.donor_report(), samples.pbf_progress()])
def test_where_the_dollar_is_the_local_currency_each_sum_stands_once(facts: Any) -> None:
    both = _money_tables(samples.document_of(facts))
    once = _money_tables(samples.document_of(replace(facts, money=in_dollars(facts.money))))
    assert [len(table.columns) for table in both] == [5, 5]
    assert [len(table.columns) for table in once] == [4, 4]
    assert once[0].rows[-2].cells == ("Paid in all", "", "", "39,856.00")


def test_a_withheld_number_of_votes_is_admitted() -> None:
    facts = samples.donor_report()
    (first, second) = facts.rounds
    hidden = replace(facts, rounds=(first, replace(second, voted=None)))
    gaps = [
        one for one in samples.document_of(hidden).blocks if isinstance(one, Gaps) and one.of == "withheld"
    ]
    assert [one.sentences for one in gaps] == [("How many members voted is withheld to protect people.",)]
    assert not any(
        isinstance(one, Gaps) and one.of == "withheld" for one in samples.document_of(facts).blocks
    )


@pytest.mark.parametrize("facts", [samples.donor_report(), samples.pbf_progress()])
def test_every_report_says_the_four_things_first_and_who_owns_what(facts: Any) -> None:
    words = _strings(samples.document_of(facts))
    for expected in (
        "Of USD 49,820.00 approved, USD 39,856.00 (80%) has been paid.",
        "Village council of Kafinou",
        "Half a hectare beside the well",
        "No teacher can be sent before the next school year",
        "A yearly collection after the harvest pays for the panels and the roof.",
    ):
        assert any(expected in text for text in words), expected
