"""The Arabic catalogue as a reader meets it: its numbers, its marks and its words, entry by entry."""

import re
from typing import Final

import pytest
from babel import Locale

from qip_tracker.i18n import formats, use_language
from qip_tracker.i18n.catalogue import catalogue, forms_of, read

# The order of the forms in the translators' file.
CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")


def test_every_number_takes_the_form_of_its_category() -> None:
    spoken, cldr = catalogue("ar"), Locale("ar").plural_form
    for number in range(1200):
        assert CATEGORIES[spoken.category(number)] == cldr(number), number


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "يوم واحد"), (2, "يومان"), (3, "3 أيام"), (10, "10 أيام"), (11, "11 يومًا"), (99, "99 يومًا")]
    + [(100, "100 يوم"), (103, "103 أيام"), (112, "112 يومًا"), (200, "200 يوم")],
)
def test_the_counted_noun_has_its_number_and_case(days: int, words: str) -> None:
    with use_language("ar"):
        assert formats.age_days(days) == words
