"""The Arabic catalogue as a reader meets it: its numbers, its marks and its words, entry by entry."""

import re
from typing import Final

import pytest
from babel import Locale
from babel.messages.catalog import Message
from markupsafe import Markup

from qip_tracker.i18n import _, formats, isolated, listed, use_language
from qip_tracker.i18n.catalogue import catalogue, forms_of, read

# The order of the forms in the translators' file.
CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
COUNTED: Final = {
    1: "يوم واحد",
    2: "يومان",
    3: "3 أيام",
    10: "10 أيام",
    11: "11 يومًا",
    99: "99 يومًا",
    100: "100 يوم",
    103: "103 أيام",
    112: "112 يومًا",
    200: "200 يوم",
}
ARABIC: Final = "[\u0621-\u0652]"
PLACEHOLDER: Final = re.compile(r"%\(\w+\)s")
# What a native reader struck out, and the word of the glossary that stands instead.
STRUCK_OUT: Final = {
    "مدقق": "مراجع الحسابات",
    "جهة الاتصال": "جهة التنسيق",
    "النوع الاجتماعي": "المساواة بين الجنسين",
    "مفتاح": "تأكيد",
    "المُسلّم": "المتحقق",
    "مؤلف المقترح": "مُعِدّ المقترح",
    "في المئة": "في المائة",
    "كلفة": "تكلفة",
    "المصادقة": "التصديق",
    "مسؤول مشاريع": "موظف البرنامج",
}
# The words of the product whose Arabic must not wander: English, and the stem every entry with it has to show.
TERMS: Final = {
    r"\btranches?\b": "دفع",
    r"\bco-owners?\b": "ملكي",
    r"\bpanels?\b(?! of solar| said”)": "فريق|أفرقة|مجموعة",
    r"\bmilestones?\b": "مرحل|مراحل",
    r"\bfocal point\b": "جهة التنسيق",
    r"\bimplementing partner\b": "منفذ",
    r"\bquick impact projects?\b": "السريعة الأثر|سريعة الأثر|سريع الأثر",
    r"\bballots?\b": "أوراق|ورق|بطاق",
    r"\bauditors?\b": "مراجع",
    r"\baudit trail\b": "سجل التدقيق",
    r"\bwithheld to protect\b": "حمايةً",
    r"\bgender\b(?! promotion)": "بين الجنسين",
    r"\bcommunity\b(?!-|'s panel)": "مجتمع|الأهالي|المحلي",
    r"\bceiling\b": "السقف",
    r"\bquorum\b": "نصاب",
}


def entries() -> list[tuple[Message, str]]:
    return [(message, text) for message in read("ar") if message.id for text in forms_of(message)]


def source_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def listed_faults(pattern: str) -> list[str]:
    return [text for _message, text in entries() if re.search(pattern, text)]


def test_every_number_takes_the_form_of_its_category() -> None:
    one, many = "%(n)s day", "%(n)s days"
    forms, cldr = forms_of(read("ar").get(one)), Locale("ar").plural_form
    assert len(set(forms)) == len(CATEGORIES)
    for number in range(1200):
        assert CATEGORIES[forms.index(catalogue("ar").ngettext(one, many, number))] == cldr(number), number


@pytest.mark.parametrize(("days", "words"), COUNTED.items())
def test_the_counted_noun_has_its_number_and_case(days: int, words: str) -> None:
    with use_language("ar"):
        assert formats.age_days(days) == words


@pytest.mark.parametrize("mark", [",", ";", r"\?", '"', "[“”]"])
def test_marks_beside_arabic_words_are_arabic(mark: str) -> None:
    assert not listed_faults(rf"{ARABIC}{mark}|{mark}{ARABIC}|%\(\w+\)s{mark} ?{ARABIC}")


def test_quotation_marks_stand_in_pairs() -> None:
    assert not [text for _message, text in entries() if text.count("«") != text.count("»")]


def test_a_full_stop_ends_an_entry_where_it_ends_the_source() -> None:
    torn = []
    for message, text in entries():
        source = source_of(message)
        if (source[-1] in ".:" and text[-1] != source[-1]) or (
            text.endswith(".") and not source.endswith(".")
        ):
            torn.append((source, text))
    assert not torn


def test_spaces_and_marks_do_not_stand_apart_or_twice() -> None:
    assert not listed_faults(r" [،؛؟.:](?: |$)|  |،،|\.\.|^\s|\s$|[،؛؟](?=[^\s»)])")


def test_digits_are_western_and_nothing_is_stretched() -> None:
    assert not listed_faults("[\u0660-\u0669\u06f0-\u06f9\u0640]")


def test_the_tanwin_stands_before_its_alef() -> None:
    assert not listed_faults("\u0627\u064b")


def test_the_common_slips_of_the_hamza_are_absent() -> None:
    assert not listed_faults(
        r"(?<![\u0621-\u0652])(?:الى|ان|او|اذا|اول|افرغ|اضف|اختار|انشاء|اضافة|الغاء)(?![\u0621-\u0652])"
    )


@pytest.mark.parametrize("word", STRUCK_OUT)
def test_a_word_that_was_struck_out_does_not_return(word: str) -> None:
    found = listed_faults(rf"(?<![\u0621-\u0652]){word}|ال{word}")
    assert not found, f"write {STRUCK_OUT[word]}"


@pytest.mark.parametrize("term", TERMS)
def test_one_word_a_term(term: str) -> None:
    wandering = []
    for message in read("ar"):
        words = PLACEHOLDER.sub("", source_of(message))
        if re.search(term, words, re.IGNORECASE) and not re.search(TERMS[term], " ".join(forms_of(message))):
            wandering.append((words, forms_of(message)))
    assert not wandering


def test_people_are_not_named_in_the_masculine_past_in_the_audit_trail() -> None:
    """Who acted may be a woman: an act is a noun, and none begins like the past tense of a man."""
    acts = [text for message, text in entries() if message.context == "audit_action"]
    assert len(acts) > 50
    assert not [text for text in acts if re.match(r"أ|\S*ّ", text)]


def test_a_latin_name_in_an_arabic_sentence_keeps_its_own_stops() -> None:
    with use_language("ar"):
        said = _("%(stage)s: round closed on %(day)s", stage="Aguelhok (Ltd.)", day="x")
        assert said.startswith("\u200f\u2068Aguelhok (Ltd.)\u2069: ")
        assert isolated("سوق (المدينة)") == "سوق (المدينة)"
        assert listed(["Gao", "مالي"]) == "\u200f\u2068Gao\u2069، مالي"
    with use_language("en"):
        assert listed(["Gao", "مالي"]) == "Gao, \u2068مالي\u2069"


def test_markup_in_a_sentence_is_left_alone() -> None:
    with use_language("ar"):
        said = _("Welcome, %(person)s", person=Markup("<bdi>A</bdi>"))
    assert "\u2068" not in said
