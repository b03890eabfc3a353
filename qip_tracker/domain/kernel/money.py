"""Money: a whole number of minor units of one ISO 4217 currency; a rate is the text the papers give. Never float."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Final

# Decimals of ISO 4217 where they are not two. CLDR shows fewer for some of these; books are kept by ISO.
_NO_DECIMALS: Final = """
BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
"""
_THREE_DECIMALS: Final = """
BHD IQD JOD KWD LYD OMR TND
"""
_TWO_DECIMALS: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST YER ZAR ZMW ZWG
"""
DECIMALS: Final[dict[str, int]] = {
    code: figures
    for figures, codes in ((0, _NO_DECIMALS), (2, _TWO_DECIMALS), (3, _THREE_DECIMALS))
    for code in codes.split()
}
CURRENCIES: Final = tuple(sorted(DECIMALS))

# Far above any mission's budget and far below what a BIGINT column and a browser count exactly.
LARGEST_MINOR: Final = 10**15 - 1
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)


class UnknownCurrency(ValueError):
    """The code is no currency of ISO 4217 in use."""


class CurrenciesDiffer(ValueError):
    """Sums of two currencies are neither added nor compared: one is converted first, at a rate with a date."""


def decimals(currency: str) -> int:
    """Decimals of a currency by ISO 4217 (0, 2 or 3); UnknownCurrency otherwise."""
    try:
        return DECIMALS[currency]
    except KeyError:
        raise UnknownCurrency(currency) from None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in minor units (cents, francs, millimes) of one currency; UnknownCurrency or TypeError when it is not."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("minor units are a whole number")
        decimals(self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError(f"money and {type(other).__name__} do not mix")
        if other.currency != self.currency:
            raise CurrenciesDiffer(f"{self.currency} and {other.currency}")
        return other.minor


def to_minor(amount: str | Decimal | int, currency: str) -> int:
    """Minor units of an amount in major units, exactly: ValueError when it has more decimals than the currency.

    Text is machine text ("24961.00"); what people type goes through `parsing.parse_amount`.
    """
    try:
        value = _EXACT.create_decimal(amount)
        minor = _EXACT.scaleb(value, decimals(currency))
        whole = _EXACT.to_integral_value(minor)
    except InvalidOperation:
        raise ValueError("not an amount") from None
    if not value.is_finite() or whole != minor or abs(whole) > LARGEST_MINOR:
        raise ValueError("not an amount that this currency can hold")
    return int(whole)


def to_decimal(minor: int, currency: str) -> Decimal:
    """The amount in major units, with the decimals of its currency."""
    return Decimal(minor).scaleb(-decimals(currency), _EXACT)


def machine_text(minor: int, currency: str) -> str:
    """The amount for files and form fields, the same in every language: "24961.00"."""
    return f"{to_decimal(minor, currency):f}"


def rate_of(text: str) -> Decimal:
    """A rate as the papers give it, units of local currency for one US dollar; ValueError unless above zero.

    Ten figures before the point and eight after hold every rate there is.
    """
    if not text.isascii() or not 0 < len(text) <= 19 or not text.replace(".", "", 1).isdigit():
        raise ValueError("a rate is written with the figures 0 to 9 and at most one point")
    whole, _, fraction = text.partition(".")
    value = Decimal(text)
    if not whole or len(whole) > 10 or len(fraction) > 8 or value <= 0:
        raise ValueError("a rate lies above zero, with at most 10 figures before the point and 8 after")
    return value


def to_usd_minor(local_minor: int, currency: str, rate: str) -> int:
    """US cents of a local amount at `rate` local units for one dollar, half a cent away from zero.

    Half up and not banker's rounding, because a reader with a calculator must find the same figure.
    """
    if currency == "USD":
        return local_minor
    return _rounded(_EXACT.divide(to_decimal(local_minor, currency), rate_of(rate)), "USD")


def to_local_minor(usd_minor: int, currency: str, rate: str) -> int:
    """Minor units of local currency for US cents at `rate` local units for one dollar, rounded half away from zero."""
    if currency == "USD":
        return usd_minor
    return _rounded(_EXACT.multiply(to_decimal(usd_minor, "USD"), rate_of(rate)), currency)


def _rounded(major: Decimal, currency: str) -> int:
    return int(_EXACT.to_integral_value(_EXACT.scaleb(major, decimals(currency))))


def split(total_minor: int, percents: Sequence[int]) -> list[int]:
    """Shares that add up to the total exactly, each within one minor unit of its percent; ValueError otherwise.

    The running total is rounded half up and each share is the step to the next: no share is ever below zero,
    and no last tranche swallows the errors of all others. Percents are whole, above zero, and add up to 100.
    """
    if total_minor < 0:
        raise ValueError("only a sum of zero or more is split")
    if sum(percents) != 100 or any(percent <= 0 for percent in percents):
        raise ValueError("the percents are above zero and add up to 100")
    shares: list[int] = []
    reached = percent_reached = 0
    for percent in percents:
        percent_reached += percent
        boundary = (total_minor * percent_reached + 50) // 100
        shares.append(boundary - reached)
        reached = boundary
    return shares
