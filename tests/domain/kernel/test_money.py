"""Exact minor units: what is written is read back, what is split adds up."""

import random
from decimal import Decimal

import pytest

from qip_tracker.domain.kernel import money as money_rules
from qip_tracker.domain.kernel.money import CurrenciesDiffer, Money, UnknownCurrency
from qip_tracker.domain.kernel.parsing import parse_amount
from qip_tracker.i18n import LANGUAGES, use_language
from qip_tracker.i18n.formats import amount, money


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", ["JPY", "USD", "TND"])
def test_what_is_printed_is_read_back_exactly(currency: str, language: str) -> None:
    chance = random.Random(f"{currency}{language}")
    with use_language(language):
        for _ in range(10_000):
            minor = chance.randrange(10 ** chance.randrange(1, 16))
            assert parse_amount(money(minor, currency), currency) == minor
            assert parse_amount(amount(minor, currency), currency) == minor
            assert parse_amount(money_rules.machine_text(minor, currency), currency) == minor
            assert money_rules.to_minor(money_rules.machine_text(minor, currency), currency) == minor


def test_arithmetic_stays_within_one_currency() -> None:
    assert Money(250, "USD") + Money(50, "USD") == Money(300, "USD")
    assert Money(250, "USD") - Money(300, "USD") == Money(-50, "USD")
    assert -Money(1, "XAF") == Money(-1, "XAF")
    assert Money(1, "USD") < Money(2, "USD") <= Money(2, "USD")
    assert Money(3, "USD") > Money(2, "USD") >= Money(2, "USD")
    assert not Money(0, "USD") and Money(-1, "USD")
    assert Money(1, "USD") != Money(1, "XAF")


@pytest.mark.parametrize(
    "mix",
    [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a >= b, lambda a, b: a > b],
)
def test_two_currencies_never_mix(mix) -> None:
    with pytest.raises(CurrenciesDiffer):
        mix(Money(1, "USD"), Money(1, "XAF"))
    with pytest.raises(TypeError):
        mix(Money(1, "USD"), 1)


@pytest.mark.parametrize("minor", [1.0, True, "1", None, Decimal(1)])
def test_minor_units_are_whole_numbers(minor: object) -> None:
    with pytest.raises(TypeError):
        Money(minor, "USD")  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["usd", "US", "XXX", "", "USDX", "ＵＳＤ"])
def test_unknown_currencies_are_refused(currency: str) -> None:
    with pytest.raises(UnknownCurrency):
        Money(1, currency)


@pytest.mark.parametrize(
    ("currency", "figures"),
    [("JPY", 0), ("XAF", 0), ("XOF", 0), ("USD", 2), ("CDF", 2), ("LBP", 2), ("TND", 3)],
)
def test_decimals_follow_iso_4217(currency: str, figures: int) -> None:
    assert money_rules.decimals(currency) == figures


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("24961.00", "USD", 2_496_100),
        ("0.001", "TND", 1),
        ("27830000", "XAF", 27_830_000),
        ("-1.5", "USD", -150),
    ],
)
def test_machine_text_becomes_minor_units(text: str, currency: str, minor: int) -> None:
    assert money_rules.to_minor(text, currency) == minor
    assert money_rules.to_minor(Decimal(text), currency) == minor


@pytest.mark.parametrize(
    "text", ["1.001", "NaN", "inf", "-Infinity", "1e30", "", "abc", "1,5", "9" * 70, "sNaN"]
)
def test_machine_text_that_a_currency_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        money_rules.to_minor(text, "USD")


def test_conversion_at_the_rate_of_the_papers() -> None:
    # Bossembele: 27,830,000 francs at 556.6 francs for one dollar is exactly the ceiling.
    assert money_rules.to_usd_minor(27_830_000, "XAF", "556.6") == 5_000_000
    assert money_rules.to_local_minor(5_000_000, "XAF", "556.6") == 27_830_000
    assert money_rules.to_usd_minor(1_234, "USD", "anything") == 1_234
    assert money_rules.to_local_minor(1_234, "USD", "anything") == 1_234


@pytest.mark.parametrize(
    ("local", "rate", "cents"), [(1, "200", 1), (1, "201", 0), (3, "200", 2), (-1, "200", -1), (5, "200", 3)]
)
def test_half_a_cent_rounds_away_from_zero(local: int, rate: str, cents: int) -> None:
    assert money_rules.to_usd_minor(local, "XAF", rate) == cents


@pytest.mark.parametrize(
    "rate",
    ["", "0", "0.0", "-1", "1e3", "NaN", "1,5", "1.2.3", ".5", "１", "1_0", "1" * 11, "1.123456789", " 1"],
)
def test_a_rate_that_is_none_is_refused(rate: str) -> None:
    with pytest.raises(ValueError):
        money_rules.rate_of(rate)


def test_splits_add_up_and_are_fair() -> None:
    chance = random.Random(61276)
    for _ in range(5_000):
        cuts = sorted(chance.sample(range(1, 100), chance.randrange(5)))
        percents = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
        total = chance.randrange(10 ** chance.randrange(1, 13))
        shares = money_rules.split(total, percents)
        assert sum(shares) == total
        assert all(share >= 0 for share in shares)
        # Compared in hundredths of a minor unit, so that nothing is rounded in the comparison.
        assert all(
            abs(share * 100 - total * percent) <= 100 for share, percent in zip(shares, percents, strict=True)
        )


def test_splits_of_the_field() -> None:
    assert money_rules.split(4_999_999, [80, 20]) == [3_999_999, 1_000_000]
    assert money_rules.split(101, [50, 45, 5]) == [51, 45, 5]
    assert money_rules.split(1, [50, 50]) == [1, 0]
    assert money_rules.split(0, [100]) == [0]


@pytest.mark.parametrize(
    ("total", "percents"), [(-1, [100]), (1, [50, 49]), (1, []), (1, [101, -1]), (1, [100, 0])]
)
def test_splits_that_make_no_sense_are_refused(total: int, percents: list[int]) -> None:
    with pytest.raises(ValueError):
        money_rules.split(total, percents)
