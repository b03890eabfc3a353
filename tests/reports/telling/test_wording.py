from dataclasses import replace

import pytest

from qip_tracker.i18n import use_language
from qip_tracker.reports.facts.amounts import Amount, amounts, difference
from qip_tracker.reports.facts.community import RoundFacts
from qip_tracker.reports.facts.gaps import UNKNOWN_CODES, Unknown
from qip_tracker.reports.facts.project import Clock, Money, Place
from qip_tracker.reports.telling import wording
from qip_tracker.reports.telling.labels import label
from tests.reports import samples
from tests.reports.sample_parts import AS_OF, clock, milestones, rounds


@pytest.mark.parametrize("code", UNKNOWN_CODES)
def test_every_gap_has_a_sentence_in_every_language(code: str) -> None:
    for language in ("en", "fr", "ar"):
        with use_language(language):
            assert wording.unknown_words(Unknown(code=code, count=2)).strip()


@pytest.mark.parametrize("facts", [samples.donor_report(), samples.empty_donor_report()])
def test_the_first_page_has_five_sentences(facts: samples.DonorReportFacts) -> None:
    sentences = wording.five_sentences(facts, label)
    assert len(sentences) == 5
    assert all(sentence.endswith(".") and "%" + "(" not in sentence for sentence in sentences)


def paid(minor: int) -> Money:
    whole, part = amounts(None, "XOF", 1000_00), amounts(None, "XOF", minor)
    return Money(approved=whole, paid=part, balance=difference(whole, part))


def test_money_is_said_as_it_is() -> None:
    assert wording.money_sentence(paid(0)) == "USD 1,000.00 is approved; nothing has been paid yet."
    assert wording.money_sentence(paid(1000_00)) == "All of the approved USD 1,000.00 has been paid."
    assert wording.money_sentence(paid(999_99)) == "Of USD 1,000.00 approved, USD 999.99 (99%) has been paid."


def test_delivery_is_said_by_where_the_clock_stands() -> None:
    def said(one: Clock) -> str:
        return wording.delivery_sentence(milestones(), 55, one, AS_OF)

    assert "the plan ends on 30 Apr 2026" in said(clock())
    assert "the plan ended on 11 Mar 2026" in said(replace(clock(), planned_end_on=AS_OF.replace(day=11)))
    assert "completed on 12 Mar 2026" in said(replace(clock(), completed_on=AS_OF))
    assert "nothing has been paid" in said(Clock())
    assert said(replace(clock(), planned_end_on=None)).endswith("171 days after the first payment.")


def test_the_panel_never_becomes_the_population() -> None:
    sentence = wording.community_sentence(rounds(), label)
    assert sentence.startswith("9 of 11 panel members voted (At completion)")
    assert "percent" not in sentence and "%" not in sentence
    last = rounds()[-1]
    hidden = RoundFacts(
        stage=last.stage,
        opened_on=last.opened_on,
        closed_on=last.closed_on,
        members=6,
        voted=None,
        scores=(last.scores[-1],),
    )
    assert "withheld to protect people" in wording.community_sentence((hidden,), label)


def test_amounts_and_places_say_what_is_known() -> None:
    assert wording.show(None) == "–"
    assert wording.main_amount(amounts(5, "XOF", None)) == Amount(5, "XOF")
    assert wording.place_words(Place(name="Bria", country="CF")) == "Bria, Central African Republic"
    assert wording.place_words(Place(name="Bria", country="ZZ9")) == "Bria, ZZ9"
