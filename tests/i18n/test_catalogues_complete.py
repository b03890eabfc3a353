"""Every visible string of the product is translated, whole and with its placeholders, in every language."""

import pytest

from qip_tracker.i18n.catalogue import read
from qip_tracker.i18n.extract import TRANSLATED, extracted, missing


def test_every_string_is_translated_and_no_translation_is_left_over() -> None:
    source = extracted()
    left = [f"{language}: {fault}" for language in TRANSLATED for fault in missing(language, source)]
    assert not left, f"{len(left)} strings, the first: " + "; ".join(left[:10])


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_number_of_a_plural_is_the_one_that_is_always_filled_in(language: str) -> None:
    """`ngettext` fills in %(n)s by itself; a number under another name breaks the page that nobody passes it to."""
    plurals = [message.id for message in read(language) if message.id and not isinstance(message.id, str)]
    assert plurals
    assert not [forms for forms in plurals if "%(n)s" not in forms[1]]
