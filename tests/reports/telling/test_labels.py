import pytest

from qip_tracker.reports.facts import pbf_progress
from qip_tracker.reports.telling.labels import CLASSIFICATIONS, KINDS, label


def test_every_code_of_a_report_has_words() -> None:
    expected = {
        "classification": CLASSIFICATIONS,
        "pbf_report_type": pbf_progress.REPORT_TYPES,
        "pbf_window": pbf_progress.PRIORITY_WINDOWS,
        "outcome_rating": pbf_progress.OUTCOME_RATINGS,
        "cost_category": pbf_progress.DIRECT_CATEGORIES,
    }
    for kind, codes in expected.items():
        assert tuple(KINDS[kind]) == codes


def test_other_codes_are_called_what_pages_call_them() -> None:
    assert label("project_state", "active") == "Under way"
    with pytest.raises(KeyError):
        label("pbf_window", "nosuch")
    with pytest.raises(KeyError):
        label("nosuch", "x")
