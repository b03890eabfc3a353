"""What was frozen once is read for ever; a changed set of fields without a new version is noticed here."""

import json
from dataclasses import make_dataclass
from typing import Any

import pytest

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.reporting.snapshots import hash_of, is_as_frozen
from qip_tracker.reports.facts.amounts import Amount
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.project import Place
from qip_tracker.reports.facts.snapshot import SnapshotError, canonical_json
from qip_tracker.reports.facts.versions import FACTS, VERSIONS, read
from qip_tracker.reports.facts.words import Words
from tests.reports import frozen, samples

KEPT = sorted(frozen.printed_hashes())
OLDER = [(kind, version) for kind, newest in sorted(VERSIONS.items()) for version in range(1, newest)]


def altered(kind: type[Any], **added: Any) -> type[Any]:
    """The same record with other fields: a new one, or another type for one it has."""
    fields = [(name, hint, None) for name, hint in added.items()]
    return make_dataclass(kind.__name__, fields, bases=(kind,), frozen=True, slots=True, kw_only=True)


def test_every_version_there_was_has_a_kept_report() -> None:
    assert sorted({*((kind, version) for kind, version in VERSIONS.items()), *OLDER}) == KEPT


@pytest.mark.parametrize(("kind", "version"), KEPT)
def test_a_kept_report_still_has_its_printed_hash_and_is_read(kind: str, version: int) -> None:
    text = frozen.stored(kind, version)
    assert is_as_frozen(text, frozen.printed_hashes()[kind, version])
    facts = read(kind, version, text)
    assert type(facts) is FACTS[kind]
    plain = json.loads(text)
    assert (facts.title, facts.money.approved.usd) == (
        plain["title"],
        Amount(**plain["money"]["approved"]["usd"]),
    )
    assert len(facts.milestones) == len(plain["milestones"]) > 0


@pytest.mark.parametrize(("kind", "version"), OLDER)
def test_reading_an_older_version_anew_would_give_another_hash(kind: str, version: int) -> None:
    """So the hash on its pages can only be the stored one."""
    text = frozen.stored(kind, version)
    assert hash_of(canonical_json(read(kind, version, text))) != hash_of(text)


@pytest.mark.parametrize("kind", FACTS)
def test_facts_of_today_are_written_byte_for_byte_as_they_were_kept(kind: str) -> None:
    """So the same facts frozen again are known to be the same, whatever wrote the first text."""
    text = frozen.stored(kind, VERSIONS[kind])
    assert canonical_json(read(kind, VERSIONS[kind], text)) == text


@pytest.mark.parametrize("kind", FACTS)
def test_the_fields_of_a_version_never_change(kind: str) -> None:
    kept = frozen.kept_fields(kind, VERSIONS[kind])
    assert frozen.fields_of(FACTS[kind]) == kept, (
        f"the facts of {kind} changed: raise its VERSION, see facts/versions.py"
    )


@pytest.mark.parametrize(
    "changed",
    [
        altered(DonorReportFacts, words_nobody_has=Words | None),
        altered(DonorReportFacts, done_weight_pct=int | None),
        altered(DonorReportFacts, place=altered(Place, altitude=int | None)),
    ],
    ids=["a new field", "another type", "a new field of a part"],
)
def test_a_changed_record_is_noticed(changed: type[Any]) -> None:
    kept = frozen.kept_fields("donor_report", VERSIONS["donor_report"])
    assert frozen.fields_of(changed) != kept
    assert frozen.fields_of(altered(DonorReportFacts)) == kept, (
        "the same fields under another name are the same"
    )


def test_a_version_of_a_newer_program_is_refused_in_words() -> None:
    newest = VERSIONS["donor_report"]
    text = frozen.stored("donor_report", newest).replace(
        f"donor_report/{newest}", f"donor_report/{newest + 1}"
    )
    with pytest.raises(Refused, match=r"report\.newer_version"):
        read("donor_report", newest + 1, text)


@pytest.mark.parametrize(("kind", "version"), [("donor_report", 1), ("pbf_progress", 2)])
def test_facts_that_say_they_are_another_report_or_version_are_refused(kind: str, version: int) -> None:
    with pytest.raises(Refused, match=r"report\.facts_altered"):
        read(kind, version, frozen.stored("donor_report", 2))


def test_facts_that_do_not_fit_their_version_are_no_facts() -> None:
    plain = json.loads(frozen.stored("donor_report", 2))
    with pytest.raises(SnapshotError, match="colour"):
        read("donor_report", 2, json.dumps({**plain, "colour": "red"}))


def test_the_hash_covers_the_facts_and_not_the_freezing() -> None:
    """Neither a moment nor a link of the audit trail nor an author stands among the facts of a donor report."""
    text = canonical_json(samples.donor_report())
    assert "frozen_at" not in text and "audit" not in text and "prepared_by" not in text
