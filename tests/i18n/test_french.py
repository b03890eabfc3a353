"""What holds over every French string: its typography, and one French word for each term of the glossary."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from qip_tracker.i18n.catalogue import forms_of, read

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
FAULTS = {
    "a typewriter's apostrophe or quote": r"['\"]",
    "three dots for an ellipsis": r"\.\.\.",
    "no narrow no-break space before a double sign": r"[^\u202f:;!?][;:!?](?=[\s»”)]|$)",
    "no narrow no-break space before a percent sign": r"[^\u202f%](?:%%|%(?!\())",
    "no narrow no-break space inside quotes": r"«(?!\u202f)|(?<!\u202f)»",
    "no narrow no-break space after n°": r"n°(?!\u202f)",
    "a second space": r"\s\s",
}
# Words that stood for a term of the glossary and do not any more.
RETIRED = {
    "panel": r"\bpanels?\b",
    "round": r"\btours?\b",
    "co-owner": r"copropri|codétent",
    "audit trail": r"piste d’audit",
    "close": r"\bclo(?:s|se|ses|re)\b|\bclôt\b",
    "consent": r"consentement",
    "management body": r"organe de gestion",
    "budget for QIPs": r"\bQIPs?\b(?! Tracker)",
    "policy number": r"chiffres? de politique",
    "withheld": r"\bretenue?s?\b",
    "handover": r"rétrocession",
}


@cache
def strings() -> tuple[tuple[Message, str], ...]:
    return tuple((message, form) for message in read("fr") if message.id for form in forms_of(message))


def terms() -> dict[str, str]:
    """The glossary's English terms in lower case, each with its French word; what stands in brackets explains."""
    found = {}
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) < 3 or cells[0] in ("English", "code") or cells[0].startswith("-"):
            continue
        english, french = cells[1:3] if re.fullmatch("[A-Z_]{3,5}", cells[0]) else cells[:2]
        bare = re.sub(r" \(.*?\)", "", english).lower()
        found[bare] = re.sub(r" \(.*?\)", "", french).lower().replace("'", "’")
    return found


def words_for(label: str, settled: dict[str, str]) -> set[str]:
    """A short label may stand for a longer term: "Agreement" heads the column of the agreement in a group."""
    return {
        french for english, french in settled.items() if english == label or english.startswith(f"{label} ")
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_typography(fault: str) -> None:
    found = [form for _message, form in strings() if re.search(FAULTS[fault], form)]
    assert not found, f"{fault}: {found[:10]}"


@pytest.mark.parametrize("term", RETIRED)
def test_no_second_word_for_a_term(term: str) -> None:
    words = (re.sub(r"%\(\w+\)s", "", form) for _message, form in strings())
    found = [form for form in words if re.search(RETIRED[term], form, re.IGNORECASE)]
    assert not found, f"{term}: {found[:10]}"


def test_a_label_that_is_a_term_says_the_word_of_the_glossary() -> None:
    settled = terms()
    labels = [
        (message, form)
        for message, form in strings()
        if isinstance(message.id, str) and message.id.lower() in settled
    ]
    assert len(labels) > 100, "the glossary was not read"
    others = {
        message.id: form
        for message, form in labels
        if form.lower() not in words_for(message.id.lower(), settled)
    }
    assert not others


def test_a_sentence_ends_in_french_as_it_does_in_english() -> None:
    """A full stop lost or added turns a sentence into a label, or a label into a sentence."""
    ends = {
        message.id: form
        for message, form in strings()
        if isinstance(message.id, str) and (message.id[-1] in ".?:") != (form[-1] in ".?:")
    }
    assert not ends
