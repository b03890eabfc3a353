import pytest

from qip_tracker.reports.facts.community import Score, score_of
from tests.reports.sample_parts import rounds


def test_withheld_figures_cannot_be_in_the_facts() -> None:
    """A page that forgets to hide cannot leak what is not there."""
    for figure in ("median_tenths", "interval_low", "interval_high", "agreement_pct", "favourable"):
        with pytest.raises(ValueError, match="withheld"):
            Score(dimension="SAF", withheld="too_few", **{figure: 1})
    with pytest.raises(ValueError, match="withheld"):
        Score(dimension="SAF", withheld="too_few", n=5, distribution=(0, 0, 0, 0, 5))
    assert Score(dimension="SAF", withheld="unanimous", n=7, band="high").band == "high"


def test_counts_add_up_to_n() -> None:
    with pytest.raises(ValueError, match="add up"):
        Score(dimension="SAF", n=8, distribution=(1, 1, 1, 1, 1))


def test_a_score_is_found_by_stage_and_dimension() -> None:
    found = score_of(rounds(), "completion", "SAF")
    assert found is not None
    assert found.distribution == (0, 2, 2, 4, 1)
    assert score_of(rounds(), "six_months", "SAF") is None
    assert score_of(rounds(), "baseline", "XYZ") is None
