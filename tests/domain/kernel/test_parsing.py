"""Every parser gives a value or a `ParseError`, whatever is typed, pasted or sent."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qip_tracker.domain.kernel.dates import PartialDate
from qip_tracker.domain.kernel.parsing import (
    ParseError,
    clean_text,
    parse_amount,
    parse_coordinate,
    parse_date,
    parse_integer,
    parse_partial_date,
    parse_percent,
)
from qip_tracker.i18n.parse_errors import PARSE_ERRORS

NUMBERS = [
    "１２", "²", "½", "٣٤", "۱۲", "१२", "Ⅻ", "①", "一", "1_0", "_1", "1__0", "0x1F", "0b1", "0o7", "1e5", "1E400",
    "NaN", "nan", "sNaN", "inf", "Infinity", "-inf", "∞", "+1", "--1", "-", "+", ".", ",", ".,", ",.", "..", " . ",
    "1.2.3", "1,2,3", "1,23,456", "12,34", "1,2345,678", "1.234,567.89", "1,234.567,89", "1 2", "12 34", "1  234",
    "1\t234", "1\n234", "1 234,567 890", "1'23", "1,234 567", "0,000,001", "0.500", "00 500", "1/2", "1;2", "1:30",
    "$5", "5 $", "EUR 5", "USDUSD 5", "5 USD USD", "USD", "=1+1", "@SUM(1)", "1)", "(5)", "<b>5</b>", "5%", "five",
    "1\x00", "\x00", "\ud800", "1\ud8005", "1\u202e2", "1\u200b2", "\ufeff1 x", "1\u0301", "9" * 40, "9" * 61,
    "9" * 5000, "1" + "0" * 17, "1" + ",000" * 14, "1 000 000 000 000 000 000", "-1", "\u22121", "−5,00", "5-", "'5",
    "5'", "' ' '", "\u202f", "1\u202f23", "1\u00a023", "؋5", "٫5", "1٬234", "NULL", "None", "true", "{}", "[]", "1+1j",
]  # fmt: skip
DATES = [
    "2024-W01-1", "20240312", "2024-072", "2024-3-12", "2024-03-1", "2024-02-30", "2023-02-29", "2024-13-01",
    "2024-00-10", "2024-01-00", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "-2024-01-01", "+2024-01-01",
    "2024/03/12", "12.03.2024", "12 Mar 2026", "2024-03-12T00:00", "2024-03-12 00:00:00", "2024-03-12Z",
    "２０２４-03-12", "2024-03-1２", "٢٠٢٤-٠٣-١٢", "2024‐03‐12", "2024–03–12", "2024-03-12\x00", "2024-03-12\n2024",
    "today", "now",
    "2024-03-12-01", "--03-12", "2024-", "-", "2024--12", "0", "1e3", "\ud800", "9" * 5000, "2024-03-12" + " " * 99,
    "1899-12-31", "2201-01-01", "2024-99-99", "NaN", "<script>", "'; DROP TABLE project; --",
]  # fmt: skip
COORDINATES = [
    "90.0000001e1", "91", "-91", "1e1", "NaN", "inf", "-inf", "４.5", "٤", "4°23'", "4.39N", "N4.39", "4,39,1", "4.",
    ".4", "--4", "+4", "4_0", "0x4", "4 .3", "4.3947, 18.5582", "9" * 5000, "1000", "4.12345678901", "\x00", "\ud800",
    "", " ",
]  # fmt: skip


def test_there_are_more_than_120_hostile_inputs() -> None:
    assert len({*NUMBERS, *DATES, *COORDINATES}) > 160


@pytest.mark.parametrize("text", NUMBERS)
def test_hostile_amounts(text: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_amount(text, "XAF")
    assert refused.value.code.startswith("amount.") and refused.value.code in PARSE_ERRORS


# What is no franc but is another kind of number.
PERCENTS = {"5%"}


@pytest.mark.parametrize("text", NUMBERS)
def test_hostile_integers_and_percents(text: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_integer(text)
    assert refused.value.code.startswith("integer.")
    if text not in PERCENTS:
        with pytest.raises(ParseError) as refused:
            parse_percent(text)
        assert refused.value.code.startswith("percent.")


@pytest.mark.parametrize("text", DATES)
def test_hostile_dates(text: str) -> None:
    for parse in (parse_date, parse_partial_date):
        with pytest.raises(ParseError) as refused:
            parse(text)
        assert refused.value.code.startswith("date.")


@pytest.mark.parametrize("text", COORDINATES)
def test_hostile_coordinates(text: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_coordinate(text, "latitude")
    assert refused.value.code.startswith("coordinate.")


PARSERS: list[Callable[[str], object]] = [
    lambda text: parse_amount(text, "USD"),
    lambda text: parse_amount(text, "TND"),
    lambda text: parse_amount(text, "XXX"),
    parse_integer,
    lambda text: parse_integer(text, minimum=-10),
    parse_percent,
    parse_date,
    parse_partial_date,
    lambda text: parse_coordinate(text, "latitude"),
    lambda text: clean_text(text, 40),
    lambda text: clean_text(text, 40, lines=False),
]


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("value", [None, 5, 5.0, b"5", [], {}, object(), True])
def test_what_is_not_text_is_refused_the_same_way(parse: Callable[[object], object], value: object) -> None:
    with pytest.raises(ParseError):
        parse(value)


@given(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=80)
    | st.text("0123456789 .,'-%\u202fUSD", max_size=24)
)
def test_no_text_makes_a_parser_raise_anything_else(text: str) -> None:
    for parse in PARSERS:
        try:
            parse(text)
        except ParseError as refused:
            assert refused.code in PARSE_ERRORS


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("27 830 000", "XAF", 27_830_000),
        ("27\u202f830\u202f000", "XAF", 27_830_000),
        ("27\u00a0830\u00a0000 XAF", "XAF", 27_830_000),
        ("27,830,000", "XAF", 27_830_000),
        ("27.830.000", "XAF", 27_830_000),
        ("1000.00", "XAF", 1_000),
        ("1000,0", "XAF", 1_000),
        ("24,961.00", "USD", 2_496_100),
        ("24 961,00", "USD", 2_496_100),
        ("24.961,00", "USD", 2_496_100),
        ("24'961.00", "USD", 2_496_100),
        ("24’961.00", "USD", 2_496_100),
        ("USD 24,961.00", "USD", 2_496_100),
        ("24 961,00 USD", "USD", 2_496_100),
        ("\u200f24,961.00\u00a0USD", "USD", 2_496_100),
        ("24961", "USD", 2_496_100),
        ("1,5", "USD", 150),
        ("1.5", "USD", 150),
        ("0.05", "USD", 5),
        ("0", "USD", 0),
        ("007", "USD", 700),
        (" 12 ", "USD", 1_200),
        ("1 234 567.8", "USD", 123_456_780),
        # The documented rule for one sign with three figures behind it.
        ("1,234", "USD", 123_400),
        ("1.234", "USD", 123_400),
        ("1,234", "XAF", 1_234),
        ("1,234", "TND", 1_234),
        ("1.234", "TND", 1_234),
        ("1 234", "TND", 1_234_000),
        ("0.500", "TND", 500),
        ("9999999999999.99", "USD", 999_999_999_999_999),
    ],
)
def test_amounts_as_people_write_them(text: str, currency: str, minor: int) -> None:
    assert parse_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("", "USD", "amount.missing"),
        ("  ", "USD", "amount.missing"),
        ("5", "XXX", "amount.currency"),
        ("１２", "USD", "amount.digits"),
        ("-5", "USD", "amount.negative"),
        ("\u22125", "USD", "amount.negative"),
        ("1e5", "USD", "amount.malformed"),
        ("5 EUR", "USD", "amount.malformed"),
        ("1.2345", "USD", "amount.too_many_decimals"),
        ("27,83", "XAF", "amount.too_many_decimals"),
        ("0.500", "USD", "amount.too_many_decimals"),
        ("1234.500", "USD", "amount.too_many_decimals"),
        ("10000000000000", "USD", "amount.too_large"),
        ("9" * 61, "USD", "amount.too_long"),
    ],
)
def test_the_code_says_why_an_amount_is_refused(text: str, currency: str, code: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_amount(text, currency)
    assert refused.value.code == code


def test_integers() -> None:
    assert [parse_integer(text) for text in ("0", "450", "4 500", "4,500", "4.500", " 7 ")] == [
        0,
        450,
        4500,
        4500,
        4500,
        7,
    ]
    assert parse_integer("-7", minimum=-10) == parse_integer("\u22127", minimum=-10) == -7
    assert parse_integer("2147483647") == 2**31 - 1
    for text, code in [
        ("2147483648", "too_large"),
        ("-1", "too_small"),
        ("", "missing"),
        ("4,5", "malformed"),
    ]:
        with pytest.raises(ParseError) as refused:
            parse_integer(text)
        assert refused.value.code == f"integer.{code}"
    with pytest.raises(ParseError):
        parse_integer("-11", minimum=-10)


def test_percents() -> None:
    assert [parse_percent(text) for text in ("0", "80", "80%", "80 %", "80\u202f%", "80٪", "100")] == [
        0,
        80,
        80,
        80,
        80,
        80,
        100,
    ]
    for text, code in [("101", "too_large"), ("%", "missing"), ("12.5", "malformed"), ("-1", "too_small")]:
        with pytest.raises(ParseError) as refused:
            parse_percent(text)
        assert refused.value.code == f"percent.{code}"
    with pytest.raises(ParseError):
        parse_percent("4", minimum=5)


def test_dates() -> None:
    assert parse_date(" 2026-03-12 ") == date(2026, 3, 12)
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    for text in ("2010", "2019-07"):
        with pytest.raises(ParseError):
            parse_date(text)
    with pytest.raises(ParseError) as refused:
        parse_date("")
    assert refused.value.code == "date.missing"


def test_dates_as_far_as_they_are_known() -> None:
    assert parse_partial_date("2010") == PartialDate(2010)
    assert parse_partial_date("2019-07") == PartialDate(2019, 7)
    assert parse_partial_date("2019-07-09") == PartialDate(2019, 7, 9)


def test_coordinates() -> None:
    assert parse_coordinate("4.3947", "latitude") == 4.3947
    assert parse_coordinate("-4,3947", "latitude") == parse_coordinate("\u22124.3947", "latitude") == -4.3947
    assert parse_coordinate("180", "longitude") == 180.0
    assert str(parse_coordinate("-0.0000001", "longitude")) == "0.0"
    with pytest.raises(ParseError):
        parse_coordinate("180.000001", "longitude")


def test_text_is_composed_trimmed_and_free_of_control_characters() -> None:
    assert clean_text("  Ecole\u0301 \r\nde Boda\x07\x1b  ", 100) == "Ecolé\nde Boda"
    assert clean_text(" a\t b\n\n c\u2028d ", 100, lines=False) == "a b c d"
    assert clean_text("admin\u202egpj.exe\u2066\ufeff\ufffe", 100) == "admingpj.exe"
    # The joiners that Arabic script needs are kept.
    assert clean_text("می\u200cروم\u200d", 100) == "می\u200cروم\u200d"
    assert clean_text("", 0) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x00b", "text.characters"),
        ("\ud800", "text.characters"),
        ("x\udfff", "text.characters"),
        ("abcdef", "text.too_long"),
        ("a" * 100_000, "text.too_long"),
    ],
)
def test_text_that_cannot_be_stored_is_refused(text: str, code: str) -> None:
    with pytest.raises(ParseError) as refused:
        clean_text(text, 5)
    assert refused.value.code == code
    assert len(str(refused.value.value)) <= 80


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_cleaned_text_is_stored_unchanged_a_second_time(text: str) -> None:
    for lines in (True, False):
        try:
            once = clean_text(text, 200, lines=lines)
        except ParseError:
            continue
        assert clean_text(once, 200, lines=lines) == once
        once.encode("utf-8")
