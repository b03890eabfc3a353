"""Words in the language spoken now, and English wherever a translation is missing or wrong."""

import json

import pytest
from markupsafe import escape

from qip_tracker.i18n import _, json_default, lazy, lazy_in, ngettext, pgettext, use_language

pytestmark = pytest.mark.usefixtures("translators_files")


def test_translations_and_their_placeholders() -> None:
    assert _("Paid %(amount)s", amount="USD 5.00") == "Paid USD 5.00"
    with use_language("fr"):
        assert _("Paid %(amount)s", amount="5,00 USD") == "5,00 USD versés"
        assert _("100 % done") == "fait à 100 %"


@pytest.mark.parametrize("message", ["Untranslated", "Guessed", "Never seen", ""])
def test_what_is_not_translated_is_said_in_english(message: str) -> None:
    with use_language("fr"):
        assert _(message) == message


def test_a_translators_slip_never_breaks_a_page() -> None:
    with use_language("fr"):
        assert _("Slip %(amount)s", amount=5) == "Slip 5"
        assert _("Broken %(amount)s", amount=5) == "Broken 5"


def test_our_own_slip_is_heard() -> None:
    for language in ("en", "fr"):
        with use_language(language), pytest.raises(KeyError):
            _("Paid %(sum)s", amount=5)


def test_one_english_word_in_two_contexts() -> None:
    assert pgettext("tranche_state", "Approved") == "Approved"
    with use_language("fr"):
        assert pgettext("tranche_state", "Approved") == "Approuvée"
        assert pgettext("project_state", "Approved") == "Approuvé"
        assert pgettext("decision", "Approved") == "Approved"
        assert _("Approved") == "Approved"


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 0, "0 days"),
        ("en", 1, "1 day"),
        ("en", 1200, "1,200 days"),
        ("fr", 0, "0 jour"),
        ("fr", 1, "1 jour"),
        ("fr", 2, "2 jours"),
        ("fr", 1200, "1\u202f200 jours"),
        ("ar", 0, "لا أيام"),
        ("ar", 1, "يوم واحد"),
        ("ar", 2, "يومان"),
        ("ar", 3, "3 أيام"),
        ("ar", 11, "11 يومًا"),
        ("ar", 100, "100 يوم"),
        ("ar", 103, "103 أيام"),
    ],
)
def test_plurals_of_each_language(language: str, number: int, text: str) -> None:
    with use_language(language):
        assert ngettext("%(n)s day", "%(n)s days", number) == text


def test_the_singular_of_a_plural_entry_stands_alone_too() -> None:
    for language, text in (("fr", "Visite"), ("ar", "زيارة")):
        with use_language(language):
            assert _("Visit") == text


def test_half_translated_plurals_fall_back_whole() -> None:
    with use_language("fr"):
        assert (ngettext("one", "many", 1), ngettext("one", "many", 5)) == ("one", "many")


def test_lazy_messages_speak_when_they_are_shown() -> None:
    plain, placed = lazy("Paid %(amount)s", amount="5"), lazy_in("tranche_state", "Approved")
    with use_language("fr"):
        assert (str(plain), f"{placed:>10}") == ("5 versés", " Approuvée")
        assert escape(placed) == "Approuvée"
        assert json.loads(json.dumps({"label": placed}, default=json_default)) == {"label": "Approuvée"}
    assert (str(plain), str(placed)) == ("Paid 5", "Approved")
    assert escape(lazy("<b>")) == "&lt;b&gt;"
    assert lazy("a") == lazy("a") != lazy("b")
    assert not lazy("")


def test_nothing_else_slips_into_json() -> None:
    with pytest.raises(TypeError):
        json.dumps({"label": object()}, default=json_default)
