import io
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from reportlab.pdfbase.ttfonts import TTFont

from qip_tracker.reports.charts.words import bare
from qip_tracker.reports.draw.pdf import fonts
from qip_tracker.reports.draw.pdf.render import render
from qip_tracker.reports.draw.pdf.text import one_line
from qip_tracker.reports.facts.pbf_progress import PbfProgressFacts
from qip_tracker.reports.facts.provenance import Proof
from qip_tracker.reports.facts.snapshot import sha256
from qip_tracker.reports.facts.versions import ReportFacts
from qip_tracker.reports.telling.labels import label
from tests.reports import samples
from tests.reports.draw.pdf import hostile

LANGUAGES = ("en", "fr", "ar")
# Codes, currencies and keys: the interface never lets people type them.
_NOT_TYPED = {
    "currency",
    "country",
    "schema",
    "media_key",
    "code",
    "kind",
    "state",
    "stage",
    "dimension",
    "value",
    "hash",
}


def printed(
    facts: ReportFacts,
    language: str = "en",
    labels: Any = label,
    key: str = "donor_report",
    proof: Proof | None = None,
) -> bytes:
    """The PDF of some facts."""
    return render(samples.document_of(facts, language, labels, key, proof), assets=samples.assets)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as a reader's copy and paste gives it."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def words(pdf: bytes) -> str:
    """All text on one line."""
    return " ".join(" ".join(pages(pdf)).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["donor_report", "pbf_progress"])
def test_the_same_facts_make_the_same_bytes(key: str, language: str) -> None:
    facts: ReportFacts = samples.donor_report() if key == "donor_report" else samples.pbf_progress()
    assert printed(facts, language, key=key) == printed(facts, language, key=key)


def test_another_process_makes_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.reports.draw.pdf.test_render import printed, samples;"
        "print(hashlib.sha256(printed(samples.arabic_donor_report(), 'ar')).hexdigest())"
    )
    import hashlib

    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": ".", "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert answers == {hashlib.sha256(printed(samples.arabic_donor_report(), "ar")).hexdigest()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded_and_ours(language: str) -> None:
    facts = samples.arabic_donor_report() if language == "ar" else samples.donor_report()
    reader = PdfReader(io.BytesIO(printed(facts, language)))
    found = set()
    for number in range(len(reader.xref[0]) + 2):
        thing = reader.get_object(number) if number in reader.xref[0] else None
        if isinstance(thing, dict) and thing.get("/Type") == "/Font":
            assert "/FontFile2" in thing["/FontDescriptor"], thing["/BaseFont"]
            found.add(str(thing["/BaseFont"]).split("+")[1])
    assert found == {"FieldNotebook-Regular", "FieldNotebook-Bold"}


def test_metadata_says_what_it_is_and_who_speaks() -> None:
    facts = samples.arabic_donor_report()
    reader = PdfReader(io.BytesIO(printed(facts, "ar")))
    about = reader.metadata
    assert about is not None
    assert facts.title in str(about.title)
    assert about.author == facts.provenance.mission
    assert about.creation_date == samples.proof(facts).frozen_at
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert len(reader.outline) > 8


def test_every_page_says_which_it_is_and_how_to_check_it() -> None:
    facts = samples.donor_report()
    text = pages(printed(facts))
    for number, page in enumerate(text, 1):
        assert f"Page {number} of {len(text)}" in page
        assert "data as of 12 Mar 2026" in page
        assert f"snapshot {sha256(facts)[:12]}" in page
        assert "audit trail 1,841, 9f3c9f3c9f3c" in page
        assert samples.VERIFY_URL in page
        assert "Internal: for the donor and the mission" in page


def test_the_verification_code_can_be_read_from_the_page() -> None:
    """The squares of the foot are those of the address: compared module by module with the encoder's own choice."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    page = pypdfium2.PdfDocument(printed(samples.donor_report()))[1]
    picture = page.render(scale=6).to_pil().convert("L")
    code = QrCodeWidget(samples.VERIFY_URL, barLevel="L").qr
    code.version = code.calculate_version()
    code.makeImpl(False, 2)
    step = 40.0 / code.moduleCount
    left, top = 595.276 - 56.7 - 40, 841.89 - (48 - 32) - 40
    for row in range(code.moduleCount):
        for column in range(code.moduleCount):
            x, y = (left + (column + 0.5) * step) * 6, (top + (row + 0.5) * step) * 6
            assert (picture.getpixel((x, y)) < 128) == bool(code.modules[row][column]), (row, column)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_glyph_is_missing(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """ReportLab drops what a font lacks without a word, so every string that reaches it is looked at."""
    drawn: list[str] = []
    original = TTFont.splitString

    def listening(self: Any, text: str, document: Any) -> Any:
        drawn.append(text)
        return original(self, text, document)

    monkeypatch.setattr(TTFont, "splitString", listening)
    printed(samples.arabic_donor_report() if language == "ar" else samples.donor_report(), language)
    printed(samples.pbf_progress(), language, key="pbf_progress")
    printed(samples.empty_donor_report(), language)
    assert len(drawn) > 500
    assert {character for text in drawn for character in text if ord(character) not in fonts.glyphs()} <= {
        "\u00a0"
    }
    assert fonts.REPLACEMENT not in "".join(drawn)


def test_the_report_says_what_the_facts_say() -> None:
    text = words(printed(samples.donor_report()))
    for expected in (
        "Of USD 49,820.00 approved, USD 39,856.00 (80%) has been paid.",
        "55% of the planned work is done, 171 days after the first payment; the plan ends on 30 Apr 2026.",
        "Paid in all 23,971,200 39,856.00",
        "Balance 5,992,800 9,964.00",
        "Rate: 601.445 to the dollar on 1 Jul 2025",
        "9 of 11 panel members voted.",
        "Withheld to protect people: too few answered",
        "Late, 20 days late",
        "not counted",
        "refused",
        "What the partner spent: receipts are not in the record, only payments are.",
        "the photo is no longer in the store",
        "Demonstration: panels, rounds and payments in this report are invented.",
    ):
        assert expected in text, expected
    digest = sha256(samples.donor_report())
    assert digest in text.replace(" ", "")


def test_an_almost_empty_project_still_has_a_report() -> None:
    text = words(printed(samples.empty_donor_report()))
    assert "The record does not say how much money was approved and paid." in text
    assert "Nothing is late; 14 things are not known" in text


def test_the_pbf_report_follows_its_form() -> None:
    text = words(printed(samples.pbf_progress(), key="pbf_progress"))
    for expected in (
        "Date of first transfer 22 Sep 2025",
        "Ends within six months yes",
        "2.1 National reconciliation",
        "■ Gender promotion",
        "□ Cross-border or regional",
        "Subtotal, direct 49,820.00 31,170.00 62%",
        "8 Indirect support, 7.0 per cent 3,487.40 2,181.90 62%",
        "Total 53,307.40 33,351.90 62%",
        "Longer than the form allows: 63 of 20 characters.",
        "Not answered.",
    ):
        assert expected in text, expected


def poisoned(value: Any, words: str, name: str = "") -> Any:
    """The same facts with every text that people can type replaced by these words."""
    if isinstance(value, str):
        return value if name in _NOT_TYPED else words
    if isinstance(value, tuple):
        return tuple(poisoned(part, words, name) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{key: poisoned(part, words, key) for key, part in own.items()})
    return value


@pytest.mark.parametrize("words_in", hostile.MARKUP + hostile.CONTROLS + hostile.SCRIPTS)
def test_hostile_words_in_every_field_are_only_printed(words_in: str) -> None:
    facts = poisoned(samples.donor_report(), words_in)
    if "\ud800" in words_in:
        with pytest.raises(ValueError, match="surrogate"):
            sha256(facts)
        return
    pdf = printed(facts, labels=bare)
    for forbidden in (b"/URI", b"/JavaScript", b"/EmbeddedFile", b"/Launch", b"/OpenAction", b"root:"):
        assert forbidden not in pdf
    if words_in in hostile.MARKUP:
        assert "".join(words_in.split()) in "".join(words(pdf).split())


@pytest.mark.parametrize(
    ("language", "words_in"), [("ar", "Well (done)."), ("en", "تم (نعم)."), ("fr", "تم (نعم).")]
)
@pytest.mark.parametrize("key", ["donor_report", "pbf_progress"])
def test_words_of_another_direction_are_drawn_in_one_piece(
    key: str, language: str, words_in: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every field of every report: no full stop at the wrong end, no bracket torn, no neighbour between."""
    sample: ReportFacts = samples.donor_report() if key == "donor_report" else samples.pbf_progress()
    facts = poisoned(sample, words_in)
    if isinstance(facts, PbfProgressFacts):  # its number stands before the words of a question
        facts = replace(facts, answers=tuple(replace(one, question="I.1") for one in facts.answers))
    drawn: list[str] = []
    original = TTFont.splitString

    def listening(self: Any, text: str, document: Any) -> Any:
        drawn.append(text)
        return original(self, text, document)

    monkeypatch.setattr(TTFont, "splitString", listening)
    ours = "كلمة" if language == "ar" else "word"
    printed(facts, language, lambda _vocabulary, _code: ours, key)
    whole = one_line(words_in, fonts.REGULAR, 9, 0 if language == "ar" else 1).text
    core = max(re.split(r"[ ().]+", whole), key=len)
    seen = [text for text in drawn if core in text]
    assert len(seen) > 20
    left, right = whole.split(" ")

    def without_broken_ends(text: str) -> str:
        """Where a line ends within the words, both parts are still theirs: the one at its edge is left out."""
        text = text if text.startswith(whole) else text.removeprefix(left)
        return text if text.endswith(whole) else text.removesuffix(right)

    kept = [without_broken_ends(text) for text in seen if text not in whole]
    assert [text for text in kept if text.count(core) != text.count(whole)] == []


def test_hostile_sizes_in_every_field_are_laid_out() -> None:
    for words_in in hostile.SIZES:
        for language in ("en", "ar"):
            text = pages(printed(poisoned(samples.donor_report(), words_in), language, bare))
            assert len(text) > 6


def test_text_of_20_000_characters_in_a_cell_is_printed_whole() -> None:
    facts = samples.donor_report()
    long = " ".join(f"word{number}" for number in range(2500))
    seen = replace(facts.visits[0], observations=long)
    text = words(printed(replace(facts, visits=(seen, facts.visits[1]))))
    assert set(re.findall(r"word\d+", text)) == {f"word{number}" for number in range(2500)}
