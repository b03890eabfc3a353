"""Our short path against Babel's long one, and the order that design asks for."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from babel import Locale, numbers
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from qip_tracker.domain.kernel.money import UnknownCurrency, to_decimal
from qip_tracker.i18n import LANGUAGES, formats, use_language

MARKS = str.maketrans("", "", "\u200e\u200f")
MONEY_PATTERNS = {"en": "¤¤ #,##0{0}", "fr": "#,##0{0}\u00a0¤¤", "ar": "#,##0{0}\u00a0¤¤"}
DAY_PATTERN = "d MMM y"


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_as_babel_writes_it(language: str) -> None:
    chance = random.Random(language)
    with use_language(language):
        for _ in range(600):
            currency, fraction = chance.choice([("JPY", ""), ("XAF", ""), ("USD", ".00"), ("TND", ".000")])
            minor = chance.randrange(-(10**4), 10 ** chance.randrange(5, 15))
            expected = numbers.format_currency(
                to_decimal(minor, currency),
                currency,
                format=MONEY_PATTERNS[language].format(fraction),
                locale=language,
                currency_digits=False,
                numbering_system="latn",
            )
            assert formats.money(minor, currency).translate(MARKS) == expected.translate(MARKS)


def test_money_in_the_order_of_the_design() -> None:
    assert formats.money(2_496_100, "USD") == "USD 24,961.00"
    assert formats.money(-5, "TND") == "-TND 0.005"
    assert formats.amount(2_496_100, "USD") == "24,961.00"
    assert formats.money(None, "USD") == formats.amount(None, "USD") == "–"
    with use_language("fr"):
        assert formats.money(2_496_100, "USD") == "24\u202f961,00\u00a0USD"
        assert formats.money(27_830_000, "XAF") == "27\u202f830\u202f000\u00a0XAF"
    with use_language("ar"):
        assert formats.money(2_496_100, "USD") == "\u200f24,961.00\u00a0USD"
    with pytest.raises(UnknownCurrency):
        formats.money(1, "XXX")


@given(st.integers(-(10**12), 10**12), st.sampled_from(LANGUAGES))
def test_whole_numbers_as_babel_writes_them(value: int, language: str) -> None:
    with use_language(language):
        expected = numbers.format_decimal(value, locale=language, numbering_system="latn")
        assert formats.number(value).translate(MARKS) == expected


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3), st.sampled_from(LANGUAGES))
def test_decimals_and_percents_as_babel_writes_them(value: Decimal, places: int, language: str) -> None:
    zeros = "." + "0" * places if places else ""
    expected = numbers.format_decimal(value, format=f"#,##0{zeros}", locale=language, numbering_system="latn")
    # Babel writes a minus before a value that rounds to zero; nobody wants to read "-0".
    expected = expected.removeprefix("-") if not expected.strip("-0.,") else expected
    with use_language(language):
        assert formats.decimal(value, places).translate(MARKS) == expected
        assert formats.percent(value, places).translate(MARKS) == expected + (
            "\u00a0%" if language == "fr" else "%"
        )


def test_percent_signs_are_those_of_the_languages() -> None:
    for language in LANGUAGES:
        with use_language(language):
            expected = numbers.format_percent(Decimal("0.8"), locale=language, numbering_system="latn")
            assert formats.percent(80) == expected.translate(MARKS)
    assert formats.percent(12.5, 1) == "12.5%"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(LANGUAGES))
def test_days_as_babel_writes_them(day: date, language: str) -> None:
    with use_language(language):
        assert formats.date(day) == format_date(day, DAY_PATTERN, locale=language)


def test_days_in_the_order_of_the_design() -> None:
    day = date(2026, 3, 12)
    written = {"en": "12 Mar 2026", "fr": "12 mars 2026", "ar": "12 مارس 2026"}
    for language, text in written.items():
        with use_language(language):
            assert formats.date(day) == formats.partial_date(2026, 3, 12) == text
    assert formats.date(None) == "–"


def test_dates_as_far_as_they_are_known() -> None:
    assert (formats.partial_date(2010), formats.partial_date(2019, 7)) == ("2010", "Jul 2019")
    with use_language("fr"):
        assert formats.partial_date(2019, 7) == "juil. 2019"


def test_moments_on_the_clock_of_the_mission() -> None:
    moment = datetime(2026, 3, 12, 23, 5, tzinfo=UTC)
    assert formats.datetime(moment) == "12 Mar 2026, 23:05"
    assert formats.datetime(moment, "Africa/Bangui") == "13 Mar 2026, 00:05"
    with use_language("ar"):
        assert formats.datetime(moment) == "12 مارس 2026، 23:05"
    assert formats.datetime(None) == "–"
    with pytest.raises(ValueError):
        formats.datetime(moment.replace(tzinfo=None))


def test_lengths_in_words() -> None:
    assert (formats.age_days(1), formats.age_days(12)) == ("1 day", "12 days")
    assert (formats.waiting(0), formats.waiting(1), formats.waiting(12)) == (
        "waiting since today",
        "waiting 1 day",
        "waiting 12 days",
    )
    assert (formats.late(1), formats.late(40)) == ("1 day late", "40 days late")
    assert (formats.weeks(1), formats.weeks(26)) == ("1 week", "26 weeks")


def test_names_of_countries_and_currencies() -> None:
    assert formats.country("CF") == "Central African Republic"
    with use_language("fr"):
        assert formats.country("CF") == Locale("fr").territories["CF"]
        assert formats.currency_name("XAF") == Locale("fr").currencies["XAF"]
    with pytest.raises(KeyError):
        formats.country("QQ")


def test_every_country_that_is_offered_has_a_name_in_every_language() -> None:
    assert len(formats.country_codes()) > 200
    for language in LANGUAGES:
        with use_language(language):
            assert all(formats.country(code) for code in formats.country_codes())


def test_arabic_keeps_western_digits() -> None:
    with use_language("ar"):
        for offset in range(0, 400, 7):
            text = formats.date(date(2026, 1, 1) + timedelta(days=offset)) + formats.money(
                offset * 997, "USD"
            )
            assert not any("\u0660" <= character <= "\u06f9" and character.isdigit() for character in text)


@pytest.mark.parametrize(
    ("language", "given", "shown"),
    [
        ("en", "604.80", "604.80"),
        ("fr", "604.80", "604,80"),
        ("fr", "601.445", "601,445"),
        ("fr", "1", "1"),
        ("fr", "12500.5", "12\u202f500,5"),
    ],
)
def test_a_rate_keeps_the_decimals_it_was_given(language: str, given: str, shown: str) -> None:
    with use_language(language):
        assert formats.exchange_rate(given) == shown
