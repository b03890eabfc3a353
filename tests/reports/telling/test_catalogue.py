"""Every report is told from its own facts, in a language there is."""

import pytest

from tests.reports import samples


def test_wrong_report_or_language_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        samples.document_of(samples.donor_report(), kind="pbf_progress")
    with pytest.raises(ValueError, match="cannot be told"):
        samples.document_of(samples.donor_report(), kind="nosuch")
    with pytest.raises(ValueError, match="xx"):
        samples.document_of(samples.donor_report(), "xx")
