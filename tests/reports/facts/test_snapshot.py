import json
from dataclasses import dataclass, replace
from datetime import date

import pytest

from qip_tracker.reports.facts.community import Score
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.snapshot import SnapshotError, canonical_json, from_json, sha256
from tests.reports import samples


@pytest.mark.parametrize(
    "facts",
    [
        samples.donor_report(),
        samples.arabic_donor_report(),
        samples.empty_donor_report(),
        samples.pbf_progress(),
    ],
    ids=["complete", "arabic", "empty", "pbf"],
)
def test_facts_come_back_as_they_were(facts: DonorReportFacts | PbfProgressFacts) -> None:
    text = canonical_json(facts)
    again = from_json(type(facts), text)
    assert again == facts
    assert canonical_json(again) == text
    assert sha256(again) == sha256(facts)


def test_the_hash_is_that_of_the_stored_text() -> None:
    """What is stored, what is printed and what `sha256sum` says of the file are one number."""
    import hashlib

    facts = samples.donor_report()
    assert sha256(facts) == hashlib.sha256(canonical_json(facts).encode()).hexdigest()


def test_any_change_changes_the_hash() -> None:
    facts = samples.donor_report()
    later = replace(facts.provenance, as_of=date(2026, 3, 13))
    assert (
        len({sha256(facts), sha256(replace(facts, provenance=later)), sha256(replace(facts, title="Other"))})
        == 3
    )


def test_canonical_json_has_one_form() -> None:
    text = canonical_json(samples.donor_report())
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "float" not in text


@dataclass(frozen=True)
class Loose:
    """A record with a value JSON has no single form for."""

    value: object


def test_floats_and_strangers_are_refused() -> None:
    for value in (0.1, {1, 2}, {"a": 1}, [1], b"x"):
        with pytest.raises(SnapshotError):
            canonical_json(Loose(value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"dimension":7}',
        '{"dimension":"SAF","colour":"red"}',
        '{"dimension":"SAF","n":1.5}',
        '{"dimension":"SAF","n":true}',
        '{"dimension":"SAF","distribution":[1,2]}',
    ],
)
def test_a_damaged_snapshot_is_refused(text: str) -> None:
    with pytest.raises(SnapshotError):
        from_json(Score, text)


def test_a_bad_date_is_named() -> None:
    broken = canonical_json(samples.donor_report()).replace('"as_of":"2026-03-12"', '"as_of":"2026-13-12"')
    with pytest.raises(SnapshotError, match="as_of"):
        from_json(DonorReportFacts, broken)
