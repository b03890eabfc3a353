"""The checker finds what a reader would stumble over, and the update never guesses."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from qip_tracker.i18n import catalogue
from qip_tracker.i18n.extract import ROOT, extracted, faults_of, missing, update


def source_of(*messages: str | tuple[str, str], context: str | None = None) -> Catalog:
    source = Catalog()
    for message in messages:
        source.add(message, context=context)
    return source


def translated_by(message: str | tuple[str, str], string: object, **options: object) -> Catalog:
    translated = Catalog(locale="ar" if isinstance(string, tuple) and len(string) == 6 else "fr")
    translated.add(message, string, **options)
    return translated


def reasons(source: Catalog, translated: Catalog) -> list[str]:
    return [fault.reason for fault in faults_of("fr", source, translated)]


@pytest.mark.parametrize(
    ("message", "string", "found"),
    [
        ("Money", "Argent", []),
        ("Money", "", ["untranslated"]),
        ("Paid %(amount)s", "%(amount)s versés", []),
        ("Paid %(amount)s", "versés", ["placeholders"]),
        ("Paid %(amount)s", "%(montant)s versés", ["placeholders"]),
        ("Paid %(amount)s", "%(amount)s versés à %(qui)s", ["placeholders"]),
        ("Paid %(amount)s", "%(amount)s soit 80 % versés", ["placeholders"]),
        ("Paid %(amount)s", "%(amount)s soit 80 %% versés", []),
        ("Done 80 %", "Fait à 80 %", []),
        ("Money", "Argent %(amount)s", ["placeholders"]),
        (("%(n)s day", "%(n)s days"), ("%(n)s jour", "%(n)s jours"), []),
        (("%(n)s day", "%(n)s days"), ("un jour", "%(n)s jours"), []),
        (("%(n)s day", "%(n)s days"), ("%(n)s jour", ""), ["untranslated"]),
        (("%(n)s day", "%(n)s days"), ("%(n)s jour", "%(m)s jours"), ["placeholders"]),
        (("%(n)s of %(who)s", "%(n)s of %(who)s"), ("%(n)s", "%(n)s de %(who)s"), ["placeholders"]),
        (("%(n)s day", "%(n)s days"), ("a", "b", "%(n)s c", "%(n)s d", "%(n)s e", "%(n)s f"), []),
    ],
)
def test_what_is_wrong_with_a_translation(
    message: str | tuple[str, str], string: object, found: list[str]
) -> None:
    assert reasons(source_of(message), translated_by(message, string)) == found


def test_absent_guessed_and_misplaced_strings() -> None:
    assert reasons(source_of("Money"), Catalog(locale="fr")) == ["absent"]
    assert reasons(source_of("Money"), translated_by("Money", "Argent", flags=["fuzzy"])) == ["untranslated"]
    assert reasons(source_of("Approved", context="tranche"), translated_by("Approved", "Approuvé")) == [
        "absent"
    ]
    too_few = translated_by(("%(n)s day", "%(n)s days"), ("%(n)s jour",))
    assert reasons(source_of(("%(n)s day", "%(n)s days")), too_few) == ["plural_forms"]


@pytest.fixture
def small_tree(tmp_path: Path) -> Path:
    (tmp_path / "babel.cfg").write_text((ROOT / "babel.cfg").read_text(encoding="utf-8"), encoding="utf-8")
    room = tmp_path / "qip_tracker" / "web"
    room.mkdir(parents=True)
    (room / "routes.py").write_text(
        '_("From Python")\nlazy("Lazy")\nngettext("%(n)s a", "%(n)s b", n)\npgettext("here", "Placed")\n'
        'lazy_in("there", "Placed")\nother("Not a message")\n_(variable)\n',
        encoding="utf-8",
    )
    parts = tmp_path / "templates" / "_components"
    parts.mkdir(parents=True)
    (parts / "card.html").write_text(
        '{{ _("From a part: %(x)s", x=1) }}{{ ngettext("%(n)s c", "%(n)s d", 2) }}', encoding="utf-8"
    )
    mail = tmp_path / "templates" / "mail"
    mail.mkdir()
    (mail / "late.txt").write_text('{{ _("From a mail") }}', encoding="utf-8")
    return tmp_path


def test_strings_are_found_in_python_templates_parts_and_mail(small_tree: Path) -> None:
    found = {(message.context, message.id) for message in extracted(small_tree) if message.id}
    assert found == {
        (None, "From Python"),
        (None, "Lazy"),
        (None, ("%(n)s a", "%(n)s b")),
        ("here", "Placed"),
        ("there", "Placed"),
        (None, "From a part: %(x)s"),
        (None, ("%(n)s c", "%(n)s d")),
        (None, "From a mail"),
    }


def test_a_template_that_does_not_parse_is_not_passed_over(small_tree: Path) -> None:
    (small_tree / "templates" / "broken.html").write_text('{{ _("Lost") ', encoding="utf-8")
    with pytest.raises(Exception, match=r"broken|unexpected|end of"):
        extracted(small_tree)


def test_every_line_of_the_sources_of_the_product_is_reachable() -> None:
    found = {message.id for message in extracted() if message.id}
    # One from a template whose folder begins with an underscore, one from the labels, one from the formats.
    assert {"Skip to main content", "Head of Mission", ("%(n)s week", "%(n)s weeks")} <= found


def test_the_update_keeps_what_stands_brings_what_is_new_and_never_guesses(translators_files: Path) -> None:
    source = source_of("Paid %(amount)s", "Paid %(amount)s today", ("%(n)s day", "%(n)s days"))
    source.add("Approved", context="tranche_state")
    update("fr", source)
    text = catalogue.path_of("fr").read_text(encoding="utf-8")
    after = catalogue.read("fr")
    assert after.get("Paid %(amount)s").string == "%(amount)s versés"
    assert after.get("Approved", "tranche_state").string == "Approuvée"
    assert after.get("%(n)s day").string == ("%(n)s jour", "%(n)s jours")
    assert not after.get("Paid %(amount)s today").string
    assert after.get("Untranslated") is None and "#~" not in text and "fuzzy" not in text
    assert [fault.message for fault in missing("fr", source)] == ["Paid %(amount)s today"]
    update("fr", source)
    assert catalogue.path_of("fr").read_text(encoding="utf-8") == text


def test_a_new_language_file_begins_empty_with_its_plural_forms(translators_files: Path) -> None:
    catalogue.path_of("ar").unlink()
    update("ar", source_of("Money", ("%(n)s day", "%(n)s days")))
    begun = catalogue.read("ar")
    assert begun.num_plurals == 6
    assert len(missing("ar", source_of("Money", ("%(n)s day", "%(n)s days")))) == 2
