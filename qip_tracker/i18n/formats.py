"""Numbers, money and dates in the language spoken now, always with Western digits (Arabic too: books are kept so).

The words and signs are CLDR's, read through Babel once per language; putting them together is our own short path,
because a list page writes hundreds of them. Tests compare it with Babel. Design decides the order: `12 Mar 2026`,
`USD 24,961.00`, `24 961,00 USD`.
"""

from datetime import UTC, tzinfo
from datetime import date as Date
from datetime import datetime as DateTime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale

from qip_tracker.domain.kernel.money import DECIMALS, decimals
from qip_tracker.i18n.language import LANGUAGES, comma, current_language
from qip_tracker.i18n.messages import gettext as _
from qip_tracker.i18n.messages import ngettext
from qip_tracker.i18n.numerals import grouped, symbols

_NO_BREAK: Final = "\u00a0"
# Invisible: keeps the sum to the right and the currency to its left in an Arabic line, as CLDR does.
_RIGHT_TO_LEFT_MARK: Final = "\u200f"
_SCALES: Final = {currency: 10**figures for currency, figures in DECIMALS.items()}


def money(minor: int | None, currency: str) -> str:
    """Minor units of a currency, its code beside them; a dash for None. UnknownCurrency when there is no such code."""
    if minor is None:
        return "–"
    language = current_language()
    text = _major(minor, currency, language)
    if language == "en":
        return f"-{currency} {text[1:]}" if minor < 0 else f"{currency} {text}"
    if language == "ar":
        return f"{_RIGHT_TO_LEFT_MARK}{text}{_RIGHT_TO_LEFT_MARK if minor < 0 else ''}{_NO_BREAK}{currency}"
    return f"{text}{_NO_BREAK}{currency}"


def amount(minor: int | None, currency: str) -> str:
    """Like `money` without the currency: for table cells whose heading names it."""
    return "–" if minor is None else _major(minor, currency, current_language())


def _major(minor: int, currency: str, language: str) -> str:
    scale = _SCALES.get(currency) or 10 ** decimals(currency)
    group, point, minus = symbols(language)
    whole, rest = divmod(minor if minor >= 0 else -minor, scale)
    text = f"{whole:,}"
    if group != "," and whole >= 1000:
        text = text.replace(",", group)
    if scale != 1:
        # The leading 1 keeps the zeros of the fraction; slicing it off is cheaper than a width computed per call.
        text = f"{text}{point}{str(scale + rest)[1:]}"
    return text if minor >= 0 else minus + text


def number(value: int) -> str:
    """A whole number with its thousands grouped."""
    return grouped(value, current_language())


def decimal(value: Decimal | float, places: int = 1) -> str:
    """A number with a fixed count of decimals, half to even."""
    group, point, minus = symbols(current_language())
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    whole, _point, fraction = f"{abs(rounded):,f}".partition(".")
    text = whole.replace(",", group) + (point + fraction if fraction else "")
    return minus + text if rounded < 0 else text


def exchange_rate(given: str) -> str:
    """A rate with every decimal it was given: "604.80" is "604,80" in French. Rounding it would misstate a payment."""
    exact = Decimal(given)
    return decimal(exact, max(0, -int(exact.as_tuple().exponent)))


def percent(value: Decimal | float, places: int = 0) -> str:
    """A share given in percent: 80 is "80%", in French with its space before the sign."""
    text = decimal(value, places) if places or not isinstance(value, int) else number(value)
    return f"{text}{_NO_BREAK}%" if current_language() == "fr" else f"{text}%"


def date(day: Date | None) -> str:
    """A calendar day, "12 Mar 2026"; a dash for None."""
    return "–" if day is None else f"{day.day} {_months(current_language())[day.month - 1]} {day.year}"


def partial_date(year: int, month: int | None = None, day: int | None = None) -> str:
    """What is known of a date: the year, the month and year, or the day."""
    if month is None:
        return str(year)
    named = f"{_months(current_language())[month - 1]} {year}"
    return named if day is None else f"{day} {named}"


def datetime(moment: DateTime | None, time_zone: tzinfo | str = UTC) -> str:
    """An aware moment on the clock of a time zone, "12 Mar 2026, 14:05"; ValueError when it is not aware."""
    if moment is None:
        return "–"
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    local = moment.astimezone(_zone(time_zone) if isinstance(time_zone, str) else time_zone)
    return f"{date(local)}{comma()}{local:%H:%M}"


def age_days(days: int) -> str:
    """A length in days, in words: "12 days"."""
    return ngettext("%(n)s day", "%(n)s days", days)


def waiting(days: int) -> str:
    """Since how long something waits: "waiting since today", "waiting 12 days"."""
    return ngettext("waiting %(n)s day", "waiting %(n)s days", days) if days > 0 else _("waiting since today")


def late(days: int) -> str:
    """How far past its day something is: "12 days late"."""
    return ngettext("%(n)s day late", "%(n)s days late", days)


def weeks(count: int) -> str:
    """A length in weeks, in words: "26 weeks"."""
    return ngettext("%(n)s week", "%(n)s weeks", count)


def country(code: str) -> str:
    """The name of a country by its two-letter code; KeyError when there is none."""
    name: str = _locale(current_language()).territories[code]
    return name


@cache
def country_codes() -> frozenset[str]:
    """The two-letter codes of countries that `country` can name in every language: CLDR's lists differ."""
    named = (frozenset(map(str, _locale(language).territories)) for language in LANGUAGES)
    return frozenset(code for code in frozenset.intersection(*named) if len(code) == 2 and code.isalpha())


def currency_name(code: str) -> str:
    """The name of a currency by its ISO 4217 code, the code itself while CLDR has no name; KeyError when unknown."""
    name: str = _locale(current_language()).currencies.get(code, code)
    if name == code and code not in DECIMALS:
        raise KeyError(code)
    return name


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _months(language: str) -> tuple[str, ...]:
    # Arabic has no short months: CLDR repeats the whole name.
    names = _locale(language).months["format"]["abbreviated"]
    return tuple(names[month] for month in range(1, 13))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
