"""Every reason for which text is refused has words."""

import inspect
import re

import pytest

from qip_tracker.domain.kernel import parsing
from qip_tracker.domain.kernel.parsing import ParseError, parse_amount
from qip_tracker.i18n.parse_errors import PARSE_ERRORS, words_for


def test_every_code_in_the_parsers_has_words() -> None:
    written = set(
        re.findall(r'"((?:amount|integer|percent|date|coordinate|text)\.\w+)"', inspect.getsource(parsing))
    )
    assert written and written <= set(PARSE_ERRORS)


@pytest.mark.parametrize(
    ("text", "words"),
    [("１", "Use the figures 0 to 9."), ("", "Enter an amount."), ("-1", "An amount cannot be below zero.")],
)
def test_words_for_an_error(text: str, words: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_amount(text, "USD")
    assert words_for(refused.value) == words
