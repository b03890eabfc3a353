"""A small set of translators' files with the traits real ones have: plurals, contexts, gaps and slips."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qip_tracker.i18n import catalogue

HEADER = """msgid ""
msgstr ""
"Language: {0}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {1}\\n"
"""
FRENCH = """
msgid "Paid %(amount)s"
msgstr "%(amount)s versés"

msgid "Slip %(amount)s"
msgstr "Faux pas %(montant)s"

msgid "Broken %(amount)s"
msgstr "Cassé %(amount) de 100 %"

msgid "100 % done"
msgstr "fait à 100 %"

msgid "Untranslated"
msgstr ""

#, fuzzy
msgid "Guessed"
msgstr "Deviné"

msgctxt "tranche_state"
msgid "Approved"
msgstr "Approuvée"

msgctxt "project_state"
msgid "Approved"
msgstr "Approuvé"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s jour"
msgstr[1] "%(n)s jours"

msgid "Visit"
msgid_plural "%(n)s visits"
msgstr[0] "Visite"
msgstr[1] "%(n)s visites"

msgid "one"
msgid_plural "many"
msgstr[0] "un"
msgstr[1] ""
"""
ARABIC = """
msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "لا أيام"
msgstr[1] "يوم واحد"
msgstr[2] "يومان"
msgstr[3] "%(n)s أيام"
msgstr[4] "%(n)s يومًا"
msgstr[5] "%(n)s يوم"

msgid "Visit"
msgid_plural "%(n)s visits"
msgstr[0] "لا زيارات"
msgstr[1] "زيارة"
msgstr[2] "زيارتان"
msgstr[3] "%(n)s زيارات"
msgstr[4] "%(n)s زيارة"
msgstr[5] "%(n)s زيارة"
"""
FRENCH_PLURALS = "nplurals=2; plural=(n > 1);"
ARABIC_PLURALS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)


@pytest.fixture
def translators_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files in a folder of their own, read by the real reader instead of those of the product."""
    for language, entries, plurals in (("fr", FRENCH, FRENCH_PLURALS), ("ar", ARABIC, ARABIC_PLURALS)):
        path = tmp_path / language / "messages.po"
        path.parent.mkdir()
        path.write_text(HEADER.format(language, plurals) + entries, encoding="utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUES", tmp_path)
    catalogue.catalogue.cache_clear()
    yield tmp_path
    catalogue.catalogue.cache_clear()
