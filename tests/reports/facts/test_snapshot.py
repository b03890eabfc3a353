import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from qip_tracker.reports.facts.community import Score
from qip_tracker.reports.facts.donor_report import DonorReportFacts
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.snapshot import SnapshotError, canonical_json, from_json, sha256
from tests.reports import samples

# Signs that JSON may write in several ways: controls, quotes, what JavaScript escapes, and beyond the first plane.
SIGNS = "".join(map(chr, range(0x250))) + "\u2028\u2029\u202e\ufeff\uffff مدرسة \U0001f3eb\U0010ffff"


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


@pytest.mark.parametrize("title", ["A school", SIGNS], ids=["plain", "signs"])
def test_canonical_json_has_one_form(title: str) -> None:
    text = canonical_json(replace(samples.donor_report(), title=title))
    assert json.loads(text)["title"] == title
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


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A record of every kind of value that facts hold."""

    text: str = ""
    number: int = 0
    sure: bool = False
    day: date | None = None
    counts: tuple[int, ...] = ()


@pytest.mark.parametrize(
    "given",
    [
        {"text": Decimal("1.5")},
        {"text": b"x"},
        {"text": 1},
        {"text": "\ud800"},
        {"number": 1.0},
        {"number": True},
        {"number": "1"},
        {"sure": 1},
        {"day": datetime.fromisoformat("2026-03-12T00:00:00+00:00")},
        {"day": "2026-3-12"},
        {"counts": [1]},
        {"counts": {1}},
        {"counts": (1.5,)},
    ],
    ids=str,
)
def test_what_would_not_come_back_is_not_frozen(given: dict[str, Any]) -> None:
    with pytest.raises(SnapshotError, match="Typed"):
        canonical_json(Typed(**given))


def test_every_kind_of_value_comes_back() -> None:
    facts = Typed(text=SIGNS, number=-(10**30), sure=True, day=date(1, 2, 3), counts=(0, 1))
    assert from_json(Typed, canonical_json(facts)) == facts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"dimension":7}',
        '{"dimension":"SAF","colour":"red"}',
        '{"dimension":"SAF","n":1.5}',
        '{"dimension":"SAF","n":1.0}',
        '{"dimension":"SAF","n":1e2}',
        '{"dimension":"SAF","n":NaN}',
        '{"dimension":"SAF","n":true}',
        '{"dimension":"SAF","n":"7"}',
        '{"dimension":"SAF","distribution":[1,2]}',
        '{"dimension":"SAF","distribution":[0,0,0,0,1],"n":2}',
        '{"dimension":"\ud800"}',
        "[" * 100_000,
    ],
    ids=lambda text: ascii(text)[:50],
)
def test_a_damaged_snapshot_is_refused(text: str) -> None:
    with pytest.raises(SnapshotError):
        from_json(Score, text)


def test_a_bad_date_is_named() -> None:
    broken = canonical_json(samples.donor_report()).replace('"as_of":"2026-03-12"', '"as_of":"2026-13-12"')
    with pytest.raises(SnapshotError, match="as_of"):
        from_json(DonorReportFacts, broken)


def test_a_field_that_is_not_there_takes_its_default() -> None:
    """So a new field with a default needs no step from the version before."""
    assert from_json(Score, '{"dimension":"SAF"}') == Score(dimension="SAF")


def inside(plain: Any, place: str = "$") -> Iterator[tuple[str, Any, Any]]:
    """Every value in this JSON: its place, what holds it, and under which name or number."""
    parts = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, part in parts:
        inner = f"{place}.{key}" if isinstance(plain, dict) else f"{place}[{key}]"
        yield inner, plain, key
        yield from inside(part, inner)


@pytest.mark.parametrize("facts", [samples.donor_report(), samples.pbf_progress()], ids=["donor", "pbf"])
def test_a_fault_anywhere_is_refused_with_its_place(facts: DonorReportFacts | PbfProgressFacts) -> None:
    """Floating point for every single value; and one unknown field in every single record."""
    plain = json.loads(canonical_json(facts))
    records = 0
    for place, holder, key in list(inside(plain)):
        value = holder[key]
        holder[key] = 1.5
        refused(type(facts), plain, place)
        holder[key] = value
        if isinstance(value, dict):
            records += 1
            value["colour"] = None
            refused(type(facts), plain, f"{place}.colour")
            del value["colour"]
    assert records > 50
    assert from_json(type(facts), json.dumps(plain)) == facts


def refused(kind: type[Any], plain: Any, place: str) -> None:
    with pytest.raises(SnapshotError) as fault:
        from_json(kind, json.dumps(plain))
    assert str(fault.value).endswith(f" - at `{place}`")
