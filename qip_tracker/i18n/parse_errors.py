"""What a field says when its text cannot be read: what is wrong and what to type instead."""

from collections.abc import Mapping
from typing import Final

from qip_tracker.domain.kernel.parsing import ParseError
from qip_tracker.i18n.messages import Lazy, gettext, lazy

_FIGURES: Final = lazy("Use the figures 0 to 9.")
_TOO_LONG: Final = lazy("This is too long for a number.")

PARSE_ERRORS: Final[Mapping[str, Lazy]] = {
    "amount.currency": lazy("Choose a currency."),
    "amount.missing": lazy("Enter an amount."),
    "amount.too_long": _TOO_LONG,
    "amount.digits": _FIGURES,
    "amount.negative": lazy("An amount cannot be below zero."),
    "amount.malformed": lazy("Enter an amount such as 24961.00 or 24 961,00."),
    "amount.too_many_decimals": lazy("The amount has more decimals than its currency."),
    "amount.too_large": lazy("This amount is too large to be right."),
    "integer.missing": lazy("Enter a number."),
    "integer.too_long": _TOO_LONG,
    "integer.digits": _FIGURES,
    "integer.malformed": lazy("Enter a whole number such as 450."),
    "integer.too_small": lazy("This number is too small."),
    "integer.too_large": lazy("This number is too large."),
    "percent.missing": lazy("Enter a percentage."),
    "percent.too_long": _TOO_LONG,
    "percent.digits": _FIGURES,
    "percent.malformed": lazy("Enter a whole percentage such as 80."),
    "percent.too_small": lazy("This percentage is too small."),
    "percent.too_large": lazy("This percentage is too large."),
    "date.missing": lazy("Enter a date."),
    "date.malformed": lazy("Enter the date as year-month-day, such as 2026-03-12."),
    "date.impossible": lazy("This date is not in the calendar."),
    "date.out_of_range": lazy("This date is too far in the past or the future."),
    "coordinate.missing": lazy("Enter a coordinate."),
    "coordinate.malformed": lazy("Enter degrees with decimals, such as 4.3947."),
    "coordinate.out_of_range": lazy(
        "Latitude lies between -90 and 90 degrees, longitude between -180 and 180."
    ),
    "text.not_text": lazy("Enter text."),
    "text.characters": lazy(
        "The text holds characters that cannot be stored. Type it again instead of pasting it."
    ),
    "text.too_long": lazy("The text is too long."),
}

_WITHIN: Final = lazy("Enter a number from %(low)s to %(high)s.")
_WITHIN_PERCENT: Final = lazy("Enter a whole percentage from %(low)s to %(high)s.")
# Said instead where the field knows its limits: they are named, so that nobody has to guess.
WITH_LIMITS: Final[Mapping[str, Lazy]] = {
    "integer.too_small": _WITHIN,
    "integer.too_large": _WITHIN,
    "percent.too_small": _WITHIN_PERCENT,
    "percent.too_large": _WITHIN_PERCENT,
    "percent.malformed": _WITHIN_PERCENT,
    "text.too_long": lazy("At most %(most)s characters fit here; shorten this by %(over)s."),
    "amount.malformed": lazy("Enter a whole amount of %(currency)s, such as 24961."),
    "amount.too_many_decimals": lazy("%(currency)s has no decimals: enter a whole amount, such as 24961."),
}


def words_for(error: ParseError, limits: Mapping[str, str] | None = None) -> str:
    """What to say about a `ParseError` in the language spoken now, with the field's limits where it knows them.

    KeyError for a code without words.
    """
    if limits and error.code in WITH_LIMITS:
        return gettext(WITH_LIMITS[error.code].message, **limits)
    return str(PARSE_ERRORS[error.code])
