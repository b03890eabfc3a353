"""The checker finds what a reader would stumble over, and the update never guesses."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from qip_tracker.i18n import catalogue
from qip_tracker.i18n.extract import ROOT, extracted, faults, main, missing, update


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
    return [fault.partition(":")[0] for fault in faults(source, translated)]


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
    elsewhere = reasons(source_of("Approved", context="tranche"), translated_by("Approved", "Approuvé"))
    assert elsewhere == ["absent", "left over"]
    assert reasons(source_of(), translated_by("Money", "Argent")) == ["left over"]
    assert reasons(source_of("Visit"), translated_by(("Visit", "Visits"), ("Visite", "Visites"))) == [
        "absent",
        "left over",
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


@pytest.fixture
def sources(tmp_path: Path) -> Callable[..., Path]:
    """Make a checkout that says these messages, written as calls in Python."""

    def made(*calls: str) -> Path:
        root = tmp_path / "sources"
        (root / "qip_tracker").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "babel.cfg", root)
        (root / "qip_tracker" / "said.py").write_text("\n".join(calls), encoding="utf-8")
        return root

    return made


DAYS = 'ngettext("%(n)s day", "%(n)s days", n)'


def test_the_update_keeps_what_stands_brings_what_is_new_and_never_guesses(
    translators_files: Path, sources: Callable[..., Path]
) -> None:
    root = sources(
        *('_("Paid %(amount)s")', '_("Paid %(amount)s today")', DAYS, 'pgettext("tranche_state", "Approved")')
    )
    source = update("fr", root=root)
    text = catalogue.path_of("fr").read_text(encoding="utf-8")
    after = catalogue.read("fr")
    assert after.get("Paid %(amount)s").string == "%(amount)s versés"
    assert after.get("Approved", "tranche_state").string == "Approuvée"
    assert after.get("%(n)s day").string == ("%(n)s jour", "%(n)s jours")
    assert not after.get("Paid %(amount)s today").string
    assert after.get("Untranslated") is None and "#~" not in text and "fuzzy" not in text
    assert missing("fr", source) == ["untranslated: Paid %(amount)s today"]


def test_an_update_without_a_new_word_changes_no_byte(
    translators_files: Path, sources: Callable[..., Path]
) -> None:
    """Not even on another day, or every branch would differ from every other in its dates."""
    root = sources('_("Paid %(amount)s")', DAYS)
    update("fr", root=root)
    written = catalogue.path_of("fr")
    of_old = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "2001-02-03 04:05", written.read_text(encoding="utf-8"))
    assert "2001-02-03" in of_old
    written.write_text(of_old, encoding="utf-8")
    update("fr", root=root)
    assert written.read_text(encoding="utf-8") == of_old


def test_a_new_language_file_begins_empty_with_its_plural_forms(
    translators_files: Path, sources: Callable[..., Path]
) -> None:
    catalogue.path_of("ar").unlink()
    source = update("ar", root=sources('_("Money")', DAYS))
    begun = catalogue.read("ar")
    assert begun.num_plurals == 6
    assert "nplurals=6" in catalogue.path_of("ar").read_text(encoding="utf-8")
    assert len(missing("ar", source)) == 2


def test_the_check_fails_on_files_that_lack_words_and_changes_none(
    translators_files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in translators_files.rglob("*.po")}
    assert main(["--check"]) == 1
    assert "fr: absent: " in capsys.readouterr().err
    assert {path: path.read_bytes() for path in translators_files.rglob("*") if path.is_file()} == before
