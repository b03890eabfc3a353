from dataclasses import replace

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from qip_tracker.i18n.language import ISOLATE_END, ISOLATE_START
from qip_tracker.reports.direction_marks import bare, isolated, with_isolated_words
from tests.reports import samples


def test_each_line_of_somebodys_words_is_isolated_and_nobody_can_end_theirs_early() -> None:
    assert isolated("a\nb") == f"{ISOLATE_START}a{ISOLATE_END}\n{ISOLATE_START}b{ISOLATE_END}"
    assert isolated("a\u2069\u2067b") == f"{ISOLATE_START}ab{ISOLATE_END}"
    assert isolated("") == ""
    assert bare(isolated("a (b).\n\nc")) == "a (b).\n\nc"


def test_words_are_marked_and_codes_are_not() -> None:
    facts = with_isolated_words(samples.donor_report(), right_to_left=True)
    assert facts.title.startswith(ISOLATE_START)
    assert facts.milestones[0].title.endswith(ISOLATE_END)
    assert facts.sector_names[0] == ("en", f"{ISOLATE_START}Education{ISOLATE_END}")
    assert facts.state == "active" and facts.photos[0].media_key == samples.donor_report().photos[0].media_key
    assert facts.provenance.mission_code == samples.donor_report().provenance.mission_code


def test_on_a_left_to_right_page_only_what_needs_it_is_marked() -> None:
    facts = replace(samples.donor_report(), partner="جمعية شباب الأمل (12).", sector_names=())
    marked = with_isolated_words(facts, right_to_left=False)
    assert marked.partner == isolated("جمعية شباب الأمل (12).")
    assert replace(marked, partner=facts.partner) == facts


@given(
    st.text(alphabet="ab 12.,()-%", max_size=12),
    st.sampled_from(["", "a ", "12 ", "(a) ", "\u2068אב\u2069 "]),
    st.sampled_from(["", " b", " 12", ")", "%."]),
)
def test_leaving_the_mark_out_on_a_left_to_right_page_changes_nothing(
    words: str, before: str, after: str
) -> None:
    """The reference draws the sentence with and without the mark alike."""
    with_mark = get_display(f"{before}{isolated(words)}{after}", base_dir="L")
    assert bare(with_mark) == bare(get_display(f"{before}{words}{after}", base_dir="L"))


@pytest.mark.parametrize("facts", [samples.empty_donor_report(), samples.pbf_progress()])
def test_facts_without_some_words_are_walked_too(facts) -> None:  # type: ignore[no-untyped-def]
    assert with_isolated_words(facts, right_to_left=True).title == isolated(facts.title)
