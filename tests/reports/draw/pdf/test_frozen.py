"""A report frozen by any version of the program still comes out of the printer with the hash it was frozen under."""

from dataclasses import replace

import pytest

from qip_tracker.reports.facts.versions import read
from tests.reports import frozen, samples
from tests.reports.draw.pdf.drawn import drawn_feet, drawn_strings
from tests.reports.draw.pdf.test_render import LANGUAGES, printed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "version"), sorted(frozen.printed_hashes()))
def test_a_kept_report_is_printed_with_its_own_hash(kind: str, version: int, language: str) -> None:
    facts = read(kind, version, frozen.stored(kind, version))
    digest = frozen.printed_hashes()[kind, version]
    proof = replace(samples.proof(facts), sha256=digest)
    pdf = printed(facts, language, key=kind, proof=proof)
    assert digest in "".join(one.words for one in drawn_strings(pdf) if one.page == 1)
    feet = drawn_feet(pdf)
    assert len(feet) > 6
    assert [foot for foot in feet if digest[:12] not in foot[0]] == []
